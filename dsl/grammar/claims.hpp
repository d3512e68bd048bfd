// Claims: `invariant NAME : SUBJECT [never falls as FIELD rises] [given C]`.
// The subject is any expression; `never`, `stays` and `given` end it, for no expression goes on
// with two words in a row. Read by: dsl/grammar/grammar.hpp    Tested by: tests/golden/parse
#pragma once

#include "dsl/grammar/expressions.hpp"

namespace tierline::dsl::grammar {

struct claim_name : name {};
struct claim_colon : symbol<':'> {};
struct claim_subject : suffix_expression {};
struct claim_given_condition : suffix_expression {};
struct claim_given : if_must<word<"given">, claim_given_condition> {};

struct claim_as : word<"as"> {};
struct claim_varied : reference {};
struct claim_member : any_word {};
struct claim_point : if_must<one<'.'>, claim_member> {};
struct claim_added : seq<word<"is">, keyword<"added">> {};
struct claim_rises : sor<keyword<"rises">, claim_added> {};
struct claim_changes : sor<keyword<"changes">, claim_added> {};

struct claim_way : sor<keyword<"falls">, keyword<"rises">> {};
struct claim_never : if_must<word<"never">, claim_way, blanks, claim_as, claim_varied,
                             opt<claim_point>, blanks, claim_rises, blanks> {};
struct claim_same_words : seq<word<"the">, keyword<"same">> {};
struct claim_stays : if_must<word<"stays">, claim_same_words, blanks, claim_as, claim_varied,
                             opt<claim_point>, blanks, claim_changes, blanks> {};

struct claim_declaration
    : if_must<word<"invariant">, claim_name, blanks, claim_colon, claim_subject,
              opt<sor<claim_never, claim_stays>>, opt<claim_given>> {};

}  // namespace tierline::dsl::grammar
