// Cliffs as JSON, with the partner of each edge as facts that `decide` takes.
#include <nlohmann/json.hpp>

#include "tools/cli/output/cliffs.hpp"
#include "tools/prove/replay.hpp"

namespace tierline::cli {

namespace {

using Json = nlohmann::ordered_json;
using cliffs::Cliff;
using cliffs::Curve;
using cliffs::Jump;
using cliffs::Report;

Json rules_json(const std::vector<decision::DecidingRule>& rules) {
  Json out = Json::array();
  for (const decision::DecidingRule& rule : rules) {
    out.push_back({{"rule", rule.group}, {"entry", rule.entry}, {"clause", rule.clause}});
  }
  return out;
}

Json jump_json(const Report& report, const Jump& jump) {
  Json out = {{"output", report.program.bytecode.schema.outputs[jump.output].name},
              {"before", output_text(report, jump.output, jump.before)},
              {"after", output_text(report, jump.output, jump.at)}};
  const std::string by = jump_text(report, jump);
  if (!by.empty()) out["jump"] = by;
  out["falls"] = jump.falls;
  out["because"] = rules_json(jump.because);
  out["instead_of"] = rules_json(jump.instead_of);
  return out;
}

/// The partner at the edge as the facts of `decide`: one object, or one for each entry.
Json facts_json(const Report& report, const Curve& curve, int64_t value) {
  const checked::CheckedProgram& program = report.program.program;
  const prove::Case one{curve.base.today, cliffs::partner_at(curve, value), std::nullopt};
  const auto example = prove::example_of(program, report.program.bytecode.schema, one);
  Json out = Json::object();
  for (const checked::Facts& facts : example.worlds.front().facts) {
    const bulk::FactRecord record = prove::record_of(program, facts);
    Json fields = Json::object();
    for (const bulk::FactText& fact : record.fields) fields[fact.field] = fact.text;
    if (facts.ledger == checked::kNone) {
      out[record.record] = std::move(fields);
    } else {
      out[record.record].push_back(std::move(fields));
    }
  }
  return out;
}

Json cliff_json(const Report& report, const Curve& curve, const Cliff& cliff) {
  Json jumps = Json::array();
  for (const Jump& jump : cliff.jumps) jumps.push_back(jump_json(report, jump));
  return {{"below", axis_text(report, cliff.axis_below)},
          {"at", axis_text(report, cliff.axis_at)},
          {"fact_below", fact_text(report, curve, cliff.below)},
          {"fact_at", fact_text(report, curve, cliff.at)},
          {"jumps", std::move(jumps)},
          {"facts", facts_json(report, curve, cliff.at)},
          {"scenarios", cliffs::scenarios_of(report, curve, cliff)}};
}

Json varied_json(const Report& report, const Curve& curve) {
  const bytecode::Schema& schema = report.program.bytecode.schema;
  const cliffs::Lever& lever = curve.base.lever;
  const bool account = lever.level == bytecode::kAccountLevel;
  Json out = {{"record", account ? schema.account.name : schema.ledgers[lever.level - 1].name}};
  if (!account) out["entry"] = lever.entry + 1;
  out["field"] = cliffs::field_of(schema, lever).name;
  out["from"] = fact_text(report, curve, curve.low);
  out["to"] = fact_text(report, curve, curve.high);
  return out;
}

Json curve_json(const Report& report, const Curve& curve) {
  Json out = Json::object();
  if (!curve.name.empty()) out["by"] = curve.name;
  out["varied"] = varied_json(report, curve);
  out["complete"] = curve.unsure.empty();
  if (!curve.unsure.empty()) out["unsure"] = curve.unsure;
  out["steps_left_out"] = curve.coarse;
  Json all = Json::array();
  for (const Cliff& cliff : curve.cliffs) all.push_back(cliff_json(report, curve, cliff));
  out["cliffs"] = std::move(all);
  return out;
}

Json report_json(const Report& report) {
  const cliffs::Base& base = report.curves.front().base;
  Json curves = Json::array();
  for (const Curve& curve : report.curves) curves.push_back(curve_json(report, curve));
  return {{"axis", report.axis.name},
          {"as_of", calendar::to_text(base.today)},
          {"partner", base.origin},
          {"curves", std::move(curves)}};
}

}  // namespace

std::string cliffs_json(const std::vector<Report>& reports) {
  const bytecode::Header& header = reports.front().program.bytecode.header;
  Json axes = Json::array();
  for (const Report& report : reports) axes.push_back(report_json(report));
  const Json json = {
      {"program", header.title}, {"version", header.version}, {"axes", std::move(axes)}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tierline::cli
