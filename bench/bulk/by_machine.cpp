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

/// The rows where they lie, and what stands aside by its row.
struct View {
  BatchView batch;
  std::unordered_map<size_t, BigInt> software, care, hardware, previous_revenue;
};

ColumnView narrow(const void* values, Store store) {
  ColumnView out;
  out.values = values;
  out.store = store;
  return out;
}

std::shared_ptr<View> view_of(const Bytecode& program, const Facts& facts) {
  auto view = std::make_shared<View>();
  for (const WideRow& row : facts.aside) {
    view->software[row.row] = decimal::to_big(row.software);
    view->care[row.row] = decimal::to_big(row.care);
    view->hardware[row.row] = decimal::to_big(row.hardware);
    view->previous_revenue[row.row] = decimal::to_big(row.previous_revenue);
  }
  const auto& fields = program.schema.account.fields;
  // The program asks for the accounts' names, but not for what they are: any column will do.
  view->batch.accounts = facts.rows();
  view->batch.columns.assign(fields.size(), narrow(facts.region.data(), Store::U8));
  const auto set = [&](std::string_view field, const ColumnView& column) {
    const auto at = std::ranges::find(fields, field, &bytecode::FieldInfo::name);
    TIERLINE_ASSERT(at != fields.end());
    view->batch.columns[static_cast<size_t>(at - fields.begin())] = column;
  };
  const auto amounts = [](const Column<int64_t>& cells,
                          const std::unordered_map<size_t, BigInt>& wide) {
    ColumnView out = narrow(cells.data(), Store::I64);
    out.wide = &wide;
    return out;
  };
  set("region", narrow(facts.region.data(), Store::U8));
  set("software_list", amounts(facts.software, view->software));
  set("care_list", amounts(facts.care, view->care));
  set("hardware_list", amounts(facts.hardware, view->hardware));
  set("project_discount", narrow(facts.project_discount.data(), Store::U16));
  set("previous_year_revenue", amounts(facts.previous_revenue, view->previous_revenue));
  set("certificates_advanced", narrow(facts.advanced.data(), Store::U8));
  set("certificates_premier", narrow(facts.premier.data(), Store::U8));
  set("days_since_expiry", narrow(facts.days_since_expiry.data(), Store::I16));
  set("terms_accepted", narrow(facts.terms.data(), Store::U8));
  set("business_plan", narrow(facts.plan.data(), Store::U8));
  set("brand_aligned", narrow(facts.brand.data(), Store::U8));
  set("current_tier", narrow(facts.current_tier.data(), Store::U8));
  return view;
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
  const std::shared_ptr<View> view = view_of(program, facts);
  const int discount_unit = ten_thousandths_in_one(program);
  const auto deciders = std::make_shared<Deciders>(program, options);
  const auto decide = [&, view, deciders](size_t first, size_t end) {
    std::unique_ptr<timeline::BatchDecider> decider = deciders->take();
    columnar::Answers room;
    room.outputs = {{answers.tier.data(), Store::U8},
                    {answers.discount.data(), Store::I16},
                    {answers.sales.data(), Store::I64},
                    {answers.rebate.data(), Store::I64}};
    timeline::LeftOvers left;
    for (; first < end; first += std::min(timeline::kPortion, end - first)) {
      left.clear();
      const size_t next = std::min(end, first + timeline::kPortion);
      decider->decide(view->batch, first, next, kToday, room, left);
      for (const timeline::LeftOver& one : left) {
        write(one.decision, 1, facts, answers, one.account);
      }
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
