#include "runtime/columnar/machine.hpp"

#include <algorithm>
#include <optional>

#include "runtime/columnar/fuse.hpp"
#include "runtime/columnar/planner.hpp"
#include "runtime/columnar/sizes.hpp"
#include "runtime/columnar/stretch.hpp"

namespace tierline::columnar {

namespace {

using bytecode::Bytecode;
using bytecode::ValueKind;
using calendar::Day;

/// How large numbers are taken to be at least, in bits, as long as all is proved: the more room,
/// the fewer rows are left. 0: as large as the sample has them, whatever is proved.
constexpr int kFloors[] = {56, 52, 48, 46, 44, 43, 42, 41, 40, 38, 36, 32, 28, 24, 20, 16, 0};

/// The kind of columns that a plan is made for.
struct Shape {
  Day today = 0;
  bool wants_tier = false;
  bool held = false;
  std::vector<Store> stores;  // of all columns, then of the answers
  std::vector<uint8_t> known;
  friend bool operator==(const Shape&, const Shape&) = default;
};

void add_columns(Shape& shape, const std::vector<ColumnView>& columns) {
  for (const ColumnView& column : columns) {
    shape.stores.push_back(column.store);
    shape.known.push_back(column.known != nullptr ? 1 : 0);
  }
}

/// Whether a plan for one shape of columns fits these; without building a shape.
bool fits(const std::vector<ColumnView>& columns, const Shape& shape, size_t& place) {
  for (const ColumnView& column : columns) {
    if (shape.stores[place] != column.store) return false;
    if ((shape.known[place] != 0) != (column.known != nullptr)) return false;
    ++place;
  }
  return true;
}

Store narrowest_number(const Bytecode& program, uint32_t index) {
  for (const bytecode::Instruction& code : program.code) {
    if (code.op != Op::cell_ || code.dst != index) continue;
    const auto& values = program.tables[code.b].values;
    const auto small = [](int64_t value) { return value >= INT16_MIN && value <= INT16_MAX; };
    return std::all_of(values.begin(), values.end(), small) ? Store::I16 : Store::I64;
  }
  return Store::I64;
}

}  // namespace

struct Machine::State {
  State(const Bytecode& code, const Options& options)
      : program(code),
        library(code),
        kernels(options.kernels != nullptr ? *options.kernels : best_kernels()),
        rows((std::max(options.stretch, kBlock) + kBlock - 1) / kBlock * kBlock) {
    for (size_t i = 0; i < code.outputs.size(); ++i) {
      const bytecode::ValueType& type = code.schema.outputs[i].type;
      const bool byte =
          type.kind == ValueKind::Bool ||
          (type.kind == ValueKind::Enum && code.schema.enums[type.enum_index].words.size() <= 256);
      const bool number = type.kind == ValueKind::Number;
      narrowest.push_back(byte     ? Store::U8
                          : number ? narrowest_number(code, code.outputs[i].value)
                                   : Store::I64);
    }
  }

  bool fits_plan(const BatchView& batch, Day today, const Answers& answers) const;
  void make_plan(const BatchView& batch, size_t first, size_t end, Day today,
                 const Answers& answers);
  void expect_more(size_t rows_done, size_t rows_left);

  const Bytecode& program;
  const Library library;
  const Kernels& kernels;
  const size_t rows;
  std::vector<Store> narrowest;
  Shape shape;
  Plan plan;
  std::optional<Stretch> stretch;
  size_t plans = 0;
  // Since the plan was made; too many left is a reason for another one.
  size_t done = 0;
  size_t left = 0;
  size_t patience = kSampled;
};

bool Machine::State::fits_plan(const BatchView& batch, Day today, const Answers& answers) const {
  if (!stretch || shape.today != today) return false;
  if (shape.wants_tier != (answers.tiers != nullptr)) return false;
  if (shape.held != (batch.held != nullptr)) return false;
  size_t place = 0;
  if (!fits(batch.columns, shape, place)) return false;
  for (const LedgerView& ledger : batch.ledgers) {
    if (!fits(ledger.columns, shape, place)) return false;
  }
  for (size_t i = 0; i < answers.outputs.size(); ++i) {
    if (shape.stores[place + i] != answers.outputs[i].store) return false;
  }
  return true;
}

void Machine::State::make_plan(const BatchView& batch, size_t first, size_t end, Day today,
                               const Answers& answers) {
  shape = {today, answers.tiers != nullptr, batch.held != nullptr, {}, {}};
  add_columns(shape, batch.columns);
  for (const LedgerView& ledger : batch.ledgers) add_columns(shape, ledger.columns);
  std::vector<Store> stores;
  for (const AnswerColumn& answer : answers.outputs) stores.push_back(answer.store);
  shape.stores.insert(shape.stores.end(), stores.begin(), stores.end());

  Sizes sizes = sample_sizes(program.schema, batch, first, end);
  for (const int floor : kFloors) {
    sizes.floor = floor;
    Planner planner(program, library, kernels, {batch, today, sizes, stores, shape.wants_tier});
    plan = planner.make();
    if (planner.unproved() == 0) break;
  }
  fuse_steps(plan, kernels);
  stretch.emplace(plan, rows);
  ++plans;
  done = left = 0;
}

/// A row that is left costs as much as some hundred others, so a plan that leaves one in twenty was
/// made for other numbers than these. Each new one must last longer than the one before.
void Machine::State::expect_more(size_t rows_done, size_t rows_left) {
  done += rows_done;
  left += rows_left;
  if (done < patience || left * 20 < done || plan.leaves_all) return;
  patience *= 2;
  stretch.reset();
}

Machine::Machine(const Bytecode& program, const Options& options)
    : state_(std::make_unique<State>(program, options)) {}
Machine::~Machine() = default;
Machine::Machine(Machine&&) noexcept = default;
Machine& Machine::operator=(Machine&&) noexcept = default;

const std::vector<Store>& Machine::narrowest() const { return state_->narrowest; }
size_t Machine::plans() const { return state_->plans; }

void Machine::decide(const BatchView& batch, size_t first, size_t end, Day today,
                     const Answers& answers, std::vector<size_t>& left) {
  State& state = *state_;
  if (!state.fits_plan(batch, today, answers)) state.stretch.reset();
  while (first < end) {
    if (!state.stretch) state.make_plan(batch, first, end, today, answers);
    if (state.plan.leaves_all) {
      while (first < end) left.push_back(first++);
      return;
    }
    const size_t next = std::min(end, first + state.rows);
    const size_t before = left.size();
    state.stretch->decide(batch, first, next, answers, left);
    state.expect_more(next - first, left.size() - before);
    first = next;
  }
}

}  // namespace tierline::columnar
