#include "tools/cliffs/cliffs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "tools/bulk/facts/words.hpp"
#include "tools/cliffs/deciders.hpp"
#include "tools/cliffs/pieces.hpp"
#include "tools/cliffs/stretch.hpp"
#include "tools/cliffs/walk/coarse.hpp"
#include "tools/cliffs/walk/directions.hpp"
#include "tools/cliffs/walk/edges.hpp"
#include "tools/cliffs/walk/evaluator.hpp"

namespace tierline::cliffs {

namespace {

using bytecode::ValueKind;

/// Whether less of it is less: numbers, tiers, yes and no. Of two other words none is less.
bool has_order(const bytecode::ValueType& type) {
  return type.kind == ValueKind::Number || type.kind == ValueKind::Bool ||
         (type.kind == ValueKind::Enum && type.enum_index == 0);
}

/// The outputs of a decision.
struct Outputs {
  std::vector<Value> values;
  std::vector<uint8_t> meaningless;  // by output: the amount has no meaning under these rules
};
using Answer = std::optional<Outputs>;  // nothing: it has none

/// One edge, seen from both sides.
struct Sides {
  Answer before;     // rules and amount just below
  Answer at;         // rules and amount at the edge
  Answer old_rules;  // the rules from below on the amount at the edge
  Answer new_rules;  // the rules at the edge on the amount just below
};

/// Whether the output's step is neither what the old rules make of the unit, nor what the new ones
/// do, nor anything in between.
bool jumps(const Sides& sides, size_t output, const bytecode::ValueType& type) {
  const Value& before = sides.before->values[output];
  const Value& at = sides.at->values[output];
  if (!prove::is_counted(type.kind)) return !(before == at);
  const auto means = [&](const Answer& answer) {
    return answer && answer->meaningless[output] == 0;
  };
  std::vector<BigInt> slopes;
  if (means(sides.old_rules)) {
    slopes.push_back(sides.old_rules->values[output].number - before.number);
  }
  if (means(sides.new_rules)) {
    slopes.push_back(at.number - sides.new_rules->values[output].number);
  }
  const BigInt step = at.number - before.number;
  if (slopes.empty()) return step != 0;
  const auto [least, most] = std::minmax_element(slopes.begin(), slopes.end());
  return step < *least || step > *most;
}

class Walk {
 public:
  Walk(const Report& report, const Request& request, const generate::Interests& interests,
       const Twin& twin, const Coarse& followed, Curve& curve)
      : report_(report),
        request_(request),
        interests_(interests),
        twin_(twin),
        followed_(followed),
        curve_(curve),
        evaluator_(twin, curve.base.lever, curve.base.partner, curve.base.today) {}

  std::optional<RunError> find();
  void draw(int64_t high) {
    curve_.pieces = draw_pieces(report_.program, evaluator_, curve_, high);
  }

 private:
  const bytecode::Bytecode& code() const { return report_.program.bytecode; }
  std::optional<RunError> find_stretch();
  Answer answer(int64_t conditions, int64_t amounts);
  std::optional<Cliff> cliff_at(int64_t edge);
  std::vector<uint8_t> find_meaningless(const decision::Decision& decision) const;
  std::vector<int64_t> points() const;
  void note_unsure(const Unsure& unsure);
  Value axis_value(const Answer& answer, int64_t value) const;

  const Report& report_;
  const Request& request_;
  const generate::Interests& interests_;
  const Twin& twin_;
  const Coarse& followed_;
  Curve& curve_;
  Evaluator evaluator_;
};

Answer Walk::answer(int64_t conditions, int64_t amounts) {
  const decision::Decision& decision = evaluator_.decide(conditions, amounts);
  if (decision.fault) return std::nullopt;
  const auto count = static_cast<ptrdiff_t>(code().outputs.size());
  return Outputs{{decision.outputs.begin(), decision.outputs.begin() + count},
                 find_meaningless(decision)};
}

std::vector<uint8_t> Walk::find_meaningless(const decision::Decision& decision) const {
  std::vector<uint8_t> out(code().outputs.size(), 0);
  for (const Meaningless& one : twin_.meaningless) {
    const auto has_none = [&](size_t output) {
      return (decision.outputs[output].number == 0) == one.is_zero;
    };
    if (has_none(one.rules) || !has_none(one.amounts)) continue;
    for (size_t i = 0; i < out.size(); ++i) out[i] |= one.touches[i];
  }
  return out;
}

Value Walk::axis_value(const Answer& answer, int64_t value) const {
  if (!report_.program.axis) return {BigInt(value), ""};
  return answer ? answer->values[*report_.program.axis] : Value{};
}

std::optional<Cliff> Walk::cliff_at(int64_t edge) {
  const Sides sides{answer(edge - 1, edge - 1), answer(edge, edge), answer(edge - 1, edge),
                    answer(edge, edge - 1)};
  if (!sides.before || !sides.at) return std::nullopt;
  Cliff out{edge - 1, edge, axis_value(sides.before, edge - 1), axis_value(sides.at, edge), {}};
  for (const size_t output : report_.program.shown) {
    const bytecode::ValueType& type = code().schema.outputs[output].type;
    if (!jumps(sides, output, type)) continue;
    const Value& before = sides.before->values[output];
    const Value& at = sides.at->values[output];
    out.jumps.push_back({output, before, at, has_order(type) && at.number < before.number, {}, {}});
  }
  if (out.jumps.empty()) return std::nullopt;
  explain(report_, curve_, out);
  return out;
}

// So many values of a fact are looked at one by one, if need be.
constexpr int64_t kSpread = 256;

/// Where a condition may go up and down: the numbers that the program names, and an even spread.
std::vector<int64_t> Walk::points() const {
  const Lever& lever = curve_.base.lever;
  const bool account = lever.level == bytecode::kAccountLevel;
  const auto& interests = account ? interests_.account : interests_.ledgers[lever.level - 1];
  std::vector<int64_t> out;
  for (const int64_t number : interests[lever.field].numbers) {
    for (const int64_t near : {number - 1, number, number + 1}) out.push_back(near);
  }
  const int64_t part = std::max<int64_t>((curve_.high - curve_.low) / kSpread, 1);
  for (int64_t i = 1; i < kSpread; ++i) out.push_back(curve_.low + i * part);
  for (int64_t power = 1; power <= curve_.high / 2; power *= 2) out.push_back(power);
  return out;
}

void Walk::note_unsure(const Unsure& unsure) {
  if (!unsure.steps.empty()) {
    curve_.unsure.push_back(fmt::format(
        "{} of the program's comparisons may go up and down along the axis", unsure.steps.size()));
  }
  for (const std::string& one : unsure.requirements) {
    curve_.unsure.push_back("requirement " + one + " may be met, unmet and met again");
  }
  if (unsure.faults) {
    curve_.unsure.emplace_back("whether there is an answer at all hangs on the varied fact");
  }
  if (unsure.status) curve_.unsure.emplace_back("the days of the status hang on the varied fact");
}

std::optional<RunError> Walk::find_stretch() {
  const auto stretch = cliffs::find_stretch(report_.program, report_.axis_type, curve_.base,
                                            evaluator_, request_.from, request_.to);
  if (!stretch) return stretch.error();
  curve_.low = stretch.value().low;
  curve_.high = stretch.value().high;
  return std::nullopt;
}

std::optional<RunError> Walk::find() {
  if (auto error = find_stretch()) return error;
  const Base& base = curve_.base;
  const Course course{base.lever, base.partner, base.today, curve_.low, curve_.high};
  const Unsure unsure = find_unsure(code(), course, followed_);
  if (curve_.high - curve_.low > kSpread) note_unsure(unsure);
  auto edges = find_edges(evaluator_, curve_.low, curve_.high,
                          unsure.any() ? points() : std::vector<int64_t>());
  if (!edges) {
    return RunError{
        fmt::format("more than {} edges along `{}`; look at a part of it with --from "
                    "and --to",
                    kEdgesMax, report_.axis.name)};
  }
  curve_.edges = *std::move(edges);
  for (const int64_t edge : curve_.edges) {
    if (auto cliff = cliff_at(edge)) curve_.cliffs.push_back(*std::move(cliff));
  }
  return std::nullopt;
}

/// The field of --by, and one base for each of its words.
base::Result<std::vector<Curve>, RunError> curves_of(const AxisProgram& program,
                                                     const std::string& by, const Base& base) {
  if (by.empty()) return std::vector<Curve>{{"", base, 0, 0, {}, {}, {}, {}, 0}};
  const bytecode::Schema& schema = program.bytecode.schema;
  std::vector<std::string_view> known;
  for (size_t i = 0; i < schema.account.fields.size(); ++i) {
    const bytecode::FieldInfo& field = schema.account.fields[i];
    const bool word = field.type.kind == ValueKind::Enum || field.type.kind == ValueKind::Bool;
    if (!word) continue;
    known.push_back(field.name);
    if (field.name != by) continue;
    const std::vector<std::string> yes_no = {"no", "yes"};
    const auto& words =
        field.type.kind == ValueKind::Bool ? yes_no : schema.enums[field.type.enum_index].words;
    std::vector<Curve> out;
    for (size_t word_index = 0; word_index < words.size(); ++word_index) {
      Curve& curve = out.emplace_back();
      curve.name = words[word_index];
      curve.base = base;
      curve.base.partner.account[i] = {true, static_cast<int64_t>(word_index), ""};
    }
    return out;
  }
  return RunError{fmt::format("the account has no field {} of words, or of yes and no{}",
                              bulk::shown(by), bulk::suggestion(by, known))};
}

/// All curves as far as the one that has its last cliff furthest out; all that was asked for.
void draw(const Report& report, const Request& request,
          const std::vector<std::unique_ptr<Walk>>& walks) {
  int64_t high = INT64_MIN;
  for (const Curve& curve : report.curves) {
    high = std::max(high, request.to.empty() ? drawn_to(curve) : curve.high);
  }
  for (size_t i = 0; i < walks.size(); ++i) {
    walks[i]->draw(std::min(high, report.curves[i].high));
  }
}

/// Finds the coarse steps of each curve: what is not followed is left out, and counted.
Coarse take_coarse(Report& report, Steps steps) {
  const bytecode::Bytecode& code = report.program.bytecode;
  const bool follows = steps == Steps::Follow;
  Coarse all(code.registers.size(), 0);
  for (Curve& curve : report.curves) {
    const Base& base = curve.base;
    const FieldRange range = range_of(code.schema, base.lever);
    const Course course{base.lever, base.partner, base.today, range.low, range.high};
    const Coarse found = find_coarse(code, course, report.program.shown);
    for (size_t i = 0; i < found.size(); ++i) all[i] |= found[i];
    if (!follows) curve.coarse = static_cast<size_t>(std::count(found.begin(), found.end(), 1));
  }
  return follows ? all : Coarse();
}

}  // namespace

prove::Partner partner_at(const Curve& curve, int64_t value) {
  return with_fact(curve.base.partner, curve.base.lever, value);
}

std::string left_out_text(const Curve& curve) {
  const bool one = curve.coarse == 1;
  return fmt::format(
      "left out: steps of more than one unit, which {} rounding{} of days {} (--steps)",
      curve.coarse, one ? " or period" : "s or periods", one ? "makes" : "make");
}

std::vector<std::string> doubts_of(const Curve& curve) {
  std::vector<std::string> out;
  for (const std::string& why : curve.unsure) out.push_back("there may be others: " + why);
  if (curve.coarse > 0) out.push_back(left_out_text(curve));
  if (curve.name.empty()) return out;
  for (std::string& one : out) one = curve.name + ": " + one;
  return out;
}

base::Result<Report, RunError> find_cliffs(const Request& request) {
  auto program = make_axis_program(*request.program, request.axis, request.shown);
  if (!program) return program.error();
  Report report;
  report.program = std::move(program).value();
  report.axis = request.axis;
  report.chosen = !request.shown.outputs.empty() || !request.shown.net.empty();
  report.decided = request.program->outputs.size();
  const generate::Interests interests = generate::find_interests(report.program.bytecode);
  const Setting setting{report.program, report.axis, interests, request.as_of, report.chosen};
  const auto base = request.facts ? base_of_facts(setting, *request.facts) : find_base(setting);
  if (!base) return base.error();
  report.axis_type = report.program.axis
                         ? report.program.bytecode.schema.outputs[*report.program.axis].type
                         : field_of(report.program.bytecode.schema, base.value().lever).type;
  auto curves = curves_of(report.program, request.by, base.value());
  if (!curves) return curves.error();
  report.curves = std::move(curves).value();
  const Coarse followed = take_coarse(report, request.steps);
  const auto twin = make_twin(report.program.bytecode, base.value().lever, followed);
  if (!twin) return RunError{"the program is too large to be walked along an axis"};
  std::vector<std::unique_ptr<Walk>> walks;
  for (Curve& curve : report.curves) {
    walks.push_back(std::make_unique<Walk>(report, request, interests, *twin, followed, curve));
    if (auto error = walks.back()->find()) return *error;
  }
  draw(report, request, walks);
  return report;
}

}  // namespace tierline::cliffs
