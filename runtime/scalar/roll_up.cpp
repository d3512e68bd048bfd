#include "runtime/scalar/roll_up.hpp"

#include <algorithm>

#include "runtime/bytecode/moving.hpp"

namespace tierline::scalar {

using batch::BigInt;
using bytecode::Op;

namespace {

/// The least of 64 bits may also be just what it looks like.
BigInt number_of(const Shares& shares, size_t place) {
  const auto wide = shares.wide.find(place);
  return wide != shares.wide.end() ? wide->second : BigInt(shares.values[place]);
}

}  // namespace

size_t RollUp::bytes(const bytecode::Bytecode& program, size_t accounts) {
  return accounts * reductions_of(program).size() * sizeof(Total);
}

RollUp::RollUp(const bytecode::Bytecode& program, size_t accounts)
    : reductions_(reductions_of(program)), of_ledgers_(program.schema.ledgers.size()) {
  const std::vector<uint8_t> moving = bytecode::find_moving(program);
  for (size_t i = 0; i < reductions_.size(); ++i) {
    const uint32_t level = program.sections[reductions_[i].section].level;
    of_ledgers_[level - 1].push_back(i);
    moving_.push_back(moving[reductions_[i].code.dst]);
  }
  totals_.resize(accounts * reductions_.size());
}

/// Accounts in no order are all far from one another in memory, so it is asked for them before they
/// are needed.
void RollUp::add(size_t ledger, std::span<const uint32_t> owners, const Shares& shares) {
  constexpr size_t kTogether = 64;
  for (size_t first = 0; first < owners.size(); first += kTogether) {
    const auto some = owners.subspan(first, std::min(kTogether, owners.size() - first));
    for (const uint32_t owner : some) {
      __builtin_prefetch(totals_.data() + owner * reductions_.size(), 1);
    }
    size_t of_ledger = 0;
    for (const size_t column : of_ledgers_[ledger]) {
      const Some each{some, shares, shares.place(of_ledger++, first)};
      switch (reductions_[column].code.op) {
        case Op::reduce_count_:
          count(each, column);
          break;
        case Op::reduce_sum_:
          sum(each, column);
          break;
        case Op::reduce_any_:
          any(each, column);
          break;
        default:
          extremes(each, column, reductions_[column].code.op == Op::reduce_max_);
          break;
      }
    }
  }
}

void RollUp::count(const Some& some, size_t column) {
  const uint8_t* counts = some.shares.counts.data() + some.place;
  const Day* until = some.shares.untils.data() + some.place;
  for (const uint32_t owner : some.owners) {
    Total& total = this->total(owner, column);
    total.value += *counts++;
    total.until = std::min(total.until, *until++);
  }
}

/// Nearly always everything fits, and what does not count is 0.
void RollUp::sum(const Some& some, size_t column) {
  const int64_t* const values = some.shares.values.data() + some.place;
  const Day* const untils = some.shares.untils.data() + some.place;
  for (size_t i = 0; i < some.owners.size(); ++i) {
    Total& total = this->total(some.owners[i], column);
    total.until = std::min(total.until, untils[i]);
    int64_t sum = 0;
    const bool fits = !__builtin_add_overflow(total.value, values[i], &sum) &
                      (total.value != batch::kWide) & (values[i] != batch::kWide) &
                      (sum != batch::kWide);
    if (fits) {
      total.value = sum;
    } else {
      add_wide(some, column, i);
    }
  }
}

void RollUp::add_wide(const Some& some, size_t column, size_t entry) {
  const size_t at = some.owners[entry] * reductions_.size() + column;
  set(at, number(at) + number_of(some.shares, some.place + entry));
}

void RollUp::any(const Some& some, size_t column) {
  for (size_t i = 0; i < some.owners.size(); ++i) {
    Total& total = this->total(some.owners[i], column);
    const size_t place = some.place + i;
    meet_any(some.shares.counts[place] != 0, some.shares.untils[place], total.value, total.until);
  }
}

void RollUp::extremes(const Some& some, size_t column, bool larger) {
  for (size_t i = 0; i < some.owners.size(); ++i) {
    Total& total = this->total(some.owners[i], column);
    total.until = std::min(total.until, some.shares.untils[some.place + i]);
    if (some.shares.counts[some.place + i] != 0) extreme(some, column, i, larger);
  }
}

void RollUp::extreme(const Some& some, size_t column, size_t entry, bool larger) {
  Total& total = this->total(some.owners[entry], column);
  const bool is_first = total.met == 0;
  total.met = 1;
  const int64_t value = some.shares.values[some.place + entry];
  if (total.value != batch::kWide && value != batch::kWide) {
    if (is_first || (larger ? value > total.value : value < total.value)) total.value = value;
    return;
  }
  const size_t at = some.owners[entry] * reductions_.size() + column;
  const BigInt wide = number_of(some.shares, some.place + entry);
  const BigInt best = number(at);
  if (is_first || (larger ? wide > best : wide < best)) set(at, wide);
}

BigInt RollUp::number(size_t at) const {
  const int64_t value = totals_[at].value;
  return value == batch::kWide ? wide_.at(at) : BigInt(value);
}

void RollUp::set(size_t at, const BigInt& number) {
  wide_.erase(at);
  if (decimal::narrow<int64_t>(number, totals_[at].value) && totals_[at].value != batch::kWide) {
    return;
  }
  totals_[at].value = batch::kWide;
  wide_[at] = number;
}

std::vector<batch::ReducedColumn> RollUp::columns(size_t first, size_t count) const {
  std::vector<batch::ReducedColumn> all(reductions_.size());
  for (size_t i = 0; i < all.size(); ++i) {
    batch::ReducedColumn& column = all[i];
    column.values.values.resize(count);
    if (moving_[i] != 0) column.untils.resize(count);
    for (size_t account = 0; account < count; ++account) {
      const size_t at = (first + account) * all.size() + i;
      const Total& total = totals_[at];
      column.values.values[account] = total.value;
      if (total.value == batch::kWide) column.values.wide[account] = wide_.at(at);
      if (moving_[i] != 0) column.untils[account] = total.until;
    }
  }
  return all;
}

}  // namespace tierline::scalar
