// The one canonical layout: the tree says where lines begin and what stands under what.
//   - a declaration begins a line; so does each part of its block, two blanks further in
//   - a block that was written on one line stays there while it fits into 100 columns
//   - at most one empty line between parts, where there was one; none at the edges of a block
//   - names of fields, requirements and rows are padded so that their `:` stand under each other
// The text is read once more after it has been laid out: should anything but blanks have changed,
// the text is returned as it was.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dsl/dsl.hpp"
#include "dsl/format/layout.hpp"

namespace tierline::dsl {
namespace {

using namespace tierline::ast;
using layout::Layout;
using layout::Line;
using layout::Stop;

class Formatter {
 public:
  Formatter(std::string_view text, const Ast& ast) : layout_(text), ast_(ast) {}

  std::string text() {
    expressions();
    for (const Decl& decl : ast_.decls) {
      std::visit([this](const auto& one) { declaration(one); }, decl);
    }
    return layout_.text();
  }

 private:
  // A part of a block: where it begins, and what of it stands under its neighbours.
  struct Part {
    size_t token;
    std::vector<Stop> stops = {};
    size_t kind = 0;  // only parts of one kind share columns
  };

  size_t first(Span span) const { return layout_.token_at(span.begin); }
  size_t last(Span span) const { return layout_.token_before(span.end); }
  size_t at(const Word& word) const { return first(word.span); }
  size_t at(ExprId id) const { return first(ast_[id].span); }

  // ---- blanks that only the tree can tell ----
  void expressions() {
    for (const Expr& expr : ast_.exprs) {
      switch (expr.kind) {
        case ExprKind::Negate:
          layout_.unary_minus(at(expr.kids.at(0)) - 1);
          break;
        case ExprKind::Call:
        case ExprKind::Known:
        case ExprKind::Extreme:
          calls(expr);
          break;
        default:
          break;
      }
    }
  }
  // The span of a call in brackets begins at the bracket; its name is the first word in it.
  void calls(const Expr& expr) {
    size_t token = first(expr.span);
    while (layout_.word(token) == "(") {
      ++token;
    }
    layout_.calls(token);
  }
  void type(const TypeRef& type) { layout_.calls(at(type.name)); }
  void type(const std::optional<TypeRef>& one) {
    if (one) {
      type(*one);
    }
  }

  // ---- lines ----
  size_t new_group() { return groups_++; }
  void line(size_t token, size_t depth) { layout_.begin_line({token, depth}); }

  // The block from `open` to `close`, whose head begins with the token `head`.
  // Returns whether it is spread over lines.
  bool block(size_t head, size_t open, size_t close, size_t depth, const std::vector<Part>& parts) {
    for (const Part& part : parts) {
      if (part.token > open + 1) {
        layout_.set_apart(part.token);
      }
    }
    if (close == open + 1 ||
        (!layout_.is_broken(open, close) && layout_.fits(head, close, depth))) {
      return false;
    }
    const size_t group = new_group();
    size_t kinds = 0;
    for (const Part& part : parts) {
      kinds = std::max(kinds, part.kind + 1);
      layout_.begin_line({part.token, depth + 1, group + part.kind, part.stops});
    }
    groups_ += kinds;
    line(close, depth);
    return true;
  }
  // The brace that opens the block before this part, or, without parts, before its end.
  size_t open_before(size_t token) const {
    while (layout_.word(token) != "{") {
      --token;
    }
    return token;
  }
  void declared_block(Span span, const std::vector<Part>& parts) {
    const size_t close = last(span);
    line(first(span), 0);
    block(first(span), open_before(parts.empty() ? close : parts.front().token), close, 0, parts);
  }
  // Parts that begin with one of these words, outside inner braces.
  std::vector<Part> parts_by_word(Span span, std::initializer_list<std::string_view> words) const {
    std::vector<Part> parts;
    size_t depth = 0;
    for (size_t token = first(span); token <= last(span); ++token) {
      const std::string_view word = layout_.word(token);
      depth += word == "{" ? 1U : 0U;
      depth -= word == "}" ? 1U : 0U;
      const bool names_something = layout_.word(token - (token > 0 ? 1 : 0)) == "source";
      if (depth == 1 && !names_something &&
          std::find(words.begin(), words.end(), word) != words.end()) {
        parts.push_back({token});
      }
    }
    return parts;
  }

  // ---- declarations ----
  void declaration(const ProgramDecl& program) {
    const std::vector<Part> parts =
        parts_by_word(program.span, {"version", "in", "currency", "fiscal", "month", "source"});
    const size_t close = last(program.span);
    line(first(program.span), 0);
    const size_t open = open_before(at(program.title) + 1);
    const bool spread = block(first(program.span), open, close, 0, parts);
    for (const Source& source : program.sources) {
      clauses(source, spread);
    }
  }
  void clauses(const Source& source, bool spread) {
    const size_t open = at(source.title) + 1;
    if (source.clauses.empty() || !spread) {
      return;
    }
    std::vector<Part> parts;
    for (const Clause& clause : source.clauses) {
      parts.push_back({at(clause.id), {{1, at(clause.title)}}});
    }
    block(at(source.id) - 1, open, at(source.clauses.back().title) + 1, 1, parts);
  }
  void declaration(const TiersDecl& tiers) { line(first(tiers.span), 0); }
  void declaration(const EnumDecl& enumeration) {
    std::vector<Part> parts;
    for (const Word& word : enumeration.words) {
      parts.push_back({at(word)});
    }
    const size_t close = last(enumeration.span);
    const size_t open = at(enumeration.words.front()) - 1;
    line(first(enumeration.span), 0);
    if (layout_.is_broken(open, close) || !layout_.fits(first(enumeration.span), close, 0)) {
      block(first(enumeration.span), open, close, 0, parts);
    }
  }
  void declaration(const CalendarDecl& calendar) {
    declared_block(calendar.span,
                   parts_by_word(calendar.span, {"weekend", "holidays", "working", "in"}));
  }
  void fields(Span span, const std::vector<Field>& fields) {
    std::vector<Part> parts;
    for (const Field& field : fields) {
      parts.push_back({first(field.span), {{1, at(field.name) + 1}}, field.derived ? 1U : 0U});
      type(field.type);
    }
    declared_block(span, parts);
  }
  void declaration(const SubjectDecl& subject) { fields(subject.span, subject.fields); }
  void declaration(const LedgerDecl& ledger) { fields(ledger.span, ledger.fields); }
  void declaration(const TableDecl& table) {
    layout_.calls(at(table.name));
    type(table.type);
    std::vector<Part> parts;
    if (table.matrix) {
      matrix(*table.matrix, parts);
    }
    for (const TableRow& row : table.rows) {
      parts.push_back({first(row.span), {{1, at(row.value) - 1}}});
    }
    if (layout_.word(last(table.span)) == "}") {
      declared_block(table.span, parts);
    } else {
      line(first(table.span), 0);
    }
  }
  void matrix(const Matrix& matrix, std::vector<Part>& parts) {
    Part header{at(matrix.header.front())};
    for (size_t i = 0; i < matrix.header.size(); ++i) {
      header.stops.push_back({i + 2, at(matrix.header[i])});
      apart_after_first(at(matrix.header[i]), i);
    }
    parts.push_back(std::move(header));
    for (const MatrixRow& row : matrix.rows) {
      Part part{first(row.span), {{1, at(row.name) + 1}}};
      for (size_t i = 0; i < row.cells.size(); ++i) {
        part.stops.push_back({i + 2, at(row.cells[i])});
        apart_after_first(at(row.cells[i]), i);
      }
      parts.push_back(std::move(part));
    }
  }
  void apart_after_first(size_t token, size_t index) {
    if (index > 0) {
      layout_.set_apart(token);
    }
  }
  void declaration(const DefineDecl& define) {
    line(first(define.span), 0);
    if (!define.parameters.empty()) {
      layout_.calls(at(define.name));
    }
    for (const Parameter& parameter : define.parameters) {
      type(parameter.type);
    }
    type(define.type);
    for (const Exception& exception : define.exceptions) {
      line(first(exception.span), 1);
    }
  }
  void declaration(const TierDecl& tier) {
    std::vector<Part> parts;
    for (const Requirement& requirement : tier.requirements) {
      parts.push_back({first(requirement.span), {{1, at(requirement.name) + 1}}});
    }
    declared_block(tier.span, parts);
  }
  // The keyword of each line, and under each other what it says.
  void declaration(const StatusDecl& status) {
    std::vector<Part> parts;
    const auto take = [&](const auto& one) {
      if (one) {
        parts.push_back({first(one->span), {{1, first(one->span) + 1}}});
      }
    };
    take(status.launch);
    take(status.starts);
    take(status.ends);
    take(status.promote);
    take(status.assess);
    take(status.demote);
    take(status.holds);
    std::sort(parts.begin(), parts.end(),
              [](const Part& a, const Part& b) { return a.token < b.token; });
    declared_block(status.span, parts);
  }
  void declaration(const BandsDecl& bands) {
    type(bands.type);
    std::vector<Part> parts;
    for (const Band& band : bands.bands) {
      parts.push_back({first(band.span), stops(band)});
    }
    declared_block(bands.span, parts);
  }
  // `from  10 EUR  up to 20 EUR : 2%  flat 5 EUR`
  std::vector<Stop> stops(const Band& band) const {
    std::vector<Stop> stops;
    const std::optional<Edge>& edge = band.lower ? band.lower : band.upper;
    stops.push_back({1, at(edge->value)});
    if (band.lower && band.upper) {
      stops.push_back({2, at(band.upper->word)});
      stops.push_back({3, at(band.upper->value)});
    }
    stops.push_back({4, at(band.value) - 1});
    if (band.flat) {
      stops.push_back({5, at(*band.flat) - 1});
    }
    return stops;
  }
  void declaration(const DecideDecl& decide) { line(first(decide.span), 0); }
  void declaration(const ScenarioDecl& scenario) {
    std::vector<Part> parts;
    for (const Facts& facts : scenario.facts) {
      parts.push_back({first(facts.span)});
    }
    for (const ScenarioStep& step : scenario.steps) {
      parts.push_back({at(step.today) - 1});
    }
    const size_t head = first(scenario.span);
    line(head, 0);
    const bool spread = block(head, at(scenario.title) + 1, last(scenario.span), 0, parts);
    for (const Facts& facts : scenario.facts) {
      facts_block(facts, spread);
    }
    for (size_t i = 0; i < scenario.steps.size(); ++i) {
      const size_t next =
          i + 1 < scenario.steps.size() ? at(scenario.steps[i + 1].today) - 1 : last(scenario.span);
      expects(scenario.steps[i], next - 1, spread);
    }
  }
  void facts_block(const Facts& facts, bool spread) {
    std::vector<Part> parts;
    for (const FactValue& fact : facts.values) {
      parts.push_back({at(fact.field), {{1, at(fact.value)}}});
      apart_after_first(at(fact.field), parts.size() - 1);
    }
    if (spread) {
      block(first(facts.span), at(facts.record) + 1, last(facts.span), 1, parts);
    }
  }
  // One expectation stands beside its day, several stand below it.
  void expects(const ScenarioStep& step, size_t end, bool spread) {
    const size_t head = at(step.today) - 1;
    for (const Expect& expect : step.expects) {
      layout_.set_apart(first(expect.span));
    }
    if (!spread || (step.expects.size() == 1 && layout_.fits(head, end, 1))) {
      return;
    }
    for (const Expect& expect : step.expects) {
      line(first(expect.span), 2);
    }
  }

  void declaration(const ClaimDecl& claim) { line(first(claim.span), 0); }

  Layout layout_;
  const Ast& ast_;
  size_t groups_ = 0;
};

std::string_view without_mark(std::string_view text) {
  return text.starts_with(source::kByteOrderMark) ? text.substr(source::kByteOrderMark.size())
                                                  : text;
}

bool same_comments(const Ast& left, const Ast& right) {
  return left.comments.size() == right.comments.size();
}

}  // namespace

std::string format(const source::SourceFile& file) {
  const source::SourceFile plain{file.name, std::string(without_mark(file.text))};
  const Parsed before = parse(source::SourceSet({plain}));
  if (before.diagnostics.has_errors()) {
    return file.text;
  }
  std::string text = Formatter(plain.text, before.ast).text();
  const Parsed after = parse(source::SourceSet({{file.name, text}}));
  const bool kept = !after.diagnostics.has_errors() && same(before.ast, after.ast) &&
                    same_comments(before.ast, after.ast);
  return kept ? text : file.text;
}

}  // namespace tierline::dsl
