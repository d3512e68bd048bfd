// Builder: what the actions of the parser write into while one file is read.
// Operands wait on a stack until their operator is complete; a declaration grows in the member of
// its kind and moves into the tree when its last token has been read. Nothing here knows PEGTL.
// Invariant: after abandon() the tree is as it was before the declaration began.
// Read by: dsl/ast/*_actions.hpp    Tested by: tests/golden/parse
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dsl/ast/ast.hpp"
#include "dsl/source/diagnostic.hpp"

namespace tierline::ast {

/// The declaration that is being read, in parts. A part moves into its owner when it is complete.
struct Growing {
  ProgramDecl program;
  Source source;
  TiersDecl tiers;
  EnumDecl enumeration;
  CalendarDecl calendar;
  SubjectDecl subject;
  LedgerDecl ledger;
  Field field;
  std::vector<Field> fields;
  TableDecl table;
  Span table_hit_place;
  TableKey table_key;
  TableRow row;
  Matrix matrix;
  MatrixRow line;
  DefineDecl define;
  Parameter parameter;
  Exception exception;
  bool condition_gave_up_equal = false;  // see condition_alone in the grammar
  TierDecl tier;
  Requirement requirement;
  Span assessed_place;
  StatusDecl status;
  StatusLine status_line;
  Promote promote;
  Assess assess;
  Demote demote;
  BandsDecl bands;
  Band band;
  Edge edge;
  DecideDecl decide;
  ScenarioDecl scenario;
  Facts facts;
  FactValue fact;
  ScenarioStep step;
  Expect expect;
  DecidedBy decided_by;
  ClaimDecl claim;
  ClaimLaw claim_law;

  // Parts that several declarations share; the owner takes them at its end.
  Validity validity;
  ClauseRef clause;
  std::optional<ClauseRef> because;
  std::optional<TypeRef> type;
};

/// What the words of a form said, until its operands have been read.
struct Form {
  std::string text;
  std::string_view unit;
  std::string_view field;
  bool where = false;
};

class Builder : public Growing {
 public:
  /// Writes into `ast` and `diagnostics`, which must outlive it.
  ///   text   the whole file    start  the offset of its first byte in the source set
  Builder(std::string_view text, uint32_t start, Ast& ast, source::Diagnostics& diagnostics);

  // ---- places ----
  size_t offset_of(const char* place) const { return static_cast<size_t>(place - text_.data()); }
  Span span(const char* begin, const char* end) const;
  /// From `begin` to the end of the last token.
  Span span_from(const char* begin) const { return span(begin, token_end_); }
  void token_ended(const char* end) { token_end_ = end; }
  Word word(const char* begin, const char* end) const;
  /// The contents of a quoted text, escapes resolved; the span has the quotes.
  Word quoted(const char* begin, const char* end) const;

  // ---- expressions ----
  void literal(ExprKind kind, const char* begin, const char* end);
  void quoted_literal(const char* begin, const char* end);
  void number_unit(std::string_view unit, const char* end);
  void member(std::string_view word, const char* end);
  void duration_calendar(std::string_view name) { calendar_ = name; }
  void duration(std::string_view unit, const char* end);
  void push_operator(std::string_view op) { operators_.push_back(op); }
  void binary();
  /// The last two operands become one node; what joins them is said by `kind`.
  void pair(ExprKind kind);
  void prefix(ExprKind kind, const char* begin);
  void bracket_opened(const char* place) { brackets_.push_back({operands_.size(), place}); }
  void bracket_closed(const char* end);
  void call(const char* end);
  /// One value in brackets stays an operand; several become the parts that are expected.
  void parts_closed(const char* end);
  void rounding(std::string_view mode) { mode_ = mode; }
  void quantum() { has_quantum_ = true; }
  void rounded();
  Form& form() { return forms_.back(); }
  void form_begins(std::string_view text) { forms_.emplace_back().text = text; }
  /// Ends the form: its last `operands` operands become its kids.
  void form_ends(ExprKind kind, size_t operands, const char* begin);
  /// Ends a form whose operands stand in brackets.
  void extreme(const char* begin);
  void group(const char* begin);
  void aggregate(const char* begin) { form_ends(ExprKind::Aggregate, form().where ? 1 : 0, begin); }
  void split(const char* begin) { form_ends(ExprKind::Split, form().where ? 3 : 2, begin); }
  void if_form(const char* begin);
  ExprId pop();

  // ---- parts and declarations ----
  void put(Word& into, Word word) { into = std::move(word); }
  void put(std::vector<Word>& into, Word word) { into.push_back(std::move(word)); }
  void put(std::optional<Word>& into, Word word);
  void put(std::optional<ClauseRef>& into, ClauseRef because);
  void put(ExprId& into, ExprId id) { into = id; }
  void put(std::vector<ExprId>& into, ExprId id) { into.push_back(id); }
  void put(std::optional<ExprId>& into, ExprId id);
  /// A line of a block, at most once.
  template <class Line>
  void put_line(std::optional<Line>& into, Line one) {
    if (into) {
      repeated(one.span, into->span);
    }
    into = std::move(one);
  }
  /// The days of an `in force` that begins at `begin`, at most once.
  void put(Validity& into, const char* begin);
  Validity take_validity() { return std::exchange(validity, {}); }
  std::optional<ClauseRef> take_because() { return std::exchange(because, std::nullopt); }
  std::optional<TypeRef> take_type() { return std::exchange(type, std::nullopt); }
  void repeated(Span again, Span first);
  void check_condition();

  void declaration_begins(const char* place) { declaration_begin_ = place; }
  template <class Declaration>
  void finish(Declaration& declaration) {
    declaration.span = span_from(declaration_begin_);
    ast_.decls.emplace_back(std::move(declaration));
    declaration = Declaration{};
    committed_ = ast_.exprs.size();
  }
  /// Forgets the declaration that could not be read, and says where it began.
  size_t abandon();

  // ---- nesting ----
  void enter(const char* place);
  void leave() { --nesting_; }

 private:
  struct Shape {
    uint16_t depth = 1;
    bool in_brackets = false;
  };
  struct Bracket {
    size_t operands;  // how many stood before it
    const char* place;
  };

  void push(Expr expr);
  size_t ends_list(ExprKind kind, const char* begin);
  Expr& top() { return ast_.exprs[operands_.back().value]; }
  Shape& shape(ExprId id) { return shapes_[id.value - first_]; }
  std::vector<ExprId> pop_many(size_t count);
  bool has_bare_equal(ExprId id);

  std::string_view text_;
  uint32_t start_;
  Ast& ast_;
  source::Diagnostics& diagnostics_;
  size_t first_;      // the first expression of this file
  size_t committed_;  // expressions up to here belong to finished declarations

  const char* token_end_;
  const char* declaration_begin_;
  size_t nesting_ = 0;
  std::vector<Shape> shapes_;  // of each expression of this file
  std::vector<ExprId> operands_;
  std::vector<std::string_view> operators_;
  std::vector<Bracket> brackets_;
  std::vector<Form> forms_;
  std::string_view calendar_;
  std::string_view mode_;
  bool has_quantum_ = false;
};

}  // namespace tierline::ast
