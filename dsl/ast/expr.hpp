// Expr: a node of the tree of an expression. Nodes stand in one arena and are named by ExprId.
// Made by: dsl/ast/from_source.cpp    Read by: dsl/ast/ast.hpp, and whoever reads that
// Tested by: tests/golden, tests/property
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/span.hpp"

namespace tierline::ast {

using base::Span;

struct ExprTag;
using ExprId = base::Id<ExprTag>;

/// What an expression node is, and which members of Expr it uses.
enum class ExprKind : uint8_t {
  Number,     // text = digits as written ("500_000", "2.5"); unit = "" | "%" | currency ("EUR")
  Day,        // text = "2022-07-01"
  Text,       // text = contents without the quotes, escapes resolved
  Bool,       // text = "yes" | "no"
  Name,       // text: a field, definition, parameter, enum word, tier, bands or matrix row
  Member,     // text . unit:  ledger.field, Enum.word
  Call,       // text(kids...): definition with parameters, table, matrix row
  Duration,   // kids[0] = how many; text = "day" | "month" | "year"; unit = calendar name or ""
              //   `3 days`, `1 month`, `3 business days` (a calendar named `business`)
  Today,      // the day the question is asked for
  Negate,     // - kids[0]
  Not,        // not kids[0]
  Binary,     // kids[0] op kids[1]; op: + - * / and or = != < <= > >=
  In,         // kids[0] in kids[1] (a day in a period)
  By,         // kids[0] by kids[1]: known and on or before that day
  Otherwise,  // kids[0] otherwise kids[1]
  Rounded,    // kids[0] rounded text [to kids[1]]; text = "half even", "half up", ...
  At,         // kids[0] at kids[1]: as if today were that day
  If,         // if kids[0] then kids[1] else kids[2]
  Known,      // known(kids[0])
  Extreme,    // text = "max" | "min" | "later" | "earlier": of two or more kids
  Aggregate,  // text = "sum" | "count" | "any" | "min" | "max"; unit = ledger; field = field or "";
              //   kids = {} or {where}
  PeriodOf,  // text = "month" | "quarter" | "year" | "fiscal year"; unit = "of" | "before"; kids[0]
  PeriodEnd,   // text = "start" | "end"; kids[0] = a period
  YearNumber,  // year number of kids[0]
  BandsOf,     // text = mode ("whole", "marginal", "each to its limit", "each on everything");
               //   unit = bands name; kids[0] = amount
  TierOn,      // tier text kids[0]: the tier held at the end of the day before that day, or at its
               //   own; text = "before" | "after"
  YearPassed,  // text = "calendar year" | "fiscal year": a full one has passed since kids[0]
  Group,       // text = "any of" | "all of": of two or more conditions in parentheses
  Split,       // split kids[0] over unit by kids[1] [where kids[2]]; unit = ledger
};

struct Expr {
  ExprKind kind{};
  Span span{};
  std::string text;
  std::string unit;
  std::string field;
  std::string op;
  std::vector<ExprId> kids;
};

}  // namespace tierline::ast
