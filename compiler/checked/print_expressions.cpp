// Expressions as text, for `tierline dump --stage checked`: every node with its type.
// Tested by: tests/golden/check
#include <fmt/format.h>

#include "compiler/checked/print.hpp"
#include "compiler/checked/values/describe.hpp"

namespace tierline::checked {

namespace {

constexpr std::string_view kRelations[] = {"=", "!=", "<", "<=", ">", ">="};
constexpr std::string_view kAggregates[] = {"sum", "count", "any", "min", "max"};
constexpr std::string_view kModes[] = {"whole", "marginal", "each to its limit",
                                       "each on everything"};
constexpr std::string_view kMonthEnds[] = {"reject", "clamp", "next"};
constexpr std::string_view kUnits[] = {"month", "quarter", "year"};

template <size_t N, class Enum>
std::string_view word(const std::string_view (&words)[N], Enum value) {
  return words[static_cast<size_t>(value)];
}

/// Writes one expression; the ledger of the aggregate around it gives entry fields their names.
class Printer {
 public:
  explicit Printer(const CheckedProgram& program) : program_(program) {}

  std::string text(ExprId id, uint32_t ledger);

 private:
  std::string operands(const Expr& expr, uint32_t ledger, std::string_view between);
  std::string call(std::string_view name, const Expr& expr, uint32_t ledger);
  std::string binary(const Expr& expr, uint32_t ledger, std::string_view op);
  std::string aggregate(const Expr& expr);
  std::string period(const Expr& expr, uint32_t ledger);
  std::string leaf(const Expr& expr, uint32_t ledger);
  std::string kid(const Expr& expr, size_t i, uint32_t ledger) {
    return text(expr.kids[i], ledger);
  }

  const CheckedProgram& program_;
};

std::string Printer::operands(const Expr& expr, uint32_t ledger, std::string_view between) {
  std::string out;
  for (size_t i = 0; i < expr.kids.size(); ++i) {
    if (i > 0) out += between;
    out += kid(expr, i, ledger);
  }
  return out;
}

std::string Printer::call(std::string_view name, const Expr& expr, uint32_t ledger) {
  return fmt::format("{}({})", name, operands(expr, ledger, ", "));
}

std::string Printer::binary(const Expr& expr, uint32_t ledger, std::string_view op) {
  return fmt::format("({} {} {})", kid(expr, 0, ledger), op, kid(expr, 1, ledger));
}

std::string Printer::aggregate(const Expr& expr) {
  const std::string& name = program_.ledgers[expr.ref].name;
  std::string out = fmt::format("{} of {}", word(kAggregates, expr.aggregate), name);
  if (!expr.kids.empty()) out += " " + kid(expr, 0, expr.ref);
  if (expr.where) out += " where " + text(*expr.where, expr.ref);
  return "(" + out + ")";
}

std::string Printer::period(const Expr& expr, uint32_t ledger) {
  const std::string start = expr.first_month == 1 ? "" : fmt::format("/{}", expr.first_month);
  return fmt::format("({}{} {} {})", word(kUnits, expr.period_unit), start,
                     expr.period_before ? "before" : "of", kid(expr, 0, ledger));
}

std::string Printer::leaf(const Expr& expr, uint32_t ledger) {
  switch (expr.kind) {
    case ExprKind::Constant:
      return value_text(expr.constant, expr.type, program_);
    case ExprKind::AccountField:
      return program_.account.name + "." + program_.account.fields[expr.ref].name;
    case ExprKind::EntryField: {
      const Record& record = program_.ledgers[ledger];
      return record.name + "." + record.fields[expr.ref].name;
    }
    case ExprKind::Today:
      return "today";
    case ExprKind::TierNow:
      return "tier";
    case ExprKind::TierBefore:
      return "tier before today";
    case ExprKind::Parameter:
      return fmt::format("parameter {}", expr.ref);
    default:
      return program_.bands[expr.ref].name;
  }
}

std::string Printer::text(ExprId id, uint32_t ledger) {
  const Expr& expr = program_[id];
  switch (expr.kind) {
    case ExprKind::Constant:
    case ExprKind::AccountField:
    case ExprKind::EntryField:
    case ExprKind::Today:
    case ExprKind::TierNow:
    case ExprKind::TierBefore:
    case ExprKind::Parameter:
    case ExprKind::BandValue:
      return leaf(expr, ledger);
    case ExprKind::Call:
      return call(program_.defines[expr.ref].name, expr, ledger);
    case ExprKind::Lookup:
      return call(program_.tables[expr.ref].name, expr, ledger);
    case ExprKind::BandsOf:
      return fmt::format("({} {} of {})", word(kModes, expr.mode), program_.bands[expr.ref].name,
                         kid(expr, 0, ledger));
    case ExprKind::Not:
      return call("not", expr, ledger);
    case ExprKind::And:
      return binary(expr, ledger, "and");
    case ExprKind::Or:
      return binary(expr, ledger, "or");
    case ExprKind::Compare:
      return binary(expr, ledger, word(kRelations, expr.relation));
    case ExprKind::InPeriod:
      return binary(expr, ledger, "in");
    case ExprKind::Negate:
      return call("-", expr, ledger);
    case ExprKind::Add:
      return binary(expr, ledger, "+");
    case ExprKind::Subtract:
      return binary(expr, ledger, "-");
    case ExprKind::Multiply:
      return binary(expr, ledger, "*");
    case ExprKind::Divide:
      return binary(expr, ledger, "/");
    case ExprKind::AddDays:
      return binary(expr, ledger, "+days");
    case ExprKind::AddMonths:
      return binary(expr, ledger,
                    expr.month_end ? fmt::format("+months({})", word(kMonthEnds, *expr.month_end))
                                   : "+months");
    case ExprKind::AddBusiness:
      return binary(expr, ledger, fmt::format("+{}", program_.calendars[expr.ref].name));
    case ExprKind::If:
      return fmt::format("(if {} then {} else {})", kid(expr, 0, ledger), kid(expr, 1, ledger),
                         kid(expr, 2, ledger));
    case ExprKind::Otherwise:
      return binary(expr, ledger, "otherwise");
    case ExprKind::Known:
      return call("known", expr, ledger);
    case ExprKind::By:
      return binary(expr, ledger, "by");
    case ExprKind::Round:
      return fmt::format("({} rounded {} to {})", kid(expr, 0, ledger),
                         decimal::to_text(expr.rounding),
                         number_text(expr.constant.number, expr.type.unit));
    case ExprKind::Larger:
      return call("larger", expr, ledger);
    case ExprKind::Smaller:
      return call("smaller", expr, ledger);
    case ExprKind::Aggregate:
      return aggregate(expr);
    case ExprKind::PeriodOf:
      return period(expr, ledger);
    case ExprKind::PeriodFirst:
      return call("first", expr, ledger);
    case ExprKind::PeriodLast:
      return call("last", expr, ledger);
    case ExprKind::YearNumber:
      return call("year number", expr, ledger);
    case ExprKind::At:
      return binary(expr, ledger, "at");
    case ExprKind::TierOn:
      return call(expr.period_before ? "tier before" : "tier after", expr, ledger);
  }
  return "";
}

std::string end_text(const CheckedProgram& program, const Type& type,
                     const std::optional<Decimal>& end) {
  if (!end) return "";
  Type shown = type;
  if (type.kind == Kind::Quotient) shown.kind = Kind::Number;
  return value_text({*end, ""}, shown, program);
}

}  // namespace

std::string print_expression(const CheckedProgram& program, ExprId id, uint32_t ledger) {
  return Printer(program).text(id, ledger);
}

std::string print_type(const CheckedProgram& program, const Type& type, const Bounds& bounds) {
  std::string out = describe(type, program);
  if (type.kind == Kind::Number) out += fmt::format("/{}", type.scale);
  if (!bounds.low && !bounds.high) return out;
  return fmt::format("{} [{} .. {}]", out, end_text(program, type, bounds.low),
                     end_text(program, type, bounds.high));
}

}  // namespace tierline::checked
