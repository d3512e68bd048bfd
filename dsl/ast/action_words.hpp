// The small vocabulary in which the actions are written: what a rule that has matched puts where.
// Included by dsl/ast/from_source.cpp only, by way of the two lists of actions.
#pragma once

#include "dsl/ast/builder.hpp"
#include "dsl/grammar/grammar.hpp"

namespace tierline::ast {

namespace grammar = dsl::grammar;

/// What is done when a rule has matched; nothing, unless said below.
template <class Rule>
struct action : grammar::pegtl::nothing<Rule> {};

/// The matched word goes into a member of a growing part: `word_into<&Growing::define, &X::name>`.
template <auto Part, auto Slot>
struct word_into {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.put(b.*Part.*Slot, b.word(in.begin(), in.end()));
  }
};

/// The same for a quoted text.
template <auto Part, auto Slot>
struct text_into {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.put(b.*Part.*Slot, b.quoted(in.begin(), in.end()));
  }
};

/// The expression that has just been read goes into a member of a growing part.
template <auto Part, auto Slot>
struct expression_into {
  static void apply0(Builder& b) { b.put(b.*Part.*Slot, b.pop()); }
};

/// The declaration is complete.
template <auto Declaration>
struct finishes {
  static void apply0(Builder& b) { b.finish(b.*Declaration); }
};

/// The growing item is complete, and the next one begins empty.
template <class T>
void move_to(std::vector<T>& list, T& item) {
  list.push_back(std::move(item));
  item = T{};
}

/// The expression between its first and last token.
template <ExprKind Kind>
struct literal {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.literal(Kind, in.begin(), in.end());
  }
};

/// The operand before and the operand after become one node.
template <ExprKind Kind>
struct joins {
  static void apply0(Builder& b) { b.pair(Kind); }
};

struct opens_bracket {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.bracket_opened(in.begin());
  }
};

struct joins_by_operator {
  static void apply0(Builder& b) { b.binary(); }
};

struct is_operator {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.push_operator({in.begin(), in.size()});
  }
};

/// The last operand becomes the only kid of a node that begins with the rule.
template <ExprKind Kind>
struct wraps {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.prefix(Kind, in.begin());
  }
};

/// The words of a form are kept until form_ends.
struct begins_form {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.form_begins({in.begin(), in.size()});
  }
};

template <ExprKind Kind>
struct ends_form {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.form_ends(Kind, 1, in.begin());
  }
};

/// Counts how deep rules that contain themselves have gone.
struct limited : grammar::pegtl::maybe_nothing {
  struct Level {
    Level(Builder& builder, const char* place) : b(builder) { b.enter(place); }
    ~Level() { b.leave(); }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    Builder& b;
  };

  template <class Rule, grammar::pegtl::apply_mode A, grammar::pegtl::rewind_mode M,
            template <class...> class Action, template <class...> class Control, class Input>
  static bool match(Input& in, Builder& b) {
    const Level level(b, in.current());
    return grammar::pegtl::match<Rule, A, M, Action, Control>(in, b);
  }
};

template <class Action>
struct limited_and : limited, Action {};

}  // namespace tierline::ast
