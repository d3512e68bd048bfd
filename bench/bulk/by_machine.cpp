#include "bench/bulk/by_machine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "base/assert.hpp"
#include "compiler/compile.hpp"
#include "runtime/decimal/decimal.hpp"
#include "runtime/scalar/machine.hpp"
#include "runtime/timeline/batch_decider.hpp"

namespace tierline::bench {
namespace {

using bytecode::BigInt;
using bytecode::Bytecode;

constexpr calendar::Day kToday = 0;  // the decision asks for no day; any will do

batch::Column& column(const Bytecode& program, batch::Batch& batch, std::string_view field) {
  const auto& fields = program.schema.account.fields;
  const auto at = std::ranges::find(fields, field, &bytecode::FieldInfo::name);
  TIERLINE_ASSERT(at != fields.end());
  return batch.columns[static_cast<size_t>(at - fields.begin())];
}

void fill_ids(batch::Column& column, size_t rows) {
  for (size_t i = 0; i < rows; ++i) {
    column.push(static_cast<int64_t>(i));
    column.texts.push_back(fmt::format("{}", i));
  }
}

template <class T>
void fill(batch::Column& column, const Column<T>& cells, size_t rows) {
  for (size_t i = 0; i < rows; ++i) column.push(cells[i]);
}

void fill_amounts(batch::Column& column, const Facts& facts, Int128 Row<Int128>::*amount,
                  size_t rows) {
  for (size_t i = 0; i < rows; ++i) column.push_number(decimal::to_big(facts.at(i).*amount));
}

// `decide tier, discount, sales_revenue, rebate`
enum Output : size_t { kTier, kDiscountOfTier, kSales, kRebate, kOutputs };

Int128 whole(const decision::Decision& decision, Output output) {
  const std::optional<Int128> number = decimal::to_int128(decision.outputs[output].number);
  TIERLINE_ASSERT(number.has_value());
  return *number;
}

// The program may hold the discount with fewer digits than our column does.
int ten_thousandths_in_one(const Bytecode& program) {
  const uint32_t scale = program.schema.outputs[kDiscountOfTier].type.scale;
  TIERLINE_ASSERT(scale <= 4);
  return static_cast<int>(decimal::power_of_ten(4 - static_cast<int>(scale)));
}

void write(const decision::Decision& decision, int discount_unit, const Facts& facts,
           Answers& answers, size_t row) {
  TIERLINE_ASSERT(!decision.fault && decision.outputs.size() == kOutputs);
  answers.put(facts, row,
              {.sales = whole(decision, kSales),
               .rebate = whole(decision, kRebate),
               .tier = static_cast<uint8_t>(whole(decision, kTier))},
              static_cast<int16_t>(whole(decision, kDiscountOfTier) * discount_unit));
}

}  // namespace

std::optional<Bytecode> compile_decision(const std::filesystem::path& folder) {
  const compiler::LoadedProgram loaded = compiler::load_program(folder);
  if (!loaded.program) return std::nullopt;
  return compiler::compile(*loaded.program).bytecode;
}

batch::Batch batch_of(const Bytecode& program, const Facts& facts, size_t rows) {
  batch::Batch batch = batch::empty_batch(program.schema);
  batch.accounts = rows;
  const auto to = [&](std::string_view field) -> batch::Column& {
    return column(program, batch, field);
  };
  fill_ids(to("id"), rows);
  fill(to("region"), facts.region, rows);
  fill_amounts(to("software_list"), facts, &Row<Int128>::software, rows);
  fill_amounts(to("care_list"), facts, &Row<Int128>::care, rows);
  fill_amounts(to("hardware_list"), facts, &Row<Int128>::hardware, rows);
  fill(to("project_discount"), facts.project_discount, rows);
  fill_amounts(to("previous_year_revenue"), facts, &Row<Int128>::previous_revenue, rows);
  fill(to("certificates_advanced"), facts.advanced, rows);
  fill(to("certificates_premier"), facts.premier, rows);
  fill(to("days_since_expiry"), facts.days_since_expiry, rows);
  fill(to("terms_accepted"), facts.terms, rows);
  fill(to("business_plan"), facts.plan, rows);
  fill(to("brand_aligned"), facts.brand, rows);
  fill(to("current_tier"), facts.current_tier, rows);
  return batch;
}

Way scalar_machine(const Bytecode& program, const batch::Batch& batch, const Facts& facts,
                   Answers& answers) {
  const int discount_unit = ten_thousandths_in_one(program);
  const auto decide = [&, discount_unit](size_t first, size_t end) {
    scalar::Machine machine(program);
    decision::Decision decision;
    for (size_t i = first; i < end; ++i) {
      machine.decide(batch, i, kToday, decision);
      write(decision, discount_unit, facts, answers, i);
    }
  };
  return {"scalar machine", batch.accounts, decide};
}

namespace {

using columnar::BatchView;
using columnar::ColumnView;
using columnar::Store;

ColumnView narrow(const void* values, Store store, size_t first) {
  ColumnView out;
  out.values = static_cast<const std::byte*>(values) + first * columnar::width_of(store);
  out.store = store;
  return out;
}

/// The rows from one on where they lie, and what stands aside of the next portion: a batch as
/// `tierline run` has it, but that the columns go on.
struct PortionView {
  BatchView batch;
  std::unordered_map<size_t, BigInt> software, care, hardware, previous_revenue;
};

void put_aside(PortionView& view, const WideRow& row, size_t place) {
  view.software[place] = decimal::to_big(row.software);
  view.care[place] = decimal::to_big(row.care);
  view.hardware[place] = decimal::to_big(row.hardware);
  view.previous_revenue[place] = decimal::to_big(row.previous_revenue);
}

void set_columns(PortionView& view, const Bytecode& program, const Facts& facts, size_t first) {
  const auto& fields = program.schema.account.fields;
  // The program asks for the accounts' names, but not for what they are: any column will do.
  view.batch.accounts = facts.rows() - first;
  view.batch.columns.assign(fields.size(), narrow(facts.region.data(), Store::U8, first));
  const auto set = [&](std::string_view field, const void* values, Store store) -> ColumnView& {
    const auto at = std::ranges::find(fields, field, &bytecode::FieldInfo::name);
    TIERLINE_ASSERT(at != fields.end());
    ColumnView& column = view.batch.columns[static_cast<size_t>(at - fields.begin())];
    return column = narrow(values, store, first);
  };
  set("software_list", facts.software.data(), Store::I64).wide = &view.software;
  set("care_list", facts.care.data(), Store::I64).wide = &view.care;
  set("hardware_list", facts.hardware.data(), Store::I64).wide = &view.hardware;
  set("previous_year_revenue", facts.previous_revenue.data(), Store::I64).wide =
      &view.previous_revenue;
  set("region", facts.region.data(), Store::U8);
  set("project_discount", facts.project_discount.data(), Store::U16);
  set("certificates_advanced", facts.advanced.data(), Store::U8);
  set("certificates_premier", facts.premier.data(), Store::U8);
  set("days_since_expiry", facts.days_since_expiry.data(), Store::I16);
  set("terms_accepted", facts.terms.data(), Store::U8);
  set("business_plan", facts.plan.data(), Store::U8);
  set("brand_aligned", facts.brand.data(), Store::U8);
  set("current_tier", facts.current_tier.data(), Store::U8);
}

/// One view for each portion. They point into themselves, so the list stays as it is.
std::shared_ptr<std::vector<PortionView>> views_of(const Bytecode& program, const Facts& facts) {
  const size_t portions = (facts.rows() + timeline::kPortion - 1) / timeline::kPortion;
  auto views = std::make_shared<std::vector<PortionView>>(portions);
  for (size_t i = 0; i < portions; ++i) {
    set_columns((*views)[i], program, facts, i * timeline::kPortion);
  }
  for (const WideRow& row : facts.aside) {
    put_aside((*views)[row.row / timeline::kPortion], row, row.row % timeline::kPortion);
  }
  return views;
}

columnar::Answers room_of(Answers& answers, size_t first) {
  columnar::Answers room;
  room.outputs = {{answers.tier.data() + first, Store::U8},
                  {answers.discount.data() + first, Store::I16},
                  {answers.sales.data() + first, Store::I64},
                  {answers.rebate.data() + first, Store::I64}};
  return room;
}

/// One decider serves one thread at a time, and is kept for the next.
class Deciders {
 public:
  Deciders(const Bytecode& program, const columnar::Options& options)
      : program_(program), options_(options) {}

  std::unique_ptr<timeline::BatchDecider> take() {
    const std::lock_guard lock(mutex_);
    if (free_.empty()) return std::make_unique<timeline::BatchDecider>(program_, options_);
    auto decider = std::move(free_.back());
    free_.pop_back();
    return decider;
  }
  void give_back(std::unique_ptr<timeline::BatchDecider> decider) {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(decider));
  }

 private:
  const Bytecode& program_;
  columnar::Options options_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<timeline::BatchDecider>> free_;
};

}  // namespace

Way columnar_machine(const Bytecode& program, const Facts& facts, Answers& answers,
                     const columnar::Options& options) {
  const auto views = views_of(program, facts);
  const int discount_unit = ten_thousandths_in_one(program);
  const auto deciders = std::make_shared<Deciders>(program, options);
  const auto decide = [&, views, deciders](size_t first, size_t end) {
    std::unique_ptr<timeline::BatchDecider> decider = deciders->take();
    timeline::LeftOvers left;
    while (first < end) {
      const size_t portion = first / timeline::kPortion;
      const size_t begin = portion * timeline::kPortion;
      const size_t next = std::min(end, begin + timeline::kPortion);
      left.clear();
      decider->decide((*views)[portion].batch, first - begin, next - begin, kToday,
                      room_of(answers, begin), left);
      for (const timeline::LeftOver& one : left) {
        write(one.decision, 1, facts, answers, begin + one.account);
      }
      first = next;
    }
    deciders->give_back(std::move(decider));
  };
  // Our discount has the digits of the program; the others' has four.
  const auto finish = [&answers, discount_unit](size_t first, size_t end) {
    for (size_t i = first; i < end; ++i) {
      answers.discount[i] = static_cast<int16_t>(answers.discount[i] * discount_unit);
    }
  };
  return {"columnar machine", facts.rows(), decide, finish};
}

}  // namespace tierline::bench
