// The tree's shape, one node a line. Everything but spans and comments is shown, each part under
// its own label, so that two trees with the same dump are the same tree.
#include <string>
#include <string_view>

#include "base/assert.hpp"
#include "dsl/dsl.hpp"
#include "dsl/source/escape.hpp"

namespace tierline::dsl {
namespace {

using namespace tierline::ast;

constexpr std::string_view kKindNames[] = {
    "Number",  "Day",      "Text",       "Bool",     "Name",      "Member",
    "Call",    "Duration", "Today",      "Negate",   "Not",       "Binary",
    "In",      "By",       "Otherwise",  "Rounded",  "At",        "If",
    "Known",   "Extreme",  "Aggregate",  "PeriodOf", "PeriodEnd", "YearNumber",
    "BandsOf", "TierOn",   "YearPassed", "Group",    "Split"};

bool is_plain(std::string_view text) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-";
  return !text.empty() && text.find_first_not_of(kPlain) == std::string_view::npos;
}

class Dump {
 public:
  explicit Dump(const Ast& ast) : ast_(ast) {}

  std::string text() {
    for (const Decl& decl : ast_.decls) {
      std::visit([this](const auto& one) { declaration(one); }, decl);
    }
    return std::move(out_);
  }

 private:
  // ---- lines ----
  struct Deeper {
    explicit Deeper(Dump& dump) : d(dump) { ++d.depth_; }
    ~Deeper() { --d.depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;
    Dump& d;
  };

  void line(std::string_view text) { out_.append(depth_ * 2, ' ').append(text).push_back('\n'); }
  static std::string show(std::string_view text) {
    return is_plain(text) ? std::string(text) : source::quoted(text);
  }
  void part(std::string_view label, std::string_view text) {
    line(std::string(label) + " " + show(text));
  }
  void part(std::string_view label, const Word& word) { part(label, word.text); }
  void part(std::string_view label, const std::optional<Word>& word) {
    if (word) {
      part(label, *word);
    }
  }
  void flag(std::string_view label, bool on) {
    if (on) {
      line(label);
    }
  }
  void words(std::string_view label, const std::vector<Word>& list) {
    for (const Word& word : list) {
      part(label, word);
    }
  }

  // ---- shared parts ----
  void validity(const Validity& validity) {
    part("from", validity.from);
    part("until", validity.until);
  }
  void because(const std::optional<ClauseRef>& reference) {
    if (reference) {
      line("because " + show(reference->source.text) + " . " + show(reference->clause.text));
    }
  }
  void type(const TypeRef& type) {
    part("type", type.name);
    const Deeper deeper(*this);
    part("digits", type.digits);
    flag("optional", type.optional);
    expression("low", type.low);
    expression("high", type.high);
  }
  void type(const std::optional<TypeRef>& one) {
    if (one) {
      type(*one);
    }
  }

  // ---- expressions ----
  void expression(std::string_view label, const std::optional<ExprId>& id) {
    if (id) {
      expression(label, *id);
    }
  }
  void expression(std::string_view label, ExprId id) {
    line(label);
    const Deeper deeper(*this);
    node(id);
  }
  void node(ExprId id) {
    TIERLINE_ASSERT(id.value < ast_.exprs.size());
    const Expr& expr = ast_[id];
    std::string text(kKindNames[static_cast<size_t>(expr.kind)]);
    const auto add = [&text](std::string_view label, std::string_view value) {
      if (!value.empty()) {
        text += std::string(label) + show(value);
      }
    };
    add(" ", expr.text);
    add(" op ", expr.op);
    add(" unit ", expr.unit);
    add(" field ", expr.field);
    line(text);
    const Deeper deeper(*this);
    for (const ExprId kid : expr.kids) {
      node(kid);
    }
  }

  // ---- declarations ----
  void declaration(const ProgramDecl& program) {
    part("program", program.title);
    const Deeper deeper(*this);
    part("version", program.version);
    validity(program.in_force);
    part("currency", program.currency);
    part("fiscal_day", program.fiscal_day);
    part("fiscal_month", program.fiscal_month);
    part("month_end", program.month_end);
    for (const Source& source : program.sources) {
      line("source " + show(source.id.text) + " " + source::quoted(source.title.text));
      const Deeper clauses(*this);
      for (const Clause& clause : source.clauses) {
        line("clause " + show(clause.id.text) + " " + source::quoted(clause.title.text));
      }
    }
  }
  void declaration(const TiersDecl& tiers) {
    line("tiers");
    const Deeper deeper(*this);
    words("tier", tiers.names);
  }
  void declaration(const EnumDecl& enumeration) {
    part("enum", enumeration.name);
    const Deeper deeper(*this);
    words("word", enumeration.words);
  }
  void days(std::string_view label, const DayList& list) {
    part(std::string(label) + "_file", list.file);
    words(label, list.days);
  }
  void declaration(const CalendarDecl& calendar) {
    part("calendar", calendar.name);
    const Deeper deeper(*this);
    words("weekend", calendar.weekend);
    days("holiday", calendar.holidays);
    days("working_day", calendar.working_days);
    validity(calendar.in_force);
  }
  void fields(const std::vector<Field>& fields) {
    const Deeper deeper(*this);
    for (const Field& field : fields) {
      part(field.derived ? "derived" : field.key ? "key" : "field", field.name);
      const Deeper inner(*this);
      type(field.type);
      expression("value", field.value);
      because(field.because);
    }
  }
  void declaration(const SubjectDecl& subject) {
    part("subject", subject.name);
    fields(subject.fields);
  }
  void declaration(const LedgerDecl& ledger) {
    line("ledger " + show(ledger.name.text) + " of " + show(ledger.subject.text));
    fields(ledger.fields);
  }
  void row(const TableRow& row) {
    line("row");
    const Deeper deeper(*this);
    for (const std::vector<ExprId>& group : row.keys) {
      line("key");
      const Deeper keys(*this);
      for (const ExprId key : group) {
        node(key);
      }
    }
    expression("value", row.value);
    validity(row.validity);
    because(row.because);
  }
  void matrix(const Matrix& matrix) {
    line("matrix");
    const Deeper deeper(*this);
    words("column", matrix.header);
    for (const MatrixRow& one : matrix.rows) {
      part("line", one.name);
      const Deeper cells(*this);
      for (const ExprId cell : one.cells) {
        node(cell);
      }
      because(one.because);
    }
  }
  void declaration(const TableDecl& table) {
    constexpr std::string_view kHits[] = {"unstated", "unique", "first", "sum"};
    part("table", table.name);
    const Deeper deeper(*this);
    for (const TableKey& key : table.keys) {
      part("key", key.type);
      const Deeper names(*this);
      part("name", key.name);
    }
    type(table.type);
    part("hit", kHits[static_cast<size_t>(table.hit)]);
    flag("complete", table.complete);
    part("file", table.file);
    because(table.because);
    if (table.matrix) {
      matrix(*table.matrix);
    }
    for (const TableRow& one : table.rows) {
      row(one);
    }
  }
  void exception(const Exception& exception) {
    part("except", exception.name);
    const Deeper deeper(*this);
    part("to", exception.to);
    validity(exception.validity);
    expression("when", exception.when);
    flag("agreeing", exception.agreeing);
    expression("value", exception.value);
    because(exception.because);
  }
  void declaration(const DefineDecl& define) {
    part("define", define.name);
    const Deeper deeper(*this);
    for (const Parameter& parameter : define.parameters) {
      part("parameter", parameter.name);
      const Deeper types(*this);
      type(parameter.type);
    }
    type(define.type);
    expression("value", define.value);
    because(define.because);
    for (const Exception& one : define.exceptions) {
      exception(one);
    }
  }
  void declaration(const TierDecl& tier) {
    part("tier", tier.name);
    const Deeper deeper(*this);
    part("extends", tier.extends);
    for (const Requirement& requirement : tier.requirements) {
      part("requires", requirement.name);
      const Deeper inner(*this);
      expression("condition", requirement.condition);
      validity(requirement.validity);
      flag("assessed", requirement.assessed);
      part("grace", requirement.grace);
      because(requirement.because);
    }
  }
  void status_line(std::string_view label, const std::optional<StatusLine>& one) {
    if (one) {
      line(label);
      const Deeper deeper(*this);
      expression("value", one->value);
      because(one->because);
    }
  }
  void promote(const Promote& promote) {
    line("promote");
    const Deeper deeper(*this);
    expression(promote.after ? "after" : "on", promote.value);
    because(promote.because);
  }
  void assess(const Assess& assess) {
    line("assess");
    const Deeper deeper(*this);
    part("day", assess.day);
    part("month", assess.month);
    expression("anniversary", assess.anniversary);
    expression("once", assess.once);
    because(assess.because);
  }
  void demote(const Demote& demote) {
    line("demote");
    const Deeper deeper(*this);
    part("at_most", demote.at_most);
    because(demote.because);
  }
  void declaration(const StatusDecl& status) {
    part("status", status.name);
    const Deeper deeper(*this);
    status_line("launch", status.launch);
    status_line("starts", status.starts);
    status_line("ends", status.ends);
    if (status.promote) promote(*status.promote);
    if (status.assess) assess(*status.assess);
    if (status.demote) demote(*status.demote);
    status_line("holds", status.holds);
  }
  void edge(const std::optional<Edge>& edge) {
    if (edge) {
      expression(edge->word.text, edge->value);
    }
  }
  void declaration(const BandsDecl& bands) {
    part("bands", bands.name);
    const Deeper deeper(*this);
    expression("on", bands.axis);
    type(bands.type);
    because(bands.because);
    for (const Band& band : bands.bands) {
      line("band");
      const Deeper inner(*this);
      edge(band.lower);
      edge(band.upper);
      expression("value", band.value);
      expression("flat", band.flat);
      because(band.because);
    }
  }
  void declaration(const DecideDecl& decide) {
    line("decide");
    const Deeper deeper(*this);
    words("output", decide.outputs);
  }
  void expect(const Expect& expect) {
    part(expect.missing ? "expect missing" : "expect", expect.name);
    const Deeper deeper(*this);
    flag("invariant", expect.invariant);
    expression("value", expect.value);
    part("from", expect.from);
    for (const ExprId one : expect.parts) {
      expression("part", one);
    }
    for (const DecidedBy& by : expect.because) {
      part("because", by.group);
      const Deeper inner(*this);
      edge(by.edge);
      part("entry", by.entry);
    }
  }
  void declaration(const ScenarioDecl& scenario) {
    line("scenario " + source::quoted(scenario.title.text));
    const Deeper deeper(*this);
    for (const Facts& facts : scenario.facts) {
      part("facts", facts.record);
      const Deeper inner(*this);
      for (const FactValue& fact : facts.values) {
        expression(fact.field.text, fact.value);
      }
    }
    for (const ScenarioStep& step : scenario.steps) {
      part("today", step.today);
      const Deeper inner(*this);
      for (const Expect& one : step.expects) {
        expect(one);
      }
    }
  }

  void declaration(const ClaimDecl& claim) {
    part("invariant", claim.name);
    const Deeper deeper(*this);
    expression("subject", claim.subject);
    if (claim.law) {
      part("law", claim.law->word);
      part("varied", claim.law->varied);
      part("member", claim.law->member);
      part("change", claim.law->change);
    }
    expression("given", claim.given);
  }

  const Ast& ast_;
  std::string out_;
  size_t depth_ = 0;
};

}  // namespace

std::string dump(const ast::Ast& ast) { return Dump(ast).text(); }

}  // namespace tierline::dsl
