// One function for each part and each declaration of the tree.
#include "tests/unit/dsl/random_ast.hpp"

#include "tests/unit/dsl/random_expressions.hpp"

namespace tierline::dsl {
namespace {

class Random : private RandomExpressions {
 public:
  explicit Random(uint64_t seed) : RandomExpressions(seed) {}

  Ast tree() {
    for (size_t i = 0, n = 1 + below(10); i < n; ++i) {
      ast_.decls.push_back(declaration());
    }
    return std::move(ast_);
  }

 private:
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
    type.name =
        word({"int", "decimal", "percent", "EUR", "bool", "date", "period", "text", "Tier"});
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
    if (below(6) == 0) {
      expect.invariant = true;
      expect.name = word({"a", "region"});
      return expect;
    }
    expect.value = optionally([&] { return value(); });
    if (!expect.value && maybe()) {
      expect.parts = several(2, [&] { return expression(2); });
    }
    if (expect.value) {
      expect.from = optionally([&] { return day(); });
    }
    if ((!expect.value && expect.parts.empty()) || maybe()) {
      expect.because = several(1, [&] { return decided_by(); });
    }
    return expect;
  }

  Requirement requirement() {
    Requirement one;
    one.name = name();
    one.condition = expression();
    one.validity = validity();
    one.assessed = maybe();
    one.grace = optionally([&] { return word({"1", "60", "3_000"}); });
    one.because = because();
    return one;
  }
  std::optional<StatusLine> status_line() {
    return optionally([&] { return StatusLine{{}, expression(3), because()}; });
  }
  Promote promote() {
    Promote line;
    line.after = maybe();
    line.value = line.after ? with_unit(node(ExprKind::Duration, "day", {number(false)}), "")
                            : expression(3);
    line.because = because();
    return line;
  }
  Assess assess() {
    Assess line;
    if (maybe()) {
      line.day = word({"1", "31"});
      line.month = word({"January", "once"});
    } else {
      line.anniversary = expression(3);
    }
    line.once = optionally([&] { return expression(3); });
    line.because = because();
    return line;
  }
  Decl status() {
    StatusDecl status;
    status.name = word({"tier"});
    if (maybe()) {
      status.launch = StatusLine{{}, std::nullopt, because()};
    }
    status.starts = status_line();
    status.ends = status_line();
    status.promote = optionally([&] { return promote(); });
    status.assess = optionally([&] { return assess(); });
    status.demote = optionally([&] {
      return Demote{{}, optionally([&] { return word({"1", "2"}); }), because()};
    });
    status.holds = status_line();
    return status;
  }

  // ---- declarations ----
  Decl declaration() {
    switch (below(14)) {
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
        tier.requirements = several(0, [&] { return requirement(); });
        return tier;
      }
      case 11:
        return status();
      case 12:
        return claim();
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
    calendar.in_force = validity();
    return calendar;
  }
  Decl table() {
    TableDecl table;
    table.name = name();
    table.keys = several(1, [&] { return TableKey{optionally([&] { return name(); }), name()}; });
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
  Decl claim() {
    ClaimDecl claim;
    claim.name = name();
    claim.subject = expression(4);
    claim.law = optionally([&] {
      const bool same = maybe();
      ClaimLaw law{same ? word({"stays the same"}) : word({"never falls", "never rises"}),
                   word({"a", "sale", "tier"}), optionally([&] { return name(); }),
                   same ? word({"changes", "is added"}) : word({"rises", "is added"})};
      return law;
    });
    claim.given = optionally([&] { return expression(3); });
    return claim;
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
};

}  // namespace

Ast random_ast(uint64_t seed) { return Random(seed).tree(); }

}  // namespace tierline::dsl
