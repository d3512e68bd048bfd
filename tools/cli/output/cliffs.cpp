#include "tools/cli/output/cliffs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tools/bulk/facts/words.hpp"
#include "tools/bulk/write/csv_text.hpp"
#include "tools/cli/input/scenarios.hpp"

namespace tierline::cli {

namespace {

using bytecode::ValueKind;
using cliffs::Cliff;
using cliffs::Curve;
using cliffs::Jump;
using cliffs::Report;

std::string rules_text(const Jump& jump) {
  const auto& rules = jump.because.empty() ? jump.instead_of : jump.because;
  std::string out;
  for (const decision::DecidingRule& rule : rules) {
    if (!out.empty()) out += "; ";
    out += describe(rule);
  }
  return jump.because.empty() && !out.empty() ? "no longer " + out : out;
}

// ---- text ---------------------------------------------------------------------------------------

constexpr size_t kColumns = 7;  // of values; what decided stands behind them

struct Line {
  std::string cells[kColumns];
  std::string why;
  bool falls = false;
};

std::vector<Line> lines_of(const Report& report, const Curve& curve) {
  std::vector<Line> out;
  for (const Cliff& cliff : curve.cliffs) {
    bool first = true;
    for (const Jump& jump : cliff.jumps) {
      Line& line = out.emplace_back();
      line.falls = jump.falls;
      line.why = rules_text(jump);
      line.cells[0] = jump.falls ? "!" : "";
      line.cells[1] = first ? axis_text(report, cliff.axis_below) : "";
      line.cells[2] = first ? axis_text(report, cliff.axis_at) : "";
      line.cells[3] = report.program.bytecode.schema.outputs[jump.output].name;
      line.cells[4] = output_text(report, jump.output, jump.before);
      line.cells[5] = output_text(report, jump.output, jump.at);
      line.cells[6] = jump_text(report, jump);
      first = false;
    }
  }
  return out;
}

std::string table_text(std::vector<Line> lines, Color color) {
  Line head;
  const char* names[] = {"", "below", "at", "output", "before", "after", "jump"};
  std::copy(std::begin(names), std::end(names), std::begin(head.cells));
  head.why = "decided by";
  lines.insert(lines.begin(), head);
  size_t widths[kColumns] = {};
  for (const Line& line : lines) {
    for (size_t i = 0; i < kColumns; ++i) widths[i] = std::max(widths[i], line.cells[i].size());
  }
  std::string out;
  for (const Line& line : lines) {
    std::string text = fmt::format("{:<1}", line.cells[0]);
    for (size_t i = 1; i < kColumns; ++i) {
      const bool words = i == 3;
      text += words ? fmt::format("  {:<{}}", line.cells[i], widths[i])
                    : fmt::format("  {:>{}}", line.cells[i], widths[i]);
    }
    text += "  " + line.why;
    text.erase(text.find_last_not_of(' ') + 1);
    const bool head_line = &line == &lines.front();
    out += line.falls  ? painted(text, Paint::Red, color)
           : head_line ? painted(text, Paint::Bold, color)
                       : text;
    out += "\n";
  }
  return out;
}

std::string plural(size_t count, std::string_view word) {
  return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

/// How many, and whether there can be others.
std::string summary_text(const Curve& curve) {
  size_t jumps = 0;
  size_t falls = 0;
  for (const Cliff& cliff : curve.cliffs) {
    jumps += cliff.jumps.size();
    falls += static_cast<size_t>(std::count_if(cliff.jumps.begin(), cliff.jumps.end(),
                                               [](const Jump& jump) { return jump.falls; }));
  }
  std::string out =
      fmt::format("  {} at {}", plural(jumps, "jump"), plural(curve.cliffs.size(), "edge"));
  if (falls > 0) out += fmt::format(", {} down (!)", falls);
  out += curve.unsure.empty() ? "; there is no other\n" : "; there may be others:\n";
  for (const std::string& why : curve.unsure) out += "    " + why + "\n";
  if (curve.coarse > 0) {
    out += "  " + left_out_text(curve) + "\n";
  }
  return out;
}

std::string curve_text(const Report& report, const Curve& curve, Partners partners, Color color) {
  std::string out;
  if (!curve.name.empty())
    out += "\n" + painted(bulk::escaped(curve.name), Paint::Bold, color) + "\n";
  if (!curve.cliffs.empty()) out += table_text(lines_of(report, curve), color);
  out += summary_text(curve);
  if (partners == Partners::Hide) return out;
  for (const Cliff& cliff : curve.cliffs) {
    const std::string scenarios = cliffs::scenarios_of(report, curve, cliff);
    if (!scenarios.empty()) out += "\n" + scenarios;
  }
  return out;
}

std::string head_text(const Report& report) {
  const bytecode::Header& header = report.program.bytecode.header;
  const Curve& first = report.curves.front();
  std::string out = fmt::format("`{}` {}: along {} on {}\n", bulk::escaped(header.title),
                                bulk::escaped(header.version), report.axis.name,
                                calendar::to_text(first.base.today));
  out += fmt::format("  partner: {}\n", bulk::escaped(first.base.origin));
  return out + fmt::format("  varied:  {}, from {} to {}\n\n",
                           cliffs::lever_text(report.program.bytecode.schema, first.base.lever),
                           fact_text(report, first, first.low),
                           fact_text(report, first, first.high));
}

}  // namespace

std::string jump_text(const Report& report, const Jump& jump) {
  const bytecode::ValueType& type = report.program.bytecode.schema.outputs[jump.output].type;
  if (type.kind != ValueKind::Number && type.kind != ValueKind::Day) return "";
  const bytecode::BigInt by = jump.at.number - jump.before.number;
  const std::string size =
      type.kind == ValueKind::Day ? by.str() : output_text(report, jump.output, {by, ""});
  return by > 0 ? "+" + size : size;
}

std::string axis_text(const Report& report, const bytecode::Value& value) {
  return decision::to_text(value, report.axis_type, report.program.bytecode.schema);
}

std::string output_text(const Report& report, size_t output, const bytecode::Value& value) {
  const bytecode::Schema& schema = report.program.bytecode.schema;
  return bulk::escaped(decision::to_text(value, schema.outputs[output].type, schema));
}

std::string fact_text(const Report& report, const Curve& curve, int64_t value) {
  const bytecode::Schema& schema = report.program.bytecode.schema;
  return decision::to_text({value, ""}, cliffs::field_of(schema, curve.base.lever).type, schema);
}

std::string cliffs_text(const std::vector<Report>& reports, Partners partners, Color color) {
  std::string out;
  for (const Report& report : reports) {
    if (!out.empty()) out += "\n";
    out += head_text(report);
    for (const Curve& curve : report.curves) out += curve_text(report, curve, partners, color);
  }
  return out;
}

std::string cliffs_csv(const std::vector<Report>& reports) {
  std::string out = "axis,by,below,at,fact_below,fact_at,output,before,after,jump,falls,because\n";
  for (const Report& report : reports) {
    for (const Curve& curve : report.curves) {
      for (const Cliff& cliff : curve.cliffs) {
        for (const Jump& jump : cliff.jumps) {
          const std::string fields[] = {report.axis.name,
                                        curve.name,
                                        axis_text(report, cliff.axis_below),
                                        axis_text(report, cliff.axis_at),
                                        fact_text(report, curve, cliff.below),
                                        fact_text(report, curve, cliff.at),
                                        report.program.bytecode.schema.outputs[jump.output].name,
                                        output_text(report, jump.output, jump.before),
                                        output_text(report, jump.output, jump.at),
                                        jump_text(report, jump),
                                        jump.falls ? "yes" : "no",
                                        rules_text(jump)};
          for (const std::string& field : fields) {
            if (&field != std::begin(fields)) out += ',';
            bulk::append_csv(out, field);
          }
          out += '\n';
        }
      }
    }
  }
  return out;
}

}  // namespace tierline::cli
