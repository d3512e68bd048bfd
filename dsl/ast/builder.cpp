// The stacks of the parser, and the two limits that keep every later walk over the tree safe: how
// deep brackets may nest while reading, and how deep the finished tree may be (a chain of a hundred
// thousand `+` nests nothing in the text, yet makes a tree of that depth).
#include "dsl/ast/builder.hpp"

#include <algorithm>
#include <utility>

#include "base/assert.hpp"
#include "base/limits.hpp"
#include "dsl/grammar/explain.hpp"

namespace tierline::ast {

using dsl::grammar::Failure;
using dsl::grammar::Missing;

Builder::Builder(std::string_view text, uint32_t start, Ast& ast, source::Diagnostics& diagnostics)
    : text_(text),
      start_(start),
      ast_(ast),
      diagnostics_(diagnostics),
      first_(ast.exprs.size()),
      committed_(ast.exprs.size()),
      token_end_(text.data()),
      declaration_begin_(text.data()) {}

// ---- places
// --------------------------------------------------------------------------------------

Span Builder::span(const char* begin, const char* end) const {
  return {start_ + static_cast<uint32_t>(offset_of(begin)),
          start_ + static_cast<uint32_t>(offset_of(end))};
}

Word Builder::word(const char* begin, const char* end) const {
  return {std::string(begin, end), span(begin, end)};
}

Word Builder::quoted(const char* begin, const char* end) const {
  Word word{{}, span(begin, end)};
  for (const char* p = begin + 1; p < end - 1; ++p) {
    if (*p == '\\') {
      ++p;
      word.text += *p == 'n' ? '\n' : *p;
    } else {
      word.text += *p;
    }
  }
  return word;
}

// ---- expressions
// ---------------------------------------------------------------------------------

void Builder::push(Expr expr) {
  Shape shape;
  for (const ExprId kid : expr.kids) {
    shape.depth =
        std::max<uint16_t>(shape.depth, static_cast<uint16_t>(this->shape(kid).depth + 1));
  }
  if (shape.depth > base::kNestingMax) {
    throw Failure{expr.span.begin - start_, {Missing::LessDepth, "fewer operators"}};
  }
  operands_.push_back(ExprId{static_cast<uint32_t>(ast_.exprs.size())});
  ast_.exprs.push_back(std::move(expr));
  shapes_.push_back(shape);
}

ExprId Builder::pop() {
  TIERLINE_ASSERT(!operands_.empty());
  const ExprId id = operands_.back();
  operands_.pop_back();
  return id;
}

std::vector<ExprId> Builder::pop_many(size_t count) {
  TIERLINE_ASSERT(operands_.size() >= count);
  const auto first = operands_.end() - static_cast<ptrdiff_t>(count);
  std::vector<ExprId> ids(first, operands_.end());
  operands_.erase(first, operands_.end());
  return ids;
}

void Builder::literal(ExprKind kind, const char* begin, const char* end) {
  Expr expr;
  expr.kind = kind;
  expr.span = span(begin, end);
  if (kind != ExprKind::Today) {
    expr.text.assign(begin, end);
  }
  push(std::move(expr));
}

void Builder::quoted_literal(const char* begin, const char* end) {
  Word word = quoted(begin, end);
  Expr expr;
  expr.kind = ExprKind::Text;
  expr.span = word.span;
  expr.text = std::move(word.text);
  push(std::move(expr));
}

void Builder::number_unit(std::string_view unit, const char* end) {
  top().unit = unit;
  top().span.end = span(end, end).end;
}

void Builder::member(std::string_view word, const char* end) {
  top().kind = ExprKind::Member;
  number_unit(word, end);
}

void Builder::duration(std::string_view unit, const char* end) {
  const uint32_t begin = top().span.begin;
  Expr expr;
  expr.kind = ExprKind::Duration;
  expr.text = unit.ends_with('s') ? unit.substr(0, unit.size() - 1) : unit;
  expr.unit = std::exchange(calendar_, {});
  expr.kids = pop_many(1);
  expr.span = {begin, span(end, end).end};
  push(std::move(expr));
}

void Builder::binary() {
  TIERLINE_ASSERT(!operators_.empty());
  pair(ExprKind::Binary);
  top().op = operators_.back();
  operators_.pop_back();
}

void Builder::pair(ExprKind kind) {
  Expr expr;
  expr.kind = kind;
  expr.kids = pop_many(2);
  expr.span = base::join(ast_[expr.kids[0]].span, ast_[expr.kids[1]].span);
  push(std::move(expr));
}

void Builder::prefix(ExprKind kind, const char* begin) {
  Expr expr;
  expr.kind = kind;
  expr.kids = pop_many(1);
  expr.span = span_from(begin);
  push(std::move(expr));
}

void Builder::bracket_closed(const char* end) {
  TIERLINE_ASSERT(!brackets_.empty());
  top().span = span(brackets_.back().place, end);
  shape(operands_.back()).in_brackets = true;
  brackets_.pop_back();
}

void Builder::call(const char* end) {
  TIERLINE_ASSERT(!brackets_.empty());
  std::vector<ExprId> kids = pop_many(operands_.size() - brackets_.back().operands);
  brackets_.pop_back();
  Expr expr = ast_[pop()];
  expr.kind = ExprKind::Call;
  expr.kids = std::move(kids);
  expr.span.end = span(end, end).end;
  push(std::move(expr));
}

void Builder::parts_closed(const char* end) {
  TIERLINE_ASSERT(!brackets_.empty());
  const size_t count = operands_.size() - brackets_.back().operands;
  if (count == 1) return bracket_closed(end);
  brackets_.pop_back();
  expect.parts = pop_many(count);
}

void Builder::rounded() {
  Expr expr;
  expr.kind = ExprKind::Rounded;
  expr.text = mode_.starts_with("half")
                  ? "half " + std::string(mode_.substr(mode_.find_last_of(" \t\r\n") + 1))
                  : std::string(mode_);
  expr.kids = pop_many(std::exchange(has_quantum_, false) ? 2 : 1);
  expr.span = {ast_[expr.kids[0]].span.begin, span(token_end_, token_end_).end};
  push(std::move(expr));
}

void Builder::form_ends(ExprKind kind, size_t operands, const char* begin) {
  TIERLINE_ASSERT(!forms_.empty());
  Form form = std::move(forms_.back());
  forms_.pop_back();
  Expr expr;
  expr.kind = kind;
  expr.text = std::move(form.text);
  expr.unit = form.unit;
  expr.field = form.field;
  expr.kids = pop_many(operands);
  expr.span = span_from(begin);
  push(std::move(expr));
}

// Returns how many operands stood in the brackets.
size_t Builder::ends_list(ExprKind kind, const char* begin) {
  TIERLINE_ASSERT(!brackets_.empty());
  const size_t operands = operands_.size() - brackets_.back().operands;
  brackets_.pop_back();
  form_ends(kind, operands, begin);
  return operands;
}

void Builder::group(const char* begin) {
  form().text += " of";
  if (ends_list(ExprKind::Group, begin) < 2) {
    diagnostics_
        .add(source::Code::ExpectedToken, top().span,
             "`" + top().text + "` joins two or more conditions, found one")
        .hint = "write the condition alone, or `" + top().text + " (A, B)`";
  }
}

void Builder::extreme(const char* begin) {
  const std::string which = form().text;
  if (ends_list(ExprKind::Extreme, begin) < 2) {
    const bool numbers = which == "max" || which == "min";
    diagnostics_
        .add(source::Code::ExpectedToken, top().span,
             "`" + which + (numbers ? "" : " of") + "` compares two or more values, found one")
        .hint = numbers ? "over the entries of a ledger, write `" + which + " of sale.credit`"
                        : "write `" + which + " of (joined_on, 2022-07-01)`";
  }
}

void Builder::if_form(const char* begin) {
  Expr expr;
  expr.kind = ExprKind::If;
  expr.kids = pop_many(3);
  expr.span = span_from(begin);
  push(std::move(expr));
}

// ---- parts and declarations
// ----------------------------------------------------------------------

void Builder::put(std::optional<Word>& into, Word word) {
  if (into) {
    repeated(word.span, into->span);
  }
  into = std::move(word);
}

void Builder::put(std::optional<ClauseRef>& into, ClauseRef reference) {
  if (into) {
    repeated(base::join(reference.source.span, reference.clause.span), into->source.span);
  }
  into = std::move(reference);
}

void Builder::put(std::optional<ExprId>& into, ExprId id) {
  if (into) {
    repeated(ast_[id].span, ast_[*into].span);
  }
  into = id;
}

void Builder::put(Validity& into, const char* begin) {
  if (into.from || into.until) {
    repeated(span_from(begin), (into.from ? into.from : into.until)->span);
  }
  into = take_validity();
}

void Builder::repeated(Span again, Span first) {
  source::Diagnostic& twice =
      diagnostics_.add(source::Code::RepeatedPart, again, "this part is said twice");
  twice.labels.push_back({first, "said here first"});
  twice.hint = "keep one of the two";
}

bool Builder::has_bare_equal(ExprId id) {
  if (shape(id).in_brackets) {
    return false;
  }
  const Expr& expr = ast_[id];
  if (expr.kind == ExprKind::Binary && expr.op == "=") {
    return true;
  }
  const bool joins = expr.kind == ExprKind::Not || expr.op == "and" || expr.op == "or";
  return joins && std::any_of(expr.kids.begin(), expr.kids.end(),
                              [this](ExprId kid) { return has_bare_equal(kid); });
}

void Builder::check_condition() {
  if (std::exchange(condition_gave_up_equal, false) && has_bare_equal(exception.value)) {
    diagnostics_.add(
        dsl::grammar::two_readings(ast_[*exception.when].span, ast_[exception.value].span));
  }
}

size_t Builder::abandon() {
  static_cast<Growing&>(*this) = Growing{};
  ast_.exprs.resize(committed_);
  shapes_.resize(committed_ - first_);
  operands_.clear();
  operators_.clear();
  brackets_.clear();
  forms_.clear();
  calendar_ = {};
  has_quantum_ = false;
  nesting_ = 0;
  return offset_of(declaration_begin_);
}

void Builder::enter(const char* place) {
  if (++nesting_ > base::kNestingMax) {
    throw Failure{offset_of(place), {Missing::LessDepth, "fewer brackets"}};
  }
}

}  // namespace tierline::ast
