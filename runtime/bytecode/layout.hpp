// Layout: which members of each struct stand in a bytecode file, in which order. Writer and reader
// both walk these functions, so what one writes the other reads.
// An archive `a` offers a(x) for bool, unsigned and signed integers, enums, std::string, BigInt,
// optional, vector and map, and calls layout() for everything else.
// Read by: write.cpp, read.cpp    Tested by: tests/unit/runtime_bytecode/file_test.cpp
#pragma once

#include <type_traits>

#include "runtime/bytecode/bytecode.hpp"

namespace tierline::bytecode {

/// `Like<T, X>`: X is T, const or not.
template <class X, class T>
concept Like = std::same_as<std::remove_const_t<X>, T>;

template <class... Members>
void in_order(auto& a, Members&... members) {
  (a(members), ...);
}

void layout(auto& a, Like<Span> auto& x) { in_order(a, x.begin, x.end); }

void layout(auto& a, Like<ValueType> auto& x) {
  in_order(a, x.kind, x.measure, x.currency, x.scale, x.enum_index);
}
void layout(auto& a, Like<Value> auto& x) { in_order(a, x.number, x.text); }
void layout(auto& a, Like<FieldInfo> auto& x) {
  in_order(a, x.name, x.type, x.key, x.optional, x.default_value, x.low, x.high);
}
void layout(auto& a, Like<RecordInfo> auto& x) { in_order(a, x.name, x.fields, x.on_field); }
void layout(auto& a, Like<EnumInfo> auto& x) { in_order(a, x.name, x.words); }
void layout(auto& a, Like<OutputInfo> auto& x) { in_order(a, x.name, x.type); }
void layout(auto& a, Like<SplitInfo> auto& x) { in_order(a, x.name, x.ledger, x.type); }
void layout(auto& a, Like<Schema> auto& x) {
  in_order(a, x.account, x.ledgers, x.enums, x.outputs, x.splits);
}

void layout(auto& a, Like<Register> auto& x) {
  in_order(a, x.kind, x.level, x.scale, x.enum_index);
}
void layout(auto& a, Like<Instruction> auto& x) { in_order(a, x.op, x.mode, x.dst, x.a, x.b, x.c); }
void layout(auto& a, Like<Section> auto& x) {
  in_order(a, x.phase, x.level, x.begin, x.reduce_begin, x.end);
}
void layout(auto& a, Like<List> auto& x) { in_order(a, x.kind, x.scale, x.numbers, x.texts); }
void layout(auto& a, Like<TableKey> auto& x) {
  in_order(a, x.name, x.kind, x.enum_index, x.list, x.size);
}
void layout(auto& a, Like<TableRow> auto& x) { in_order(a, x.place, x.span, x.clause); }
void layout(auto& a, Like<Table> auto& x) {
  in_order(a, x.name, x.type, x.keys, x.days, x.values, x.known, x.wide, x.cell_rows, x.rows,
           x.clause);
}
void layout(auto& a, Like<CalendarDays> auto& x) {
  in_order(a, x.name, x.weekend, x.holidays, x.working_days, x.first, x.last);
}
void layout(auto& a, Like<Constant> auto& x) { in_order(a, x.number); }
void layout(auto& a, Like<Clause> auto& x) { in_order(a, x.id, x.source_title, x.title); }

void layout(auto& a, Like<RuleEntry> auto& x) {
  in_order(a, x.label, x.condition, x.scope, x.clause, x.span);
}
void layout(auto& a, Like<RuleGroup> auto& x) {
  in_order(a, x.name, x.pick, x.entries, x.table, x.index);
}
void layout(auto& a, Like<RuleEdge> auto& x) {
  in_order(a, x.scope, x.condition, x.expected, x.ledger);
}
void layout(auto& a, Like<RuleScope> auto& x) { in_order(a, x.level, x.groups, x.edges); }
void layout(auto& a, Like<Ask> auto& x) {
  in_order(a, x.join, x.size, x.met, x.distance, x.known, x.less, x.beyond, x.days, x.type);
}
void layout(auto& a, Like<Requirement> auto& x) {
  in_order(a, x.name, x.flag, x.keep, x.grace_days, x.asks, x.scope, x.clause, x.span);
}
void layout(auto& a, Like<Tier> auto& x) { in_order(a, x.word, x.requirements, x.span); }
void layout(auto& a, Like<Status> auto& x) {
  in_order(a, x.launch_at_once, x.exists, x.assessing, x.promote_on, x.promote_fault, x.holds_until,
           x.holds_fault, x.ends, x.ends_known, x.demote_limit, x.launch_clause, x.promote_clause,
           x.assess_clause, x.demote_clause, x.holds_clause, x.span);
}
void layout(auto& a, Like<Output> auto& x) { in_order(a, x.value, x.scope, x.span); }
void layout(auto& a, Like<Split> auto& x) { in_order(a, x.amount, x.collected, x.scope, x.span); }
void layout(auto& a, Like<Header> auto& x) {
  in_order(a, x.title, x.version, x.currency, x.in_force_from, x.in_force_until, x.digest);
}

/// The parts of a file, in order; `part(number, member)` for each.
void for_each_part(Like<Bytecode> auto& x, auto&& part) {
  uint32_t number = 0;
  auto next = [&](auto& member) { part(++number, member); };
  next(x.header);
  next(x.schema);
  next(x.texts);
  next(x.constants);
  next(x.lists);
  next(x.tables);
  next(x.calendars);
  next(x.registers);
  next(x.code);
  next(x.sections);
  next(x.tiers);
  next(x.status);
  next(x.outputs);
  next(x.splits);
  next(x.clauses);
  next(x.groups);
  next(x.scopes);
}

inline constexpr std::string_view kMagic = "TLBC";
inline constexpr size_t kDigestBytes = 32;

/// A constant longer than this is no amount: 10^4000 has room for every product of a program.
inline constexpr size_t kNumberBytesMax = 2048;

/// SHA-256 as 32 bytes.
std::string raw_digest(std::string_view bytes);

}  // namespace tierline::bytecode
