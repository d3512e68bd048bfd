// Random expressions, and the choices from which random trees are made. Choices are drawn from one
// engine in the order of the text; std::uniform_int_distribution is not used, since its results
// differ between standard libraries.
// Read by: tests/unit/dsl/random_ast.cpp
#pragma once

#include <initializer_list>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dsl/ast/ast.hpp"

namespace tierline::dsl {

using namespace ast;

class RandomExpressions {
 protected:
  explicit RandomExpressions(uint64_t seed) : engine_(seed) {}

  // ---- choices ----
  size_t below(size_t limit) { return engine_() % limit; }
  bool maybe() { return below(2) == 0; }
  std::string_view pick(std::initializer_list<std::string_view> words) {
    return words.begin()[below(words.size())];
  }
  Word word(std::initializer_list<std::string_view> words) {
    return {std::string(pick(words)), {}};
  }
  // Names that are also words of the grammar are the interesting ones.
  Word name() {
    return word({"a", "b", "region", "EUR", "on", "until", "by", "at", "from", "days", "year",
                 "quarter", "sum", "count", "x1", "_", "to", "flat", "status"});
  }
  // Used where it might be read as the beginning of a form.
  std::string plain() {
    return std::string(pick({"a", "b", "region", "ABC", "x1", "on", "until"}));
  }
  Word text() {
    return word({"", "text", "a \"b\"", "\\", "two\nlines", "# none", "\xE2\x82\xAC"});
  }
  Word day() { return word({"2022-01-01", "2022-12-31", "2023-02-29"}); }
  template <class Make>
  auto optionally(Make make) {
    using Value = decltype(make());
    return maybe() ? std::optional<Value>(make()) : std::nullopt;
  }
  template <class Make>
  auto several(size_t least, Make make) {
    std::vector<decltype(make())> list;
    for (size_t i = 0, n = least + below(3); i < n; ++i) {
      list.push_back(make());
    }
    return list;
  }

  // ---- expressions ----
  ExprId add(Expr expr) {
    ast_.exprs.push_back(std::move(expr));
    return ExprId{static_cast<uint32_t>(ast_.exprs.size() - 1)};
  }
  static Expr node(ExprKind kind, std::string_view text = {}, std::vector<ExprId> kids = {}) {
    Expr expr;
    expr.kind = kind;
    expr.text = text;
    expr.kids = std::move(kids);
    return expr;
  }
  ExprId number(bool with_unit = true) {
    Expr expr = node(ExprKind::Number, pick({"1", "0", "2.5", "500_000", "12.00"}));
    expr.unit = with_unit ? pick({"", "%", "EUR", "DKK"}) : "";
    return add(std::move(expr));
  }
  ExprId leaf() {
    switch (below(6)) {
      case 0:
        return number();
      case 1:
        return add(node(ExprKind::Day, day().text));
      case 2:
        return add(node(ExprKind::Text, text().text));
      case 3:
        return add(node(ExprKind::Bool, pick({"yes", "no"})));
      case 4: {
        Expr expr = node(ExprKind::Member, plain());
        expr.unit = pick({"a", "table", "year", "EMEA"});
        return add(std::move(expr));
      }
      default:
        return add(node(ExprKind::Name, plain()));
    }
  }
  ExprId expression(size_t depth = 4) {
    if (depth == 0 || below(5) == 0) {
      return below(8) == 0 ? add(node(ExprKind::Today)) : leaf();
    }
    const auto kid = [&] { return expression(depth - 1); };
    return maybe() ? operation(kid) : form(kid);
  }
  template <class Kid>
  ExprId operation(Kid kid) {
    switch (below(8)) {
      case 0:
        return add(node(ExprKind::Negate, {}, {kid()}));
      case 1:
        return add(node(ExprKind::Not, {}, {kid()}));
      case 2:
        return pair(pick_kind({ExprKind::In, ExprKind::By, ExprKind::Otherwise, ExprKind::At}),
                    kid);
      case 3: {
        std::vector<ExprId> kids{kid()};
        if (maybe()) {
          kids.push_back(number());
        }
        return add(
            node(ExprKind::Rounded,
                 pick({"half even", "half up", "half down", "up", "down", "ceiling", "floor"}),
                 std::move(kids)));
      }
      default: {
        const ExprId id = pair(ExprKind::Binary, kid);
        ast_.exprs[id.value].op =
            pick({"+", "-", "*", "/", "and", "or", "=", "!=", "<", "<=", ">", ">="});
        return id;
      }
    }
  }
  template <class Kid>
  ExprId pair(ExprKind kind, Kid kid) {
    const ExprId left = kid();
    return add(node(kind, {}, {left, kid()}));
  }
  ExprKind pick_kind(std::initializer_list<ExprKind> kinds) {
    return kinds.begin()[below(kinds.size())];
  }
  template <class Kid>
  ExprId form(Kid kid) {
    switch (below(12)) {
      case 0: {
        const ExprId condition = kid();
        const ExprId yes = kid();
        return add(node(ExprKind::If, {}, {condition, yes, kid()}));
      }
      case 1:
        return add(node(ExprKind::Call, plain(), several(1, kid)));
      case 2:
        return add(node(ExprKind::Known, {}, {kid()}));
      case 3:
        return add(
            node(ExprKind::Extreme, pick({"max", "min", "later", "earlier"}), several(2, kid)));
      case 4:
        return aggregate(kid);
      case 5:
        return with_unit(
            node(ExprKind::PeriodOf, pick({"month", "quarter", "year", "fiscal year"}), {kid()}),
            pick({"of", "before"}));
      case 6:
        return maybe() ? add(node(ExprKind::PeriodEnd, pick({"start", "end"}), {period(kid)}))
                       : add(node(ExprKind::YearNumber, {}, {kid()}));
      case 7:
        return with_unit(
            node(ExprKind::BandsOf,
                 pick({"whole", "marginal", "each to its limit", "each on everything"}), {kid()}),
            name().text);
      case 8:
        return add(node(ExprKind::Group, pick({"any of", "all of"}), several(2, kid)));
      case 9:
        return maybe() ? add(node(ExprKind::TierOn, pick({"before", "after"}), {kid()}))
                       : add(node(ExprKind::YearPassed, pick({"calendar year", "fiscal year"}),
                                  {kid()}));
      case 10: {
        std::vector<ExprId> kids{kid(), kid()};
        if (maybe()) {
          kids.push_back(kid());
        }
        return with_unit(node(ExprKind::Split, {}, std::move(kids)), name().text);
      }
      default:
        return with_unit(node(ExprKind::Duration, pick({"day", "month", "year"}),
                              {maybe() ? number(false) : kid()}),
                         "");
    }
  }
  template <class Kid>
  ExprId period(Kid kid) {
    return maybe() ? add(node(ExprKind::Name, pick({"p", "year", "quarter", "month", "fiscal"})))
                   : kid();
  }
  ExprId with_unit(Expr expr, std::string_view unit) {
    const bool is_days = expr.kind == ExprKind::Duration && expr.text == "day" && maybe();
    expr.unit = is_days ? "business" : unit;
    return add(std::move(expr));
  }
  template <class Kid>
  ExprId aggregate(Kid kid) {
    Expr expr = node(ExprKind::Aggregate, pick({"sum", "count", "any", "min", "max"}));
    expr.unit = plain();
    if (expr.text != "count" && expr.text != "any") {
      expr.field = name().text;
    }
    if (maybe()) {
      expr.kids = {kid()};
    }
    return add(std::move(expr));
  }
  // What may stand in a list; mostly simple.
  ExprId value() { return below(4) == 0 ? expression(2) : leaf(); }

  std::mt19937_64 engine_;
  Ast ast_;
};

}  // namespace tierline::dsl
