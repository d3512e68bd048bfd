// Tables: each key becomes a position, the positions one index, and one step takes the cell.
#include "compiler/ir/lower/lowering.hpp"

namespace tierline::ir {

using checked::Table;
using checked::TableKey;

void Lowering::add_table_lists() {
  const auto add_list = [&](List list) {
    ir_.lists.push_back(std::move(list));
    return static_cast<uint32_t>(ir_.lists.size() - 1);
  };
  for (const Table& table : program_.tables) {
    TableLists lists;
    for (const TableKey& key : table.keys) {
      List list;
      if (key.type.kind == checked::Kind::Text) {
        list.kind = Storage::Text;
        list.texts = key.texts;
      }
      for (const checked::Decimal& number : key.numbers) {
        list.numbers.push_back(decimal::round(number, 0, decimal::Rounding::Down).coefficient);
      }
      const bool listed =
          key.type.kind == checked::Kind::Text || key.type.kind == checked::Kind::Number;
      lists.keys.push_back(listed ? add_list(std::move(list)) : kNone);
    }
    List days;
    days.kind = Storage::Day;
    for (const checked::Day from : table.days) days.numbers.push_back(from);
    if (!table.days.empty()) lists.days = add_list(std::move(days));
    ir_.tables.push_back(std::move(lists));
  }
}

/// Where a key's value stands. With one position more than the list has keys, the last one stands
/// for every other key.
Lowering::Position Lowering::position(const TableKey& key, uint32_t list, StepId value) {
  const Type count = number_of_scale(0);
  if (list == kNone) return {step(Op::ordinal_, count, value), {}};
  const bool text = key.type.kind == checked::Kind::Text;
  const StepId wanted = text ? value : rescale(value, 0);
  const StepId at = step(text ? Op::find_text_ : Op::find_number_, count, wanted, {}, {}, list);
  const StepId found = compare_steps(Relation::LessEqual, build_.number(0, 0), at);
  const size_t listed = text ? key.texts.size() : key.numbers.size();
  if (key.size == listed) return {at, found};
  return {choose_step(found, at, build_.number(listed, 0)), {}};
}

Value Lowering::lookup(const Expr& expr, const Context& context) {
  const Table& table = program_.tables[expr.ref];
  const TableLists lists = ir_.tables[expr.ref];
  const Type count = number_of_scale(0);
  Value value{.kind = table.type.kind};
  StepId index = build_.number(0, 0);
  StepId found;
  for (size_t i = 0; i < table.keys.size(); ++i) {
    const Value key = lower(expr.kids[i], context);
    const Position position_of_key = position(table.keys[i], lists.keys[i], key.first);
    value.fault = worst(value.fault, key.fault);
    found = known_steps(found, position_of_key.found);
    index = step(Op::mul_, count, index, build_.number(table.keys[i].size, 0));
    index = step(Op::add_, count, index, position_of_key.at);
  }
  if (lists.days != kNone) {
    index = step(Op::mul_, count, index, build_.number(table.days.size() + 1, 0));
    index =
        step(Op::add_, count, index, step(Op::interval_, count, context.today, {}, {}, lists.days));
  }
  value.first = step(Op::cell_, type_of(table.type), index, {}, {}, expr.ref);
  if (expr.type.optional) {
    value.known = known_steps(found, step(Op::cell_known_, kBool, index, {}, {}, expr.ref));
  }
  RuleGroup group;
  group.name = table.name;
  group.pick = Pick::Cell;
  group.table = expr.ref;
  group.index = index;
  const uint32_t scope = found.is_none() ? context.scope : inside(context, found, true).scope;
  scopes_.show(scope, std::move(group));
  return value;
}

}  // namespace tierline::ir
