// Choices are drawn from one engine in the order of the text; std::uniform_int_distribution is not
// used, since its results differ between standard libraries.
#include "tests/unit/dsl/random_ast.hpp"

#include <initializer_list>
#include <random>
#include <string>
#include <string_view>
#include <utility>

namespace tierline::dsl {
namespace {

using namespace ast;

class Random {
 public:
  explicit Random(uint64_t seed) : engine_(seed) {}

  Ast tree() {
    for (size_t i = 0, n = 1 + below(10); i < n; ++i) {
      ast_.decls.push_back(declaration());
    }
    return std::move(ast_);
  }

 private:
  // ---- choices ----
  size_t below(size_t limit) { return engine_() % limit; }
  bool maybe() { return below(2) == 0; }
  std::string_view pick(std::initializer_list<std::string_view> words) {
    return words.begin()[below(words.size())];
  }
  Word word(std::initializer_list<std::string_view> words) { return {std::string(pick(words)), {}}; }
  // Names that are also words of the grammar are the interesting ones.
  Word name() {
    return word({"a", "b", "region", "EUR", "on", "until", "by", "at", "from", "days", "year",
                 "quarter", "sum", "count", "x1", "_", "to", "flat", "status"});
  }
  // Used where it might be read as the beginning of a form.
  std::string plain() { return std::string(pick({"a", "b", "region", "ABC", "x1", "on", "until"})); }
  Word text() { return word({"", "text", "a \"b\"", "\\", "two\nlines", "# none", "\xE2\x82\xAC"}); }
  Word day() { return word({"2022-01-01", "2022-12-31", "2023-02-29"}); }
  template <class Make>
  auto optionally(Make make) {
    using Value = decltype(make());
    return maybe() ? std::optional<Value>(make()) : std::nullopt;
  }
  template <class Make>
  auto several(size_t least, Make make) {
    std::vector<decltype(make())> list;
    for (size_t i = 0, n = least + below(3); i < n; ++i) {
      list.push_back(make());
    }
    return list;
  }

  // ---- expressions ----
  ExprId add(Expr expr) {
    ast_.exprs.push_back(std::move(expr));
    return ExprId{static_cast<uint32_t>(ast_.exprs.size() - 1)};
  }
  static Expr node(ExprKind kind, std::string_view text = {}, std::vector<ExprId> kids = {}) {
    Expr expr;
    expr.kind = kind;
    expr.text = text;
    expr.kids = std::move(kids);
    return expr;
  }
  ExprId number(bool with_unit = true) {
    Expr expr = node(ExprKind::Number, pick({"1", "0", "2.5", "500_000", "12.00"}));
    expr.unit = with_unit ? pick({"", "%", "EUR", "DKK"}) : "";
    return add(std::move(expr));
  }
  ExprId leaf() {
    switch (below(6)) {
      case 0:
        return number();
      case 1:
        return add(node(ExprKind::Day, day().text));
      case 2:
        return add(node(ExprKind::Text, text().text));
      case 3:
        return add(node(ExprKind::Bool, pick({"yes", "no"})));
      case 4: {
        Expr expr = node(ExprKind::Member, plain());
        expr.unit = pick({"a", "table", "year", "EMEA"});
        return add(std::move(expr));
      }
      default:
        return add(node(ExprKind::Name, plain()));
    }
  }
  ExprId expression(size_t depth = 4) {
    if (depth == 0 || below(5) == 0) {
      return below(8) == 0 ? add(node(ExprKind::Today)) : leaf();
    }
    const auto kid = [&] { return expression(depth - 1); };
    return maybe() ? operation(kid) : form(kid);
  }
  template <class Kid>
  ExprId operation(Kid kid) {
    switch (below(8)) {
      case 0:
        return add(node(ExprKind::Negate, {}, {kid()}));
      case 1:
        return add(node(ExprKind::Not, {}, {kid()}));
      case 2:
        return pair(pick_kind({ExprKind::In, ExprKind::By, ExprKind::Otherwise, ExprKind::At}), kid);
      case 3: {
        std::vector<ExprId> kids{kid()};
        if (maybe()) {
          kids.push_back(number());
        }
        return add(node(ExprKind::Rounded,
                        pick({"half even", "half up", "half down", "up", "down", "ceiling", "floor"}),
                        std::move(kids)));
      }
      default: {
        const ExprId id = pair(ExprKind::Binary, kid);
        ast_.exprs[id.value].op =
            pick({"+", "-", "*", "/", "and", "or", "=", "!=", "<", "<=", ">", ">="});
        return id;
      }
    }
  }
  template <class Kid>
  ExprId pair(ExprKind kind, Kid kid) {
    const ExprId left = kid();
    return add(node(kind, {}, {left, kid()}));
  }
  ExprKind pick_kind(std::initializer_list<ExprKind> kinds) {
    return kinds.begin()[below(kinds.size())];
  }
  template <class Kid>
  ExprId form(Kid kid) {
    switch (below(9)) {
      case 0: {
        const ExprId condition = kid();
        const ExprId yes = kid();
        return add(node(ExprKind::If, {}, {condition, yes, kid()}));
      }
      case 1:
        return add(node(ExprKind::Call, plain(), several(1, kid)));
      case 2:
        return add(node(ExprKind::Known, {}, {kid()}));
      case 3:
        return add(node(ExprKind::Extreme, pick({"max", "min", "later", "earlier"}),
                        several(2, kid)));
      case 4:
        return aggregate(kid);
      case 5:
        return with_unit(node(ExprKind::PeriodOf, pick({"month", "quarter", "year", "fiscal year"}),
                              {kid()}),
                         pick({"of", "before"}));
      case 6:
        return maybe() ? add(node(ExprKind::PeriodEnd, pick({"start", "end"}), {period(kid)}))
                       : add(node(ExprKind::YearNumber, {}, {kid()}));
      case 7:
        return with_unit(node(ExprKind::BandsOf, pick({"whole", "marginal", "each to its limit",
                                                       "each on everything"}),
                              {kid()}),
                         name().text);
      default:
        return with_unit(node(ExprKind::Duration, pick({"day", "month", "year"}),
                              {maybe() ? number(false) : kid()}),
                         "");
    }
  }
  template <class Kid>
  ExprId period(Kid kid) {
    return maybe() ? add(node(ExprKind::Name, pick({"p", "year", "quarter", "month", "fiscal"})))
                   : kid();
  }
  ExprId with_unit(Expr expr, std::string_view unit) {
    const bool is_days = expr.kind == ExprKind::Duration && expr.text == "day" && maybe();
    expr.unit = is_days ? "business" : unit;
    return add(std::move(expr));
  }
  template <class Kid>
  ExprId aggregate(Kid kid) {
    Expr expr = node(ExprKind::Aggregate, pick({"sum", "count", "any", "min", "max"}));
    expr.unit = plain();
    if (expr.text != "count" && expr.text != "any") {
      expr.field = name().text;
    }
    if (maybe()) {
      expr.kids = {kid()};
    }
    return add(std::move(expr));
  }
  // What may stand in a list; mostly simple.
  ExprId value() { return below(4) == 0 ? expression(2) : leaf(); }

  // ---- parts ----
  ClauseRef clause() { return {name(), word({"price", "tiers", "table"})}; }
  std::optional<ClauseRef> because() {
    return optionally([&] { return clause(); });
  }
  Validity validity() {
    Validity validity;
    validity.from = optionally([&] { return day(); });
    validity.until = optionally([&] { return day(); });
    return validity;
  }
  TypeRef type() {
    TypeRef type;
    type.name = word({"int", "decimal", "percent", "EUR", "bool", "date", "period", "text", "Tier"});
    type.digits = optionally([&] { return word({"0", "2", "10"}); });
    type.optional = maybe();
    if (maybe()) {
      type.low = value();
      type.high = value();
    }
    return type;
  }
  Field field() {
    Field field;
    field.name = name();
    field.derived = maybe();
    if (field.derived) {
      field.value = expression();
    } else {
      field.key = maybe();
      field.type = type();
      field.value = optionally([&] { return value(); });
    }
    field.because = because();
    return field;
  }
  TableRow row(size_t groups) {
    TableRow row;
    for (size_t i = 0; i < groups; ++i) {
      row.keys.push_back(several(1, [&] { return value(); }));
    }
    row.value = value();
    row.validity = validity();
    row.because = because();
    return row;
  }
  MatrixRow line() {
    MatrixRow line;
    line.name = name();
    line.cells = several(1, [&] { return value(); });
    line.because = because();
    return line;
  }
  Exception exception() {
    Exception exception;
    exception.name = name();
    exception.to = optionally([&] { return name(); });
    exception.validity = validity();
    exception.when = optionally([&] { return expression(3); });
    exception.agreeing = maybe();
    exception.value = expression(3);
    exception.because = because();
    return exception;
  }
  Edge edge(std::initializer_list<std::string_view> words, size_t depth) {
    return {word(words), expression(depth)};
  }
  Band band() {
    Band band;
    if (maybe()) {
      band.lower = edge({"from", "above"}, 2);
    }
    if (!band.lower || maybe()) {
      band.upper = edge({"below", "up to"}, 2);
    }
    band.value = expression(2);
    band.flat = optionally([&] { return expression(2); });
    band.because = because();
    return band;
  }
  DecidedBy decided_by() {
    DecidedBy by;
    by.group = word({"a", "tier", "region"});
    if (maybe()) {
      by.edge = edge({"from", "above", "below", "up to"}, 1);
    } else {
      by.entry = word({"none", "otherwise", "launch"});
    }
    return by;
  }
  Expect expect() {
    Expect expect;
    expect.name = word({"a", "tier", "missing", "region"});
    if (below(4) == 0) {
      expect.missing = true;
      expect.name = word({"a", "region"});
      return expect;
    }
    expect.value = optionally([&] { return value(); });
    if (!expect.value || maybe()) {
      expect.because = several(1, [&] { return decided_by(); });
    }
    return expect;
  }

  // ---- declarations ----
  Decl declaration() {
    switch (below(12)) {
      case 0:
        return program();
      case 1: {
        TiersDecl tiers;
        tiers.names = several(1, [&] { return name(); });
        return tiers;
      }
      case 2: {
        EnumDecl enumeration;
        enumeration.name = name();
        enumeration.words = several(1, [&] { return name(); });
        return enumeration;
      }
      case 3:
        return calendar();
      case 4: {
        SubjectDecl subject;
        subject.name = name();
        subject.fields = several(0, [&] { return field(); });
        return subject;
      }
      case 5: {
        LedgerDecl ledger;
        ledger.name = name();
        ledger.subject = name();
        ledger.fields = several(0, [&] { return field(); });
        return ledger;
      }
      case 6:
        return table();
      case 7:
        return define();
      case 8: {
        TierDecl tier;
        tier.name = name();
        tier.extends = optionally([&] { return name(); });
        tier.requirements = several(0, [&] {
          return Requirement{{}, name(), expression(), validity(), because()};
        });
        return tier;
      }
      case 9: {
        BandsDecl bands;
        bands.name = name();
        bands.axis = expression();
        bands.type = type();
        bands.because = because();
        bands.bands = several(0, [&] { return band(); });
        return bands;
      }
      case 10: {
        DecideDecl decide;
        decide.outputs = several(1, [&] { return word({"a", "tier", "b"}); });
        return decide;
      }
      default:
        return scenario();
    }
  }
  Decl program() {
    ProgramDecl program;
    program.title = text();
    program.version = optionally([&] { return text(); });
    program.in_force.from = optionally([&] { return day(); });
    if (program.in_force.from) {
      program.in_force.until = optionally([&] { return day(); });
    }
    program.currency = optionally([&] { return word({"EUR", "JPY"}); });
    if (maybe()) {
      program.fiscal_day = word({"1", "15"});
      program.fiscal_month = word({"July", "April"});
    }
    program.month_end = optionally([&] { return word({"clamp", "reject", "next"}); });
    program.sources = several(0, [&] {
      return Source{name(), text(), several(1, [&] { return Clause{name(), text()}; })};
    });
    return program;
  }
  DayList days() {
    DayList list;
    list.days = several(0, [&] { return day(); });
    list.file = optionally([&] { return text(); });
    return list;
  }
  Decl calendar() {
    CalendarDecl calendar;
    calendar.name = name();
    calendar.weekend = several(0, [&] { return word({"Saturday", "Sunday"}); });
    calendar.holidays = days();
    calendar.working_days = days();
    return calendar;
  }
  Decl table() {
    TableDecl table;
    table.name = name();
    table.keys = several(1, [&] {
      return TableKey{optionally([&] { return name(); }), name()};
    });
    table.type = optionally([&] { return type(); });
    table.hit = static_cast<Hit>(below(4));
    table.complete = maybe();
    table.file = optionally([&] { return text(); });
    table.because = because();
    if (maybe()) {
      table.matrix.emplace();
      table.matrix->header = several(1, [&] { return name(); });
      table.matrix->rows = several(1, [&] { return line(); });
    } else {
      table.rows = several(0, [&] { return row(table.keys.size()); });
    }
    return table;
  }
  Decl define() {
    DefineDecl define;
    define.name = name();
    define.parameters = several(0, [&] { return Parameter{name(), type()}; });
    define.type = optionally([&] { return type(); });
    define.value = expression(5);
    define.because = because();
    define.exceptions = several(0, [&] { return exception(); });
    return define;
  }
  Decl scenario() {
    ScenarioDecl scenario;
    scenario.title = text();
    scenario.facts = several(0, [&] {
      return Facts{{}, name(), several(0, [&] { return FactValue{name(), value()}; })};
    });
    scenario.steps = several(1, [&] {
      return ScenarioStep{day(), several(1, [&] { return expect(); })};
    });
    return scenario;
  }

  std::mt19937_64 engine_;
  Ast ast_;
};

}  // namespace

Ast random_ast(uint64_t seed) { return Random(seed).tree(); }

}  // namespace tierline::dsl
