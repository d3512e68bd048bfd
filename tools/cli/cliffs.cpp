// tierline cliffs: where outputs jump as one number rises, from what to what, and for whom; as a
// table, CSV, JSON or a chart.
#include <fmt/format.h>

#include "tools/bulk/write/out_folder.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/input/facts_json.hpp"
#include "tools/cli/input/opened.hpp"
#include "tools/cli/output/cliffs.hpp"
#include "tools/cliffs/chart/chart.hpp"

namespace tierline::cli {

namespace {

using checked::CheckedProgram;
using cliffs::Axis;
using cliffs::Report;

base::Result<std::vector<Axis>, bulk::RunError> axes_of(const CheckedProgram& program,
                                                        const CliffsArguments& arguments) {
  std::vector<Axis> out;
  for (const std::string& name : arguments.axes) {
    auto axis = cliffs::axis_named(program, name);
    if (!axis) return axis.error();
    out.push_back(std::move(axis).value());
  }
  if (!arguments.axes.empty()) return out;
  out = cliffs::default_axes(program);
  if (!out.empty()) return out;
  return bulk::RunError{
      "the program has no bands, and no requirement that compares a number; name an axis (--axis)"};
}

cliffs::Request request_of(const CheckedProgram& program, const CliffsArguments& arguments) {
  cliffs::Request out;
  out.program = &program;
  out.shown = {arguments.outputs, arguments.net};
  out.by = arguments.by;
  out.as_of = arguments.as_of;
  out.from = arguments.from;
  out.to = arguments.to;
  out.steps = arguments.steps ? cliffs::Steps::Follow : cliffs::Steps::Ignore;
  return out;
}

/// One for each axis. An axis that the program itself brought up, and that no fact moves, is left
/// out; unless there is no other.
base::Result<std::vector<Report>, bulk::RunError> find_all(cliffs::Request request,
                                                           const std::vector<Axis>& axes,
                                                           bool named) {
  std::vector<Report> out;
  std::optional<bulk::RunError> first;
  for (const Axis& axis : axes) {
    request.axis = axis;
    auto report = cliffs::find_cliffs(request);
    if (report) {
      out.push_back(std::move(report).value());
    } else if (named) {
      return report.error();
    } else if (!first) {
      first = report.error();
    }
  }
  if (out.empty()) return *first;
  return out;
}

std::string answer(const std::vector<Report>& reports, const CliffsArguments& arguments) {
  const Partners partners = arguments.scenarios ? Partners::Show : Partners::Hide;
  switch (arguments.format) {
    case CliffsFormat::Text:
      return cliffs_text(reports, partners, arguments.out.empty() ? color_of_out() : Color::No);
    case CliffsFormat::Json:
      return cliffs_json(reports);
    case CliffsFormat::Csv:
      return cliffs_csv(reports);
    case CliffsFormat::Svg:
      return cliffs::chart_svg(reports);
  }
  return "";
}

/// A file of lines has no room for what the list leaves open.
void note_doubts(const std::vector<Report>& reports) {
  for (const Report& report : reports) {
    for (const cliffs::Curve& curve : report.curves) {
      for (const std::string& doubt : cliffs::doubts_of(curve)) {
        print_error(fmt::format("tierline: note: along {}: {}\n", report.axis.name, doubt));
      }
    }
  }
}

}  // namespace

Exit execute(const CliffsArguments& arguments) {
  const Format format = arguments.format == CliffsFormat::Json ? Format::Json : Format::Text;
  const auto program = open_text(arguments.program, format);
  if (!program) return Exit::Unusable;
  const CheckedProgram& checked = *program.value().compiled.checked;
  const auto axes = axes_of(checked, arguments);
  if (!axes) return unusable(axes.error().message);
  cliffs::Request request = request_of(checked, arguments);
  if (!arguments.facts.empty()) {
    auto facts = read_facts(arguments.facts);
    if (!facts) return unusable(facts.error().message);
    request.facts = std::move(facts).value();
  }
  const auto reports = find_all(std::move(request), axes.value(), !arguments.axes.empty());
  if (!reports) return unusable(reports.error().message);
  if (arguments.format == CliffsFormat::Csv) note_doubts(reports.value());
  const std::string text = answer(reports.value(), arguments);
  if (arguments.out.empty()) {
    print(text);
    return Exit::Fine;
  }
  if (const auto error = bulk::write_whole(arguments.out, text)) return unusable(error->message);
  return Exit::Fine;
}

}  // namespace tierline::cli
