// Work: what the parts of the checker share while one program is being checked.
// The checked program grows in here; beside it stands what is needed only on the way: where a name
// was declared, what failed already (and must not be reported twice), and what each definition asks
// of the place from which it is used.
// Made by: from_ast.cpp    Read by: everything in compiler/checked
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/checked/checked_program.hpp"
#include "compiler/checked/from_ast.hpp"
#include "compiler/checked/names/symbols.hpp"
#include "compiler/checked/values/bounds.hpp"
#include "dsl/ast/ast.hpp"
#include "dsl/source/diagnostic.hpp"

namespace tierline::checked {

using source::Code;

/// A type as a program states it: with its range, and where it stands.
struct TypeSpec {
  Type type;
  Bounds bounds;
  Span span{};
};

struct ParameterInfo {
  std::string name;
  TypeSpec spec;
  Span span{};
};

/// What an expression asks of the place where it stands, by itself and through definitions.
struct Demands {
  std::optional<Span> aggregate;    // it looks at the entries of a ledger
  std::optional<Span> tier;         // it looks at the account's tier
  std::optional<Span> by_argument;  // what it finds in a ledger depends on a parameter
  Days total;                       // on these days every lookup in it finds a row

  bool looks_at_ledgers() const { return aggregate || tier; }

  /// Takes over what a definition demands; `by_argument` is the caller's own matter.
  void merge(const Demands& other) {
    if (!aggregate) aggregate = other.aggregate;
    if (!tier) tier = other.tier;
    total = intersect(total, other.total);
  }
};

/// Bad: an error was reported; whoever uses it stays silent.
enum class State : uint8_t { Unchecked, Good, Bad };

struct DefineInfo {
  const ast::DefineDecl* decl = nullptr;
  State state = State::Unchecked;
  bool asked_elsewhere = false;  // somewhere it is asked `at` another day
  uint32_t index = kNone;        // among the checked definitions, which stand in order of use
  std::vector<ParameterInfo> parameters;
  Bounds bounds;
  Demands demands;
  std::optional<Split> split;  // what the definition is, instead of a value
};

struct BandsInfo {
  const ast::BandsDecl* decl = nullptr;
  State state = State::Unchecked;
  bool asked_elsewhere = false;
  Bounds values;
  Bounds flats;
  Demands demands;
};

struct TableInfo {
  State state = State::Unchecked;
  bool matrix_row = false;  // called by its own name; bare, when its key is Tier
};

struct RecordInfo {
  std::unordered_map<std::string_view, uint32_t> by_name;
  std::vector<State> fields;  // as many as the record has
};

struct LedgerInfo : RecordInfo {
  const ast::LedgerDecl* decl = nullptr;
  bool asked_elsewhere = false;
};

/// What is remembered of an expression while checking.
struct ExprNote {
  uint16_t depth = 0;         // levels below it, itself included
  bool of_entry = false;      // its value may differ from entry to entry
  bool of_parameter = false;  // its value may differ from call to call
  uint32_t ledger = kNone;    // EntryField: whose

  void take_in(const ExprNote& kid) {
    depth = std::max(depth, kid.depth);
    of_entry = of_entry || kid.of_entry;
    of_parameter = of_parameter || kid.of_parameter;
  }
};

struct Work {
  Work(const ast::Ast& tree, const FileLoader& loader) : ast(tree), load(loader) {}

  const ast::Ast& ast;
  const FileLoader& load;
  CheckedProgram program;
  source::Diagnostics out;
  std::vector<LoadedFile> files;

  Symbols symbols;
  std::unordered_map<std::string, uint32_t> clauses;                          // by `source.clause`
  std::unordered_map<std::string, uint32_t> calendars;                        // by name
  std::unordered_map<std::string, std::variant<size_t, std::string>> loaded;  // or why not

  RecordInfo account;
  std::vector<LedgerInfo> ledgers;
  std::vector<DefineInfo> defines;               // in the order of the text
  std::vector<BandsInfo> bands;                  // likewise, and so in the checked program
  std::vector<TableInfo> tables;                 // as the tables of the checked program
  State tier = State::Unchecked;                 // all requirements of all tiers
  bool tier_elsewhere = false;                   // the tier is asked `at` another day
  std::vector<const ast::TierDecl*> tier_decls;  // by the word of the tier
  const ast::StatusDecl* status = nullptr;       // how the tier moves in time, if the program says
  bool tier_misnamed = false;                    // some declaration is of no tier
  std::optional<Span> tier_asked;                // where the tier is first needed

  bool month_end_said = false;
  std::optional<int> fiscal_month;
  size_t suggestions_made = 0;
  std::unordered_set<std::string_view> values_declared;  // names that mean a value, but no constant

  std::vector<ExprNote> notes;                               // one for each expression
  std::unordered_map<uint32_t, std::string> lookup_witness;  // lookups that may find nothing

  source::Diagnostic& report(Code code, Span span, std::string message) {
    return out.add(code, span, std::move(message));
  }

  /// "did you mean ..." for the first errors only: it compares with every name there is. Of equally
  /// near candidates the first is taken.
  std::string suggest(std::string_view name, std::vector<std::string_view> candidates);

  /// Between which days `today` lies in what may be asked `at` another day, or not.
  Days today_bounds(bool elsewhere) const { return elsewhere ? Days{} : in_force(); }

  /// The days on which the program may be asked.
  Days in_force() const {
    Days days;
    if (program.in_force_from) days.low = *program.in_force_from;
    if (program.in_force_until) days.high = *program.in_force_until;
    return days;
  }

  /// Whether a definition is a split, right or wrong.
  bool is_split(const DefineInfo& info) const {
    return ast[info.decl->value].kind == ast::ExprKind::Split;
  }

  std::optional<uint32_t> clause(const std::optional<ast::ClauseRef>& because);
  std::optional<Day> day(const ast::Word& word);
  /// Both ends, when they are days in the right order.
  Days validity(const ast::Validity& validity);
};

inline void label(source::Diagnostic& diagnostic, Span span, std::string text) {
  diagnostic.labels.push_back({span, std::move(text)});
}

}  // namespace tierline::checked
