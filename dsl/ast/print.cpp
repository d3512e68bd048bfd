// A tree as program text, one part a line, without comments. The formatter lays out what people
// wrote; this prints trees that nobody wrote, and proves that the tree holds everything.
#include <string>
#include <string_view>

#include "dsl/ast/print_expression.hpp"
#include "dsl/dsl.hpp"
#include "dsl/source/escape.hpp"

namespace tierline::dsl {
namespace {

using namespace tierline::ast;

class Print {
 public:
  explicit Print(const Ast& ast) : ast_(ast) {}

  std::string text() {
    for (const Decl& decl : ast_.decls) {
      out_ += out_.empty() ? "" : "\n";
      std::visit([this](const auto& one) { declaration(one); }, decl);
    }
    return std::move(out_);
  }

 private:
  void line(std::string_view text) { out_.append(depth_ * 2, ' ').append(text).push_back('\n'); }
  void open(std::string_view text) {
    line(std::string(text) + " {");
    ++depth_;
  }
  void close() {
    --depth_;
    line("}");
  }

  // ---- parts ----
  std::string at(ExprId id, Level level = Level::Suffix) const {
    return print_expression(ast_, id, level);
  }
  std::string value(ExprId id) const { return print_value(ast_, id); }
  static std::string list(const std::vector<Word>& words, std::string_view between) {
    std::string text;
    for (const Word& word : words) {
      text += (text.empty() ? "" : std::string(between)) + word.text;
    }
    return text;
  }
  static std::string optional(std::string_view lead, const std::optional<Word>& word) {
    return word ? std::string(lead) + word->text : std::string();
  }
  static std::string because(const std::optional<ClauseRef>& reference) {
    return reference ? " because " + reference->source.text + "." + reference->clause.text
                     : std::string();
  }
  static std::string validity(const Validity& validity) {
    return optional(" from ", validity.from) + optional(" until ", validity.until);
  }
  std::string type(const TypeRef& type) const {
    std::string text = type.name.text;
    text += type.digits ? "(" + type.digits->text + ")" : "";
    text += type.optional ? "?" : "";
    if (type.low && type.high) {
      text += " in " + value(*type.low) + " .. " + value(*type.high);
    }
    return text;
  }
  std::string typed(const std::optional<TypeRef>& one) const {
    return one ? " : " + type(*one) : std::string();
  }

  // ---- declarations ----
  void declaration(const ProgramDecl& program) {
    open("program " + source::quoted(program.title.text));
    if (program.version) {
      line("version " + source::quoted(program.version->text));
    }
    if (program.in_force.from) {
      line("in force" + validity(program.in_force));
    }
    if (program.currency) {
      line("currency " + program.currency->text);
    }
    if (program.fiscal_day && program.fiscal_month) {
      line("fiscal year starts " + program.fiscal_day->text + " " + program.fiscal_month->text);
    }
    if (program.month_end) {
      line("month end " + program.month_end->text);
    }
    for (const Source& source : program.sources) {
      open("source " + source.id.text + " " + source::quoted(source.title.text));
      for (const Clause& clause : source.clauses) {
        line(clause.id.text + " " + source::quoted(clause.title.text));
      }
      close();
    }
    close();
  }
  void declaration(const TiersDecl& tiers) { line("tiers " + list(tiers.names, " < ")); }
  void declaration(const EnumDecl& enumeration) {
    line("enum " + enumeration.name.text + " { " + list(enumeration.words, ", ") + " }");
  }
  void days(std::string_view lead, const DayList& days) {
    if (days.file) {
      line(std::string(lead) + " from " + source::quoted(days.file->text));
    }
    if (!days.days.empty()) {
      line(std::string(lead) + " " + list(days.days, ", "));
    }
  }
  void declaration(const CalendarDecl& calendar) {
    open("calendar " + calendar.name.text);
    if (!calendar.weekend.empty()) {
      line("weekend " + list(calendar.weekend, ", "));
    }
    days("holidays", calendar.holidays);
    days("working days", calendar.working_days);
    if (calendar.in_force.from || calendar.in_force.until) {
      line("in force" + validity(calendar.in_force));
    }
    close();
  }
  void fields(std::string_view lead, const std::vector<Field>& fields) {
    open(lead);
    for (const Field& field : fields) {
      std::string text = (field.key ? "key " : "") + field.name.text + typed(field.type);
      if (field.value) {
        text += " = " + (field.derived ? at(*field.value) : value(*field.value));
      }
      line(text + because(field.because));
    }
    close();
  }
  void declaration(const SubjectDecl& subject) {
    fields("subject " + subject.name.text, subject.fields);
  }
  void declaration(const LedgerDecl& ledger) {
    fields("ledger " + ledger.name.text + " of " + ledger.subject.text, ledger.fields);
  }
  std::string head(const TableDecl& table) const {
    constexpr std::string_view kHits[] = {"", " unique", " first", " sum"};
    std::string text = "table " + table.name.text + "(";
    for (size_t i = 0; i < table.keys.size(); ++i) {
      const TableKey& key = table.keys[i];
      text += (i == 0 ? "" : ", ") + (key.name ? key.name->text + " : " : "") + key.type.text;
    }
    text += ")" + typed(table.type);
    text += kHits[static_cast<size_t>(table.hit)];
    text += table.complete ? " complete" : "";
    text += table.file ? " from " + source::quoted(table.file->text) : "";
    return text + because(table.because);
  }
  void row(const TableRow& row) {
    std::string text;
    for (const std::vector<ExprId>& group : row.keys) {
      text += text.empty() ? "" : ", ";
      for (size_t i = 0; i < group.size(); ++i) {
        text += (i == 0 ? "" : " or ") + value(group[i]);
      }
    }
    line(text + " : " + value(row.value) + validity(row.validity) + because(row.because));
  }
  void matrix(const Matrix& matrix) {
    line(list(matrix.header, " "));
    for (const MatrixRow& one : matrix.rows) {
      std::string text = one.name.text + " :";
      for (const ExprId cell : one.cells) {
        text += " " + print_cell(ast_, cell);
      }
      line(text + because(one.because));
    }
  }
  void declaration(const TableDecl& table) {
    if (!table.matrix && table.rows.empty()) {
      line(head(table));
      return;
    }
    open(head(table));
    if (table.matrix) {
      matrix(*table.matrix);
    }
    for (const TableRow& one : table.rows) {
      row(one);
    }
    close();
  }
  // A condition reaches as far as it can, so a `=` in it or in the value needs brackets.
  std::string condition(const Exception& exception) const {
    if (!exception.when) {
      return {};
    }
    const std::string text = at(*exception.when, Level::And);
    return " when " + (may_hold_equal(ast_, *exception.when) ? "(" + text + ")" : text);
  }
  void exception(const Exception& exception) {
    std::string value = at(exception.value);
    if (exception.when && may_hold_equal(ast_, exception.value)) {
      value = "(" + value + ")";
    }
    line("except " + exception.name.text + optional(" to ", exception.to) +
         validity(exception.validity) + condition(exception) +
         (exception.agreeing ? " agreeing" : "") + " = " + value + because(exception.because));
  }
  void declaration(const DefineDecl& define) {
    std::string parameters;
    for (const Parameter& parameter : define.parameters) {
      parameters +=
          (parameters.empty() ? "" : ", ") + parameter.name.text + " : " + type(parameter.type);
    }
    line("define " + define.name.text + (parameters.empty() ? "" : "(" + parameters + ")") +
         typed(define.type) + " = " + at(define.value) + because(define.because));
    ++depth_;
    for (const Exception& one : define.exceptions) {
      exception(one);
    }
    --depth_;
  }
  void declaration(const TierDecl& tier) {
    open("tier " + tier.name.text + optional(" extends ", tier.extends));
    for (const Requirement& requirement : tier.requirements) {
      line("requires " + requirement.name.text + " : " + at(requirement.condition) +
           validity(requirement.validity) + (requirement.assessed ? " assessed yearly" : "") +
           (requirement.grace ? " grace " + requirement.grace->text + " days" : "") +
           because(requirement.because));
    }
    close();
  }
  void status_line(std::string_view lead, const std::optional<StatusLine>& one) {
    if (one) {
      line(std::string(lead) + (one->value ? " " + at(*one->value) : "") + because(one->because));
    }
  }
  void promote(const Promote& promote) {
    line(
        "promote " +
        (promote.after ? "after " + at(promote.value, Level::Primary) : "on " + at(promote.value)) +
        because(promote.because));
  }
  void assess(const Assess& assess) {
    const std::string when = assess.anniversary ? "each anniversary of " + at(*assess.anniversary)
                                                : assess.day->text + " " + assess.month->text;
    line("assess on " + when + (assess.once ? " once " + at(*assess.once) : "") +
         because(assess.because));
  }
  void demote(const Demote& demote) {
    line((demote.at_most ? "demote at most " + demote.at_most->text + " tiers"
                         : std::string("demote to the best tier kept")) +
         because(demote.because));
  }
  void declaration(const StatusDecl& status) {
    open("status " + status.name.text);
    status_line("launch placed at once", status.launch);
    status_line("starts", status.starts);
    status_line("ends", status.ends);
    if (status.promote) {
      promote(*status.promote);
    }
    if (status.assess) {
      assess(*status.assess);
    }
    if (status.demote) {
      demote(*status.demote);
    }
    status_line("holds until", status.holds);
    close();
  }
  std::string edge(const std::optional<Edge>& edge) const {
    return edge ? edge->word.text + " " + at(edge->value, Level::Open) + " " : std::string();
  }
  void declaration(const BandsDecl& bands) {
    open("bands " + bands.name.text + " on " + at(bands.axis) + " : " + type(bands.type) +
         because(bands.because));
    for (const Band& band : bands.bands) {
      line(edge(band.lower) + edge(band.upper) + ": " + at(band.value, Level::Open) +
           (band.flat ? " flat " + at(*band.flat, Level::Open) : "") + because(band.because));
    }
    close();
  }
  void declaration(const DecideDecl& decide) { line("decide " + list(decide.outputs, ", ")); }
  std::string decided_by(const std::vector<DecidedBy>& reasons) const {
    std::string text;
    for (const DecidedBy& by : reasons) {
      text += (text.empty() ? " because " : ", ") + by.group.text;
      text += by.edge ? " " + by.edge->word.text + " " + at(by.edge->value, Level::Unary) : "";
      text += optional(" ", by.entry);
    }
    return text;
  }
  std::string parts(const std::vector<ExprId>& parts) const {
    std::string text;
    for (const ExprId part : parts) {
      text += (text.empty() ? " = (" : ", ") + at(part);
    }
    return text.empty() ? "" : text + ")";
  }
  void declaration(const ScenarioDecl& scenario) {
    open("scenario " + source::quoted(scenario.title.text));
    for (const Facts& facts : scenario.facts) {
      open(facts.record.text);
      for (const FactValue& fact : facts.values) {
        line(fact.field.text + " " + value(fact.value));
      }
      close();
    }
    for (const ScenarioStep& step : scenario.steps) {
      line("today " + step.today.text);
      for (const Expect& expect : step.expects) {
        line(std::string("expect ") + (expect.missing ? "missing " : "") +
             (expect.invariant ? "invariant " : "") + expect.name.text +
             (expect.value ? " = " + value(*expect.value) : "") + parts(expect.parts) +
             optional(" from ", expect.from) + decided_by(expect.because));
      }
    }
    close();
  }

  void declaration(const ClaimDecl& claim) {
    std::string law;
    if (claim.law) {
      law = " " + claim.law->word.text + " as " + claim.law->varied.text +
            optional(".", claim.law->member) + " " + claim.law->change.text;
    }
    line("invariant " + claim.name.text + " : " + at(claim.subject) + law +
         (claim.given ? " given " + at(*claim.given) : ""));
  }

  const Ast& ast_;
  std::string out_;
  size_t depth_ = 0;
};

}  // namespace

std::string print(const ast::Ast& ast) { return Print(ast).text(); }

}  // namespace tierline::dsl
