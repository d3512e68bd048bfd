#include "tools/prove/edge.hpp"

#include <cstdlib>
#include <numeric>

namespace tierline::prove {

namespace {

using bytecode::RecordInfo;

/// One number of a case that may be changed.
struct Number {
  const RecordInfo* info = nullptr;
  size_t field = 0;
  Fact* fact = nullptr;
};

void add_numbers(const RecordInfo& info, Record& record, std::vector<Number>& out) {
  for (size_t i = 0; i < info.fields.size(); ++i) {
    const bool number = info.fields[i].type.kind == bytecode::ValueKind::Number;
    if (number && record[i].known) out.push_back({&info, i, &record[i]});
  }
}

std::vector<Number> numbers_of(const bytecode::Schema& schema, Partner& partner) {
  std::vector<Number> out;
  add_numbers(schema.account, partner.account, out);
  for (size_t i = 0; i < schema.ledgers.size(); ++i) {
    for (Record& entry : partner.ledgers[i]) add_numbers(schema.ledgers[i], entry, out);
  }
  return out;
}

/// Another value for a number: up to three times as much, or any.
int64_t far_from(const Number& number, PartnerDraw& draw, Stream& stream) {
  constexpr int64_t kParts = 8;
  const int64_t value = number.fact->value;
  const int64_t part = value / kParts;
  const bool has_room = std::abs(part) <= INT64_MAX / (3 * kParts);
  if (value != 0 && has_room && stream.one_in(2)) {
    const int64_t parts = stream.between(0, 3 * kParts);
    return part * parts;
  }
  const auto drawn = draw.draw_fact(stream, *number.info, number.field);
  return drawn && drawn->known ? drawn->value : value;
}

}  // namespace

std::optional<std::pair<Case, Case>> find_edge(const bytecode::Schema& schema, const Case& from,
                                               const CaseKind& kind, PartnerDraw& draw,
                                               Stream& stream, const std::optional<Movable>& only) {
  Case at = from;
  std::vector<Number> numbers = numbers_of(schema, at.first);
  if (only) {
    const RecordInfo& info = only->ledger ? schema.ledgers[*only->ledger] : schema.account;
    std::erase_if(numbers,
                  [&](const Number& one) { return one.info != &info || one.field != only->field; });
  }
  if (numbers.empty()) return std::nullopt;
  const Number& number = numbers[stream.below(numbers.size())];
  int64_t near = number.fact->value;
  int64_t far = far_from(number, draw, stream);
  const auto with = [&](int64_t value) -> const Case& {
    number.fact->value = value;
    return at;
  };
  if (!takes(number.info->fields[number.field], far)) return std::nullopt;
  const std::vector<int64_t> here = kind(from);
  if (kind(with(far)) == here) return std::nullopt;
  // The midpoint is rounded towards `near`, so it is `near` where nothing lies between.
  while (std::midpoint(near, far) != near) {
    const int64_t middle = std::midpoint(near, far);
    (kind(with(middle)) == here ? near : far) = middle;
  }
  Case first = with(near);
  return std::pair(std::move(first), with(far));
}

}  // namespace tierline::prove
