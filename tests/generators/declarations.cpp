#include "tests/generators/declarations.hpp"

#include <algorithm>

namespace tierline::generators {

namespace {

const std::vector<Currency> kCurrencies = {{"EUR", 2}, {"USD", 2}, {"JPY", 0}, {"BHD", 3}};

}  // namespace

std::string type_text(const World& world, const Ty& type) {
  switch (type.kind) {
    case Kind::Bool:
      return "bool";
    case Kind::Day:
      return "date";
    case Kind::Period:
      return "period";
    case Kind::Text:
      return "text";
    case Kind::Tier:
      return "Tier";
    case Kind::Enum:
      return world.enums[type.enum_index].name;
    default:
      break;
  }
  if (type.measure == Measure::Money) return type.currency;
  if (type.measure == Measure::Percent) {
    return type.scale == 4 ? "percent" : "percent(" + std::to_string(type.scale - 2) + ")";
  }
  if (type.scale == 0) return "int";
  return type.scale == 6 ? "decimal" : "decimal(" + std::to_string(type.scale) + ")";
}

std::string Declarations::text() {
  if (choices_.chance(1, 3)) {
    for (size_t i = declarations_.size(); i > 1; --i) {
      std::swap(declarations_[i - 1], declarations_[choices_.below(i)]);
    }
  }
  std::string out;
  for (const std::string& declaration : declarations_) out += declaration + "\n";
  return out;
}

/// A program with a status begins late, so that its days can be walked through one by one.
void Declarations::program(bool status) {
  world_.status = status;
  world_.in_force_from = "2000-01-01";
  if (status) {
    world_.in_force_from =
        choices_.pick({"2022-07-01", "2022-01-01", "2021-12-31", "2022-02-28", "2021-03-15"});
    world_.assess = choices_.chance(1, 2);
  }
  world_.currencies = {choices_.pick(kCurrencies)};
  const Currency& other = choices_.pick(kCurrencies);
  if (other.code != world_.currencies[0].code) world_.currencies.push_back(other);
  std::string out =
      "program \"generated\" {\n  version \"1\"\n  in force from " + world_.in_force_from;
  if (choices_.chance(1, 4)) out += " until 2040-12-31";
  out += "\n  currency " + world_.currencies[0].code + "\n";
  const uint32_t month_end = choices_.below(4);
  world_.months_allowed = month_end > 0;
  if (month_end > 0) out += month_end > 1 ? "  month end clamp\n" : "  month end next\n";
  out += "  fiscal year starts 1 " + choices_.pick({"July", "April", "February", "December"});
  out += "\n  source manual \"A manual\" {\n    one \"first\"\n    two \"second\"\n  }\n}\n";
  declarations_.push_back(out);
}

void Declarations::tiers_and_enums() {
  static const std::vector<std::string> kTiers = {"Bronze", "Silver", "Gold", "Platinum"};
  const uint32_t tiers_named = world_.status ? 1 + choices_.below(3) : choices_.below(4);
  world_.tiers.assign(kTiers.begin(), kTiers.begin() + tiers_named);
  std::string tiers;
  for (const std::string& tier : world_.tiers) tiers += (tiers.empty() ? "tiers " : " < ") + tier;
  if (!tiers.empty()) declarations_.push_back(tiers + "\n");
  const uint32_t enums = choices_.below(3);
  for (uint32_t i = 0; i < enums; ++i) {
    EnumDecl declared{name("Sort"), {}};
    const uint32_t words = 1 + choices_.below(4);
    std::string text;
    for (uint32_t k = 0; k < words; ++k) {
      declared.words.push_back(name("W"));
      text += (text.empty() ? "" : ", ") + declared.words.back();
    }
    declarations_.push_back("enum " + declared.name + " { " + text + " }\n");
    world_.enums.push_back(declared);
  }
}

void Declarations::calendar() {
  const std::string called = choices_.pick({"business", "trading"});
  if (!world_.calendars.empty()) return;
  std::string out = "calendar " + called + " {\n  weekend " +
                    choices_.pick({"Saturday, Sunday", "Sunday", "Friday, Saturday"}) + "\n";
  if (choices_.chance(1, 2)) {
    out += "  holidays 2022-01-03, 2022-07-01, 2021-12-27, 2022-02-28, 2024-02-29\n";
  } else {
    files_["holidays.csv"] =
        "day,name\n2022-01-03,\"one, two\"\n2023-01-02,two\n2022-06-30,three\n";
    out += "  holidays from \"holidays.csv\"\n";
  }
  if (choices_.chance(1, 2)) out += "  working days 2022-01-01, 2022-07-02, 2022-07-01\n";
  declarations_.push_back(out + known_days() + "}\n");
  world_.calendars.push_back(called);
}

// ---- fields -------------------------------------------------------------------------------------

Ty Declarations::number_type() {
  Ty type{.kind = Kind::Number};
  switch (choices_.below(6)) {
    case 0:
    case 1:
    case 2:
      type.measure = Measure::Money;
      type.currency = choices_.pick(world_.currencies).code;
      type.scale = world_.digits(type.currency);
      break;
    case 3:
      break;
    case 4:
      type.scale = 1 + static_cast<int>(choices_.below(6));
      break;
    default:
      type.measure = Measure::Percent;
      type.scale = 2 + static_cast<int>(choices_.below(5));
  }
  return type;
}

Ty Declarations::any_type() {
  switch (choices_.below(10)) {
    case 0:
      return {.kind = Kind::Bool};
    case 1:
    case 2:
      return {.kind = Kind::Day};
    case 3:
      return {.kind = Kind::Text};
    case 4:
      if (!world_.enums.empty()) {
        return {.kind = Kind::Enum, .enum_index = choices_.below(world_.enums.size())};
      }
      return {.kind = Kind::Bool};
    case 5:
      return {.kind = Kind::Tier};
    default:
      return number_type();
  }
}

Variable Declarations::field(const std::string& owner) {
  Variable out;
  out.type = any_type();
  static const char* const kStems[] = {"flag", "amount", "", "day", "", "sort", "held", "note"};
  out.name = name(owner + "_" + kStems[static_cast<size_t>(out.type.kind)]);
  return out;
}

/// `name : TYPE?`, or with a range or a default; sets what the field then is.
std::string Declarations::field_text(Variable& field) {
  std::string out = "  " + field.name + " : " + type_text(world_, field.type);
  const bool number = field.type.kind == Kind::Number;
  const uint32_t way = choices_.below(6);
  field.optional = way == 1;
  if (field.optional) out += "?";
  if (number && way >= 4) {
    const bool percent = field.type.measure == Measure::Percent;
    field.low = percent ? 0 : choices_.between(-2, 1) * 100;
    field.high = percent ? 100 : *field.low + 1000 * (1 + choices_.below(3));
    const std::string unit = percent                                ? "%"
                             : field.type.measure == Measure::Money ? " " + field.type.currency
                                                                    : "";
    out += " in " + std::to_string(*field.low) + unit + " .. " + std::to_string(*field.high) + unit;
  }
  if (field.type.kind == Kind::Day && way == 5) {
    field.low = 1;
    out += " in 2000-01-01 .. 2030-12-31";
  }
  if (way == 2) out += " = " + constant(field.type);
  return out + "\n";
}

void Declarations::account() {
  std::string out = "subject account {\n  key id : text\n  open_int : int\n";
  world_.account.push_back({.name = "id", .type = {.kind = Kind::Text}});
  world_.account.push_back({.name = "open_int", .type = {.kind = Kind::Number}});
  if (world_.status) {
    out += "  joined : date\n  left : date?\n";
    world_.account.push_back({.name = "joined", .type = {.kind = Kind::Day}});
    world_.account.push_back({.name = "left", .type = {.kind = Kind::Day}, .optional = true});
  }
  const uint32_t fields = 1 + choices_.below(3 + static_cast<size_t>(size_) / 10);
  for (uint32_t i = 0; i < fields; ++i) {
    Variable made = field("my");
    out += field_text(made);
    world_.account.push_back(made);
  }
  declarations_.push_back(out + "}\n");
}

void Declarations::ledger() {
  Ledger ledger{name("book"), {{.name = "on", .type = {.kind = Kind::Day}}}};
  std::string out = "ledger " + ledger.name + " of account {\n  on : date\n";
  const uint32_t fields = 1 + choices_.below(4);
  for (uint32_t i = 0; i < fields; ++i) {
    Variable made = field(ledger.name);
    out += field_text(made);
    ledger.fields.push_back(made);
  }
  const uint32_t derived = choices_.below(3);
  for (uint32_t i = 0; i < derived; ++i) {
    Variable made = field(ledger.name);
    made.derived = true;
    const Scope scope{.ledger = &ledger, .tier = false, .before = false, .aggregates = false};
    out += "  " + made.name + " = " + expressions_.of(made.type, scope, depth()).text + because() +
           "\n";
    ledger.fields.push_back(made);
  }
  expressions_.take_uses();
  declarations_.push_back(out + "}\n");
  world_.ledgers.push_back(ledger);
}

// ---- definitions --------------------------------------------------------------------------------

std::string Declarations::because() {
  if (!choices_.chance(1, 4)) return "";
  return "\n    because manual." + choices_.pick({"one", "two"});
}

std::string Declarations::validity(const std::string& from, const std::string& until) {
  std::string out;
  if (!from.empty()) out += " from " + from;
  if (!until.empty()) out += " until " + until;
  return out;
}

Ty Declarations::parameter_type() {
  return choices_.chance(1, 3) ? Ty{.kind = Kind::Period} : any_type();
}

std::string Declarations::parameters(std::vector<Variable>& parameters) {
  if (!choices_.chance(1, 3)) return "";
  const uint32_t count = 1 + choices_.below(2);
  std::string out;
  for (uint32_t i = 0; i < count; ++i) {
    Variable parameter{.name = name("given"), .type = parameter_type()};
    out += (out.empty() ? "(" : ", ") + parameter.name + " : " + type_text(world_, parameter.type);
    parameters.push_back(parameter);
  }
  return out + ")";
}

/// Behind `when C` a comparison needs brackets: C reaches as far as it can.
std::string Declarations::exception_value(const Ty& type, const Scope& scope) {
  const Text value = expressions_.of(type, scope, depth());
  return type.kind == Kind::Bool ? "(" + value.text + ")" : value.text;
}

/// Siblings never meet: their days are apart, or all but one say `agreeing`.
std::string Declarations::exceptions(const Ty& type, const Scope& scope) {
  if (!choices_.chance(1, 3)) return "";
  static const std::vector<std::string> kStarts = {"2021-01-01", "2022-01-01", "2022-07-01",
                                                   "2023-01-31"};
  static const std::vector<std::string> kEnds = {"2021-12-31", "2022-06-30", "2022-12-31",
                                                 "2024-02-29"};
  const uint32_t count = 1 + choices_.below(3);
  const bool agreeing = choices_.chance(1, 2);
  std::string out;
  for (uint32_t i = 0; i < count; ++i) {
    const std::string called = name("case");
    const bool dated = !agreeing || choices_.chance(1, 2);
    out += "\n  except " + called;
    if (dated) out += validity(kStarts[i], kEnds[i]);
    if (choices_.chance(1, 2)) out += " when (" + expressions_.condition(scope, 1).text + ")";
    if (agreeing) out += " agreeing";
    out += " = " + exception_value(type, scope);
    if (choices_.chance(1, 4)) {
      out += "\n  except " + name("nested") + " to " + called;
      out += " when (" + expressions_.condition(scope, 1).text + ")";
      out += " = " + exception_value(type, scope);
    }
  }
  return out;
}

void Declarations::define(bool decidable) {
  Define made{.name = name("rule"), .parameters = {}, .type = any_type(), .uses = {}};
  std::string head = "define " + made.name;
  if (!decidable) head += parameters(made.parameters);
  const bool typed = choices_.chance(1, 2);
  const bool number = made.type.kind == Kind::Number;
  if (!typed && !decidable && number) made.type.scale = kScaleBudget;
  if (typed || (number && choices_.chance(1, 4))) {
    if (made.type.scale == kScaleBudget) made.type.scale = 6;
    if (made.type.measure == Measure::Money) made.type.scale = world_.digits(made.type.currency);
    head += " : " + type_text(world_, made.type);
  }
  const Scope scope{.parameters = &made.parameters,
                    .tier = !world_.tiers.empty() && choices_.chance(1, 2)};
  const std::string value = expressions_.of(made.type, scope, depth() + 1).text;
  const std::string reason = because();
  const std::string others = exceptions(made.type, scope);
  made.uses = expressions_.take_uses();
  declarations_.push_back(head + " = " + value + reason + others + "\n");
  world_.defines.push_back(made);
}

void Declarations::split() {
  if (world_.ledgers.empty()) return;
  const Ty type = number_type();
  const std::string called = name("shared");
  const Ledger& ledger = choices_.pick(world_.ledgers);
  const Scope scope{.tier = !world_.tiers.empty() && choices_.chance(1, 2)};
  std::string out = "define " + called;
  if (choices_.chance(1, 2)) out += " : " + type_text(world_, type);
  out += " = " + expressions_.split(type, ledger, scope, depth()) + because();
  expressions_.take_uses();
  declarations_.push_back(out + "\n");
  world_.splits.push_back(called);
}

// ---- outputs, scenarios ------------------------------------------------------------------

void Declarations::decide() {
  std::vector<std::string> outputs;
  for (const Define& define : world_.defines) {
    const bool short_enough = define.type.measure != Measure::Money ||
                              define.type.scale <= world_.digits(define.type.currency);
    const bool plain = define.type.kind != Kind::Text && define.type.kind != Kind::Quotient;
    if (define.parameters.empty() && plain && short_enough) outputs.push_back(define.name);
  }
  if (!world_.tiers.empty()) outputs.push_back("tier");
  for (const Table& table : world_.tables) {
    if (table.bare && table.type.kind != Kind::Text) outputs.push_back(table.name);
  }
  outputs.insert(outputs.end(), world_.splits.begin(), world_.splits.end());
  if (outputs.empty()) {
    declarations_.push_back("define fallback = open_int > 0\n");
    outputs.push_back("fallback");
  }
  std::string out = "decide ";
  for (size_t i = 0; i < outputs.size(); ++i) out += (i == 0 ? "" : ", ") + outputs[i];
  declarations_.push_back(out + "\n");
}

void Declarations::scenario() {
  std::string out = "scenario \"" + name("case ") + "\" {\n  account { id \"a\" open_int 3";
  for (const Variable& field : world_.account) {
    if (field.name == "id" || field.name == "open_int" || field.low) continue;
    if (!field.optional) out += "\n    " + field.name + " " + constant(field.type);
  }
  out += " }\n  today 2022-07-01\n";
  for (const Define& define : world_.defines) {
    if (!define.parameters.empty() || define.type.kind != Kind::Bool) continue;
    out += "  expect " + define.name + " = " + choices_.pick({"yes", "no"}) + "\n";
  }
  if (!world_.tiers.empty()) out += "  expect tier = none because tier none\n";
  if (world_.status) out += "  expect tier = " + world_.tiers[0] + " from 2022-07-01\n";
  if (out.find("expect") == std::string::npos) out += "  expect missing open_int\n";
  declarations_.push_back(out + "}\n");
}

}  // namespace tierline::generators
