#include "bench/bulk/by_machine.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/assert.hpp"
#include "compiler/compile.hpp"
#include "runtime/decimal/decimal.hpp"
#include "runtime/scalar/machine.hpp"

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

}  // namespace tierline::bench
