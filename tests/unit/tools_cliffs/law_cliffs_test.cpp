// Every jump is listed and nothing else: bands of any kind against a walk cent by cent that has its
// own arithmetic; and any program against a walk unit by unit in the machine.
//
// To see it red: in tools/cliffs/walk/twin.cpp probe `less` only; in tools/cliffs/cliffs.cpp let
// `jumps` forget the new rules; or in tools/cliffs/walk/settled.cpp let no sum
// move.
#include <numeric>

#include "tests/generators/cases.hpp"
#include "tests/property/law.hpp"
#include "tests/unit/tools_cliffs/shop.hpp"
#include "tools/cliffs/walk/coarse.hpp"
#include "tools/cliffs/walk/directions.hpp"
#include "tools/cliffs/walk/edges.hpp"
#include "tools/prove/partner_of.hpp"

namespace tierline::cliffs {
namespace {

/// How many programs; fewer say nothing.
uint64_t programs() { return std::max<uint64_t>(law::pairs() / 100, 200); }

constexpr int64_t kCents = 4'000;  // as far as the walks go

// ---- bands --------------------------------------------------------------------------------------

enum class Mode : uint8_t { Whole, Marginal, ToItsLimit, OnEverything };

/// Edges in cents, one rate more than edges; `inclusive[i]`: edge i belongs to the upper band.
struct Ladder {
  Mode mode{};
  std::vector<int64_t> edges;
  std::vector<int64_t> rates;  // per cent
  std::vector<bool> inclusive;
};

Ladder any_ladder() {
  Ladder out;
  out.mode = static_cast<Mode>(*rc::gen::inRange(0, 4));
  const int count = *rc::gen::inRange(1, 6);
  int64_t edge = 0;
  out.rates.push_back(*rc::gen::inRange(0, 60));
  for (int i = 0; i < count; ++i) {
    edge += *rc::gen::inRange(2, 600);
    out.edges.push_back(edge);
    out.rates.push_back(*rc::gen::inRange(0, 60));
    out.inclusive.push_back(*rc::gen::arbitrary<bool>());
  }
  return out;
}

std::string euros(int64_t cents) {
  return std::to_string(cents / 100) + "." + std::to_string(cents % 100 / 10) +
         std::to_string(cents % 10) + " EUR";
}

std::string program_of(const Ladder& ladder) {
  const char* modes[] = {"whole", "marginal", "each to its limit", "each on everything"};
  std::string bands = ladder.inclusive[0] ? "  below " : "  up to ";
  bands += euros(ladder.edges[0]) + " : " + std::to_string(ladder.rates[0]) + "%\n";
  for (size_t i = 0; i < ladder.edges.size(); ++i) {
    bands += (ladder.inclusive[i] ? "  from " : "  above ") + euros(ladder.edges[i]) + " : " +
             std::to_string(ladder.rates[i + 1]) + "%\n";
  }
  return "program \"Law\" { in force from 2024-01-01 currency EUR }\n"
         "subject account { key id : text  amount : EUR in 0 EUR .. 40 EUR }\n"
         "bands rate on amount : percent {\n" +
         bands +
         "}\n"
         "define paid : EUR = " +
         modes[static_cast<size_t>(ladder.mode)] +
         " rate of amount rounded half even\ndecide paid\n";
}

/// The last band that the amount reaches.
size_t band_of(const Ladder& ladder, int64_t amount) {
  size_t out = 0;
  for (size_t i = 0; i < ladder.edges.size(); ++i) {
    const int64_t first = ladder.edges[i] + (ladder.inclusive[i] ? 0 : 1);
    if (amount >= first) out = i + 1;
  }
  return out;
}

/// What the bands up to this one pay on an amount, in cents.
int64_t paid(const Ladder& ladder, size_t band, int64_t amount) {
  const auto upper = [&](size_t i) {
    return i < ladder.edges.size() ? std::min(amount, ladder.edges[i]) : amount;
  };
  int64_t hundredths = 0;
  for (size_t i = 0; i < ladder.rates.size(); ++i) {
    const int64_t rate = ladder.rates[i];
    const int64_t lower = i == 0 ? 0 : ladder.edges[i - 1];
    if (ladder.mode == Mode::Whole && i == band) hundredths = rate * amount;
    if (ladder.mode == Mode::Marginal) hundredths += rate * std::max<int64_t>(0, upper(i) - lower);
    if (ladder.mode == Mode::ToItsLimit && i <= band) hundredths += rate * upper(i);
    if (ladder.mode == Mode::OnEverything && i <= band) hundredths += rate * amount;
  }
  const int64_t whole = hundredths / 100;
  const int64_t rest = hundredths % 100;
  return whole + (rest > 50 || (rest == 50 && whole % 2 == 1) ? 1 : 0);
}

struct Expected {
  int64_t at = 0;
  int64_t before = 0;
  int64_t after = 0;
  friend bool operator==(const Expected&, const Expected&) = default;
};

/// Cent by cent: a step that neither band would have made of that cent.
std::vector<Expected> walked(const Ladder& ladder) {
  std::vector<Expected> out;
  for (int64_t at = 1; at <= kCents; ++at) {
    const size_t below = band_of(ladder, at - 1);
    const size_t band = band_of(ladder, at);
    if (below == band) continue;
    const int64_t before = paid(ladder, below, at - 1);
    const int64_t after = paid(ladder, band, at);
    const int64_t old_slope = paid(ladder, below, at) - before;
    const int64_t new_slope = after - paid(ladder, band, at - 1);
    const int64_t step = after - before;
    if (step < std::min(old_slope, new_slope) || step > std::max(old_slope, new_slope)) {
      out.push_back({at, before, after});
    }
  }
  return out;
}

std::vector<Expected> listed(const Curve& curve) {
  std::vector<Expected> out;
  for (const Cliff& cliff : curve.cliffs) {
    out.push_back({cliff.at, static_cast<int64_t>(cliff.jumps.at(0).before.number),
                   static_cast<int64_t>(cliff.jumps.at(0).at.number)});
  }
  return out;
}

TEST(LawCliffs, OfBandsAreThoseOfAWalkCentByCent) {
  size_t found = 0;
  law::holds("the cliffs of bands are the jumps of a walk", programs(), [&] {
    const Ladder ladder = any_ladder();
    const auto program = compiled(program_of(ladder));
    if (!program.checked) RC_FAIL(program_of(ladder));
    Request request;
    request.program = &*program.checked;
    request.axis = axis_named(*program.checked, "amount").value();
    request.as_of = day("2024-06-01");
    request.facts = std::vector<bulk::FactRecord>{{"account", {{"id", "A"}, {"amount", "0"}}}};
    const auto report = find_cliffs(request);
    if (!report) RC_FAIL(report.error().message);
    const Curve& curve = report.value().curves[0];
    RC_ASSERT(curve.unsure.empty());
    found += curve.cliffs.size();
    if (listed(curve) != walked(ladder)) RC_FAIL(program_of(ladder));
  });
  EXPECT_GT(found, programs()) << "most ladders have a cliff";
}

// ---- any program --------------------------------------------------------------------------------

/// How far to either side a fact is moved, in units.
enum class Reach : int64_t { Near = 150, Far = 600 };

/// The fields of a partner that can be varied.
std::vector<Lever> levers_of(const bytecode::Schema& schema, const prove::Partner& partner) {
  std::vector<Lever> out;
  const auto add = [&](const bytecode::RecordInfo& record, uint32_t level, size_t entry,
                       const prove::Record& facts) {
    for (uint32_t i = 0; i < record.fields.size(); ++i) {
      const bool counted = record.fields[i].type.kind == bytecode::ValueKind::Number ||
                           record.fields[i].type.kind == bytecode::ValueKind::Day;
      if (counted && facts[i].known) out.push_back({level, i, entry});
    }
  };
  add(schema.account, 0, 0, partner.account);
  for (uint32_t ledger = 0; ledger < partner.ledgers.size(); ++ledger) {
    for (size_t entry = 0; entry < partner.ledgers[ledger].size() && entry < 2; ++entry) {
      add(schema.ledgers[ledger], ledger + 1, entry, partner.ledgers[ledger][entry]);
    }
  }
  return out;
}

const prove::Fact& fact_of(const prove::Partner& partner, const Lever& lever) {
  const prove::Record& record =
      lever.level == 0 ? partner.account : partner.ledgers[lever.level - 1][lever.entry];
  return record[lever.field];
}

/// What happened in the cases of a law.
struct Happened {
  size_t edges = 0;
  size_t sure = 0;  // cases without a doubt
};

/// Empty, or what is wrong with the edges found along one fact.
std::string judged(const bytecode::Bytecode& code, const prove::Partner& partner, Day today,
                   const Lever& lever, Reach reach, Happened& happened) {
  const FieldRange range = range_of(code.schema, lever);
  std::vector<size_t> outputs(code.outputs.size());
  std::iota(outputs.begin(), outputs.end(), size_t{0});
  const Coarse coarse = find_coarse(code, {lever, partner, today, range.low, range.high}, outputs);
  const auto twin = make_twin(code, lever, coarse);
  if (!twin) return "";
  const int64_t middle = fact_of(partner, lever).value;
  const auto steps = static_cast<int64_t>(reach);  // a fact may be the least or the greatest number
  const int64_t low = middle < range.low + steps ? range.low : middle - steps;
  const int64_t high = middle > range.high - steps ? range.high : middle + steps;
  if (low > high) return "";
  Evaluator evaluator(*twin, lever, partner, today);
  const Unsure unsure = find_unsure(code, {lever, partner, today, low, high}, coarse);
  const auto edges = find_edges(evaluator, low, high, {});
  std::vector<int64_t> walked;
  Signature last = evaluator.signature(low);
  for (int64_t value = low + 1; value <= high; ++value) {
    Signature next = evaluator.signature(value);
    if (next != last) walked.push_back(value);
    last = std::move(next);
  }
  happened.edges += walked.size();
  if (!unsure.any()) ++happened.sure;
  if (!unsure.any() && *edges != walked) return "an edge is missed though none can be";
  if (!std::includes(walked.begin(), walked.end(), edges->begin(), edges->end())) {
    return "an edge is found where nothing turns out differently";
  }
  // Between edges words stay as they are, and where the twin reads one value twice it is the
  // program.
  timeline::Decider decider(code);
  decision::Decision before;
  for (int64_t value = low; value <= high; ++value) {
    Curve curve;
    curve.base = {"", partner, today, lever};
    decision::Decision plain;
    decider.decide(prove::batch_of(code.schema, partner_at(curve, value)), 0, today, plain);
    const decision::Decision& twins = evaluator.decide(value);
    if (plain.fault.has_value() != twins.fault.has_value()) return "the twin has another fault";
    for (size_t i = 0; !plain.fault && i < plain.outputs.size(); ++i) {
      if (!(plain.outputs[i] == twins.outputs[i])) return "the twin decides otherwise";
      const auto kind = code.schema.outputs[i].type.kind;
      const bool word = kind != bytecode::ValueKind::Number && kind != bytecode::ValueKind::Day;
      const bool edge = std::binary_search(walked.begin(), walked.end(), value);
      const bool same = value == low || before.fault || before.outputs[i] == plain.outputs[i];
      if (word && !same && !edge) return "a word changes where no condition does";
    }
    before = plain;
  }
  return "";
}

TEST(LawCliffs, OfAnyProgramAreFoundWhereAWalkSeesThem) {
  Happened happened;
  const auto cases = generators::cases(1);
  law::holds("edges are found where a walk unit by unit sees them", programs(), [&] {
    const generators::Built built = generators::build(*cases);
    if (!built.refused.empty()) RC_FAIL(built.refused);
    checked::CheckedProgram program = *built.compiled.checked;
    program.splits.clear();
    const auto code = compiler::to_bytecode(program, "");
    if (!code) return;
    const auto partner = prove::partner_in(
        code->schema, generators::to_batch(program, code->schema, built.questions));
    if (!partner) return;
    const std::vector<Lever> levers = levers_of(code->schema, *partner);
    if (levers.empty()) return;
    const Lever lever = levers[*rc::gen::inRange<size_t>(0, levers.size())];
    const std::string wrong =
        judged(*code, *partner, built.questions[0].today, lever, Reach::Near, happened);
    if (!wrong.empty()) {
      RC_FAIL(wrong + "\n" + lever_text(code->schema, lever) + "\n" + built.source.text +
              generators::to_text(program, built.questions[0]));
    }
  });
  EXPECT_GT(happened.edges, programs() / 2) << "too little happens";
  EXPECT_GT(happened.sure * 2, programs());
}

// ---- entries in windows -------------------------------------------------------------------------

/// All alike likely, from the first case on.
template <class T>
T any(T low, T high) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(low, high));
}

/// This year's sales over last year's; and times what is left of a sum over another window, so that
/// a sale in both makes it rise and fall again. With or without a status.
std::string any_window_program() {
  const auto some = [](int64_t low, int64_t high) { return std::to_string(any(low, high)); };
  const int64_t root = any(1, 300);
  const bool in_time = *rc::gen::arbitrary<bool>();
  return "program \"Law\" { in force from 2022-01-01 currency EUR }\n"
         "tiers Silver < Gold\n"
         "subject account { key id : text }\n"
         "ledger sale of account { on : date  amount : EUR in -40 EUR .. 40 EUR }\n"
         "define this : EUR = sum of sale.amount where sale.on in year of today\n"
         "define last : EUR = sum of sale.amount where sale.on in year before today\n"
         "define early : EUR = sum of sale.amount where sale.on < " +
         calendar::to_text(any(day("2022-01-01"), day("2025-01-01"))) +
         "\n"
         "define best : EUR = max of sale.amount where sale.on in year of today otherwise 0 EUR\n"
         "define growth = this / max(last, 0 EUR) otherwise 0%\n"
         "define left = (" +
         some(1, 10) +
         " EUR - early) / 0.01 EUR rounded half even to 1\n"
         "define hill = (this / 0.01 EUR rounded half even to 1) * left\n"
         "define wanted : EUR = last * " +
         some(1, 400) +
         "% rounded half even\n"
         "tier Silver { requires grown : growth >= " +
         some(1, 400) + "%  requires best : best >= wanted }\n" +
         "tier Gold { requires high : hill >= " + std::to_string(root * root) + " }\n" +
         (in_time ? "status tier { launch placed at once  promote after 3 days }\n" : "") +
         "define paid : EUR = (if tier >= Silver then 5% else 1%) * this rounded half even\n"
         "decide tier, paid\n";
}

/// Some sales and returns of up to some euros, in the years up to 2024.
prove::Partner any_buyer() {
  prove::Partner out{{word("A")}, {{}}};
  const int count = any(1, 7);  // sales
  for (int i = 0; i < count; ++i) {
    const int64_t on = any(day("2022-01-01"), day("2025-01-01"));
    out.ledgers[0].push_back({number(on), number(any<int64_t>(-100, 300))});
  }
  return out;
}

TEST(LawCliffs, OfEntriesInWindowsAreFoundWhereAWalkSeesThem) {
  Happened happened;
  law::holds("edges along an entry in windows are those of a walk", programs(), [&] {
    const std::string text = any_window_program();
    const auto program = compiled(text);
    if (!program.bytecode) RC_FAIL(text);
    const prove::Partner partner = any_buyer();
    const Day today = any(day("2022-01-01"), day("2025-01-01"));
    const Lever lever{1, 1, any<size_t>(0, partner.ledgers[0].size())};
    const std::string wrong =
        judged(*program.bytecode, partner, today, lever, Reach::Far, happened);
    if (!wrong.empty()) RC_FAIL(wrong + "\n" + calendar::to_text(today) + "\n" + text);
  });
  EXPECT_GT(happened.edges, programs() / 4) << "too little happens";
  EXPECT_GT(happened.sure * 3, programs() * 2);
}

}  // namespace
}  // namespace tierline::cliffs
