// Mutants of bands. Where two bands meet, both may say so: what alters the one edge alters the
// other, or the bands would have a gap and not compile.
#include <fmt/format.h>

#include <algorithm>

#include "runtime/decimal/currency.hpp"
#include "tools/mutate/make/make.hpp"
#include "tools/mutate/make/steps.hpp"

namespace tierline::mutate {

namespace {

using ast::Edge;

std::string_view other_side(std::string_view word) {
  if (word == "from") return "above";
  if (word == "above") return "from";
  return word == "below" ? "up to" : "below";
}

/// All edges at one value.
class Meeting {
 public:
  Meeting(Draft& draft, std::vector<const Edge*> edges) : draft_(draft), edges_(std::move(edges)) {}

  void mutate() {
    std::vector<Edit> sides;
    for (const Edge* edge : edges_) {
      sides.push_back(draft_.edit(edge->word.span, std::string(other_side(edge->word.text))));
    }
    const Edge& first = *edges_.front();
    draft_.add(
        Operator::Edges,
        fmt::format("{} becomes {}", shown(first.word.text), shown(other_side(first.word.text))),
        std::move(sides));
    move();
  }

 private:
  std::string shown(std::string_view word) const {
    return in_backticks(fmt::format("{} {}", word, draft_.text(value(*edges_.front()).span)));
  }

  const ast::Expr& value(const Edge& edge) const { return draft_.ast()[edge.value]; }

  /// The number alone of a literal, below zero or not.
  const ast::Expr* number(const Edge& edge) const {
    const ast::Expr* expr = &value(edge);
    if (expr->kind == ast::ExprKind::Negate) expr = &draft_.ast()[expr->kids[0]];
    return expr->kind == ast::ExprKind::Number ? expr : nullptr;
  }

  void move() {
    const ast::Expr* first = number(*edges_.front());
    if (first == nullptr) return;
    const int digits = decimal::currency_digits(first->unit).value_or(0);
    for (const std::string& next : next_numbers(first->text, digits)) {
      std::vector<Edit> edits;
      for (const Edge* edge : edges_) {
        const Span place = draft_.find_number(number(*edge)->span);
        const auto size = static_cast<uint32_t>(number(*edge)->text.size());
        edits.push_back(draft_.edit({place.begin, place.begin + size}, next));
      }
      draft_.add(
          Operator::Edges,
          fmt::format("the edge {} becomes {}", in_backticks(first->text), in_backticks(next)),
          std::move(edits));
    }
  }

  Draft& draft_;
  std::vector<const Edge*> edges_;
};

/// The edges of the bands by what is written as their value, in the order of the text.
std::vector<std::vector<const Edge*>> meetings(const Draft& draft, const ast::BandsDecl& bands) {
  std::vector<std::pair<std::string_view, std::vector<const Edge*>>> found;
  const auto note = [&](const std::optional<Edge>& edge) {
    if (!edge) return;
    const std::string_view text = draft.text(draft.ast()[edge->value].span);
    auto at = std::find_if(found.begin(), found.end(),
                           [&](const auto& one) { return one.first == text; });
    if (at == found.end()) at = found.insert(found.end(), {text, {}});
    at->second.push_back(&*edge);
  };
  for (const ast::Band& band : bands.bands) {
    note(band.lower);
    note(band.upper);
  }
  std::vector<std::vector<const Edge*>> out;
  for (auto& one : found) out.push_back(std::move(one.second));
  return out;
}

}  // namespace

void mutate(Draft& draft, const ast::BandsDecl& bands) {
  mutate_expression(draft, bands.axis);
  for (auto& edges : meetings(draft, bands)) Meeting(draft, std::move(edges)).mutate();
  for (const ast::Band& band : bands.bands) {
    mutate_expression(draft, band.value);
    if (band.flat) mutate_expression(draft, *band.flat);
  }
}

}  // namespace tierline::mutate
