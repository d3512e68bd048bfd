#include "tools/generate/interests.hpp"

#include <algorithm>
#include <utility>

#include "runtime/decimal/decimal.hpp"

namespace tierline::generate {

namespace {

using bytecode::Bytecode;
using bytecode::Instruction;
using bytecode::Op;
using bytecode::ValueKind;
using decimal::BigInt;

// A register that is made of more than this many values is no threshold that anybody chose.
constexpr size_t kValuesMax = 512;

/// A value that stands in the program.
struct Known {
  BigInt number;
  uint32_t scale = 0;
  friend auto operator<=>(const Known& a, const Known& b) {
    return a.scale != b.scale ? (a.scale < b.scale ? -1 : 1) : a.number.compare(b.number);
  }
  friend bool operator==(const Known&, const Known&) = default;
};

/// Where the value of a register comes from. A source is a field, or the entries of a ledger.
struct Flow {
  std::vector<uint32_t> sources;
  std::vector<uint32_t> summed;  // those of the sources that came in through a sum
  std::vector<Known> known;
  bool today = false;
  bool year = false;  // a number of a year
  bool span = false;  // a count of days
};

template <class T>
void keep_distinct(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

template <class T>
void join(std::vector<T>& into, const std::vector<T>& more) {
  if (more.empty() || into.size() > kValuesMax) return;
  into.insert(into.end(), more.begin(), more.end());
  keep_distinct(into);
}

/// The value at another scale, towards zero; nothing beyond 64 bits.
std::optional<int64_t> rescaled(const Known& known, uint32_t scale) {
  BigInt number = known.number;
  if (scale >= known.scale) {
    number *= boost::multiprecision::pow(BigInt(10), scale - known.scale);
  } else {
    number /= boost::multiprecision::pow(BigInt(10), known.scale - scale);
  }
  return decimal::to_int64(number);
}

class Finder {
 public:
  explicit Finder(const Bytecode& program) : program_(program), flows_(program.registers.size()) {}

  Interests find();

 private:
  struct Source {
    FieldInterest* interest = nullptr;
    uint32_t scale = 0;
    std::vector<int64_t>* counts = nullptr;  // instead of a field
  };

  void make_sources(const bytecode::RecordInfo& record, std::vector<FieldInterest>& interests);
  void read_constants();
  void read_header();
  void walk(const Instruction& step, uint32_t level);
  void walk_entries(const Instruction& step, uint32_t level);
  void walk_question(const Instruction& step);
  void walk_days(const Instruction& step);
  void walk_list(const Instruction& step);
  void pass_on(const Instruction& step, std::initializer_list<uint32_t> operands);
  void compare(const Flow& flow, const Flow& with);
  void note(uint32_t source, const Known& known);
  void note_taken_off(const Instruction& step);
  void note_ratio(uint32_t constant, const Flow& with);
  void note_spans(uint32_t operand, std::vector<int64_t>& spans);
  void finish();

  Flow& at(uint32_t reg) { return flows_[reg]; }
  bool is_constant(uint32_t reg) const { return reg < program_.constants.size(); }

  const Bytecode& program_;
  Interests found_;
  std::vector<Source> sources_;
  std::vector<uint32_t> first_source_;  // by level
  uint32_t first_count_ = 0;
  std::vector<Flow> flows_;
};

void Finder::make_sources(const bytecode::RecordInfo& record,
                          std::vector<FieldInterest>& interests) {
  first_source_.push_back(static_cast<uint32_t>(sources_.size()));
  interests.resize(record.fields.size());
  for (size_t i = 0; i < record.fields.size(); ++i) {
    sources_.push_back({&interests[i], record.fields[i].type.scale, nullptr});
  }
}

void Finder::read_constants() {
  for (uint32_t i = 0; i < program_.constants.size(); ++i) {
    at(i).known.push_back({program_.constants[i].number, program_.registers[i].scale});
  }
}

void Finder::read_header() {
  if (program_.header.in_force_from) found_.days.push_back(*program_.header.in_force_from);
  if (program_.header.in_force_until) found_.days.push_back(*program_.header.in_force_until);
  for (const bytecode::Tier& tier : program_.tiers) {
    for (const bytecode::Requirement& requirement : tier.requirements) {
      if (requirement.grace_days > 0) found_.day_spans.push_back(requirement.grace_days);
    }
  }
}

// ---- what is found ------------------------------------------------------------------------------

void Finder::note(uint32_t source, const Known& known) {
  const Source& of = sources_[source];
  const auto value = rescaled(known, of.scale);
  if (value) (of.counts != nullptr ? *of.counts : of.interest->numbers).push_back(*value);
}

/// The values of `with` are edges of everything that `flow` is made of.
void Finder::compare(const Flow& flow, const Flow& with) {
  for (const uint32_t source : flow.sources) {
    if (with.year && sources_[source].interest != nullptr) sources_[source].interest->year = true;
    for (const Known& known : with.known) note(source, known);
  }
  if (with.known.empty()) return;
  for (const uint32_t source : flow.summed) {
    if (sources_[source].interest != nullptr) sources_[source].interest->summed = true;
  }
  for (const Known& known : with.known) {
    const auto value = decimal::to_int64(known.number);
    if (!value) continue;
    if (flow.today) found_.days.push_back(static_cast<Day>(*value));
    if (flow.span) found_.day_spans.push_back(*value);
  }
}

void Finder::note_taken_off(const Instruction& step) {
  if (!is_constant(step.a)) return;
  const Known& known = at(step.a).known.front();
  if (known.number != boost::multiprecision::pow(BigInt(10), known.scale)) return;
  for (const uint32_t source : at(step.b).sources) {
    if (sources_[source].interest != nullptr) sources_[source].interest->taken_off = true;
  }
}

void Finder::note_ratio(uint32_t constant, const Flow& with) {
  if (!is_constant(constant) || with.sources.empty()) return;
  const auto value = decimal::to_int64(program_.constants[constant].number);
  if (!value) return;
  Ratio ratio{*value, program_.registers[constant].scale};
  for (; ratio.scale > 0 && ratio.number % 10 == 0; --ratio.scale) ratio.number /= 10;
  // A power of ten only moves the point; less than a tenth is a rate that is paid, not a goal.
  const BigInt tenth = boost::multiprecision::pow(BigInt(10), ratio.scale) / 10;
  if (ratio.number > 1 && ratio.number >= tenth && ratio.number % 10 != 0) {
    found_.ratios.push_back(ratio);
  }
}

void Finder::note_spans(uint32_t operand, std::vector<int64_t>& spans) {
  for (const Known& known : at(operand).known) {
    const auto value = rescaled(known, 0);
    if (value) spans.push_back(*value);
  }
}

// ---- the way of values --------------------------------------------------------------------------

void Finder::pass_on(const Instruction& step, std::initializer_list<uint32_t> operands) {
  Flow& out = at(step.dst);
  for (const uint32_t operand : operands) {
    const Flow& in = at(operand);
    join(out.sources, in.sources);
    join(out.summed, in.summed);
    if (step.op == Op::mul_ || step.op == Op::divide_) continue;
    join(out.known, in.known);
    out.today |= in.today;
    out.span |= in.span;
  }
}

void Finder::walk_entries(const Instruction& step, uint32_t level) {
  if (step.op == Op::reduce_count_) {
    at(step.dst).sources.push_back(first_count_ + level - 1);
    return;
  }
  pass_on(step, {step.a});
  at(step.dst).summed = at(step.dst).sources;
}

void Finder::walk_question(const Instruction& step) {
  compare(at(step.a), at(step.b));
  compare(at(step.b), at(step.a));
  if (step.op != Op::text_equal_) return;
  for (const auto& [flow, text] : {std::pair{step.a, step.b}, std::pair{step.b, step.a}}) {
    if (!is_constant(text)) continue;
    const auto index = decimal::to_int64(program_.constants[text].number);
    for (const uint32_t source : at(flow).sources) {
      sources_[source].interest->words.push_back(program_.texts[static_cast<size_t>(*index)]);
    }
  }
}

void Finder::walk_days(const Instruction& step) {
  if (step.op == Op::days_between_) {
    compare(at(step.a), at(step.b));
    compare(at(step.b), at(step.a));
    at(step.dst).span = true;
    return;
  }
  note_spans(step.b, step.op == Op::add_months_ ? found_.month_spans : found_.day_spans);
  Flow& out = at(step.dst);
  out.sources = at(step.a).sources;
  out.today = at(step.a).today;
}

void Finder::walk_list(const Instruction& step) {
  const bytecode::List& list = program_.lists[step.b];
  Flow values;
  for (const BigInt& number : list.numbers) values.known.push_back({number, list.scale});
  compare(at(step.a), values);
  for (const uint32_t source : at(step.a).sources) {
    if (sources_[source].interest != nullptr) join(sources_[source].interest->words, list.texts);
  }
}

void Finder::walk(const Instruction& step, uint32_t level) {
  switch (step.op) {
    case Op::account_field_:
    case Op::entry_field_:
      at(step.dst).sources.push_back(
          first_source_[step.op == Op::account_field_ ? bytecode::kAccountLevel : level] + step.a);
      return;
    case Op::today_:
      at(step.dst).today = true;
      return;
    case Op::mul_:
      note_ratio(step.a, at(step.b));
      note_ratio(step.b, at(step.a));
      return pass_on(step, {step.a, step.b});
    case Op::sub_:  // what is left above a limit; `1 - share` has no limit in it
      compare(at(step.a), at(step.b));
      note_taken_off(step);
      return pass_on(step, {step.a, step.b});
    case Op::maximum_:
    case Op::minimum_:
      walk_question(step);
      return pass_on(step, {step.a, step.b});
    case Op::add_:
      return pass_on(step, {step.a, step.b});
    case Op::negate_:
    case Op::divide_:
    case Op::period_first_:
    case Op::period_last_:
      return pass_on(step, {step.a});
    case Op::select_:
    case Op::text_select_:
      return pass_on(step, {step.b, step.c});
    case Op::equal_:
    case Op::not_equal_:
    case Op::less_:
    case Op::less_equal_:
    case Op::text_equal_:
      return walk_question(step);
    case Op::days_between_:
    case Op::add_days_:
    case Op::add_months_:
    case Op::add_business_:
      return walk_days(step);
    case Op::year_number_:
      at(step.dst).year = true;
      return;
    case Op::find_number_:
    case Op::find_text_:
    case Op::interval_:
      return walk_list(step);
    case Op::cell_: {
      const bytecode::Table& table = program_.tables[step.b];
      if (table.type.kind != ValueKind::Number || table.values.size() > kValuesMax) return;
      for (size_t i = 0; i < table.values.size(); ++i) {
        if (table.known[i] == 0 || table.values[i] == bytecode::kWideCell) continue;
        at(step.dst).known.push_back({table.values[i], table.type.scale});
      }
      return keep_distinct(at(step.dst).known);
    }
    case Op::reduce_sum_:
    case Op::reduce_count_:
    case Op::reduce_min_:
    case Op::reduce_max_:
    case Op::collect_:
      return walk_entries(step, level);
    default:
      return;
  }
}

// ---- all of it ----------------------------------------------------------------------------------

void Finder::finish() {
  const auto tidy = [](std::vector<FieldInterest>& fields) {
    for (FieldInterest& field : fields) {
      keep_distinct(field.numbers);
      keep_distinct(field.words);
    }
  };
  tidy(found_.account);
  for (auto& ledger : found_.ledgers) tidy(ledger);
  for (auto& counts : found_.counts) keep_distinct(counts);
  keep_distinct(found_.ratios);
  keep_distinct(found_.days);
  keep_distinct(found_.day_spans);
  keep_distinct(found_.month_spans);
}

/// A day is found as a number first.
void take_days(const bytecode::RecordInfo& record, std::vector<FieldInterest>& interests) {
  for (size_t i = 0; i < record.fields.size(); ++i) {
    if (record.fields[i].type.kind != ValueKind::Day) continue;
    for (const int64_t number : interests[i].numbers) {
      interests[i].days.push_back(static_cast<Day>(number));
    }
    interests[i].numbers.clear();
  }
}

Interests Finder::find() {
  const bytecode::Schema& schema = program_.schema;
  found_.ledgers.resize(schema.ledgers.size());
  found_.counts.resize(schema.ledgers.size());
  make_sources(schema.account, found_.account);
  for (size_t i = 0; i < schema.ledgers.size(); ++i) {
    make_sources(schema.ledgers[i], found_.ledgers[i]);
  }
  first_count_ = static_cast<uint32_t>(sources_.size());
  for (auto& counts : found_.counts) sources_.push_back({nullptr, 0, &counts});
  read_constants();
  read_header();
  for (const bytecode::Section& section : program_.sections) {
    for (uint32_t i = section.begin; i < section.end; ++i) walk(program_.code[i], section.level);
  }
  finish();
  take_days(schema.account, found_.account);
  for (size_t i = 0; i < schema.ledgers.size(); ++i) {
    take_days(schema.ledgers[i], found_.ledgers[i]);
  }
  return std::move(found_);
}

}  // namespace

Interests find_interests(const Bytecode& program) { return Finder(program).find(); }

}  // namespace tierline::generate
