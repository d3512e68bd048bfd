#include "compiler/prover/comparison/join_facts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/checked/values/describe.hpp"

namespace tierline::prover {

namespace {

using checked::CheckedProgram;
using checked::Decimal;
using checked::Field;
using checked::Kind;
using checked::Record;

using Pair = std::array<const Field*, 2>;

class Joining {
 public:
  Joining(const Sides& sides, Remarks& remarks) : sides_(sides), remarks_(remarks) {}

  JoinedFacts run() {
    JoinedFacts out;
    out.account.name = sides_[1]->account.name;
    join_fields({&sides_[0]->account, &sides_[1]->account}, out.account);
    for (uint32_t i = 0; i < sides_[1]->ledgers.size(); ++i) {
      out.ledgers.push_back(join_ledger(ledger_called(0, sides_[1]->ledgers[i].name), i));
    }
    for (uint32_t i = 0; i < sides_[0]->ledgers.size(); ++i) {
      const bool both = ledger_called(1, sides_[0]->ledgers[i].name) != kNone;
      if (!both) out.ledgers.push_back(join_ledger(i, kNone));
    }
    return out;
  }

 private:
  void note(std::string text) { remarks_.notes.push_back(std::move(text)); }
  void problem(std::string text) { remarks_.problems.push_back(std::move(text)); }

  uint32_t ledger_called(size_t side, const std::string& name) const {
    const auto& ledgers = sides_[side]->ledgers;
    const auto found = std::find_if(ledgers.begin(), ledgers.end(),
                                    [&](const Record& one) { return one.name == name; });
    return found == ledgers.end() ? kNone : static_cast<uint32_t>(found - ledgers.begin());
  }

  JoinedRecord join_ledger(uint32_t first, uint32_t second) {
    JoinedRecord out;
    out.own = {first, second};
    const Record* one = first == kNone ? nullptr : &sides_[0]->ledgers[first];
    const Record* other = second == kNone ? nullptr : &sides_[1]->ledgers[second];
    out.name = other ? other->name : one->name;
    if (!one || !other) {
      const size_t side = one ? 0 : 1;
      note(fmt::format("only {} has the ledger `{}`: {} does not look at it", kSideNames[side],
                       out.name, kSideNames[1 - side]));
    }
    join_fields({one, other}, out);
    return out;
  }

  static uint32_t field_called(const Record* record, const std::string& name) {
    if (record == nullptr) return kNone;
    for (uint32_t i = 0; i < record->fields.size(); ++i) {
      if (!record->fields[i].derived && record->fields[i].name == name) return i;
    }
    return kNone;
  }

  /// NEW's fields in their order, then those that only OLD has.
  void join_fields(const std::array<const Record*, 2>& records, JoinedRecord& out) {
    for (const size_t side : {size_t{1}, size_t{0}}) {
      if (records[side] == nullptr) continue;
      for (const Field& field : records[side]->fields) {
        if (field.derived) continue;
        const std::array<uint32_t, 2> own = {field_called(records[0], field.name),
                                             field_called(records[1], field.name)};
        if (side == 0 && own[1] != kNone) continue;
        out.fields.push_back(join_field(records, own, out.name));
      }
    }
  }

  JoinedField join_field(const std::array<const Record*, 2>& records,
                         const std::array<uint32_t, 2>& own, const std::string& record) {
    Pair fields = {nullptr, nullptr};
    for (size_t side = 0; side < 2; ++side) {
      if (own[side] != kNone) fields[side] = &records[side]->fields[own[side]];
    }
    JoinedField out;
    out.own = own;
    out.field = fields[1] ? *fields[1] : *fields[0];
    name_ = record + "." + out.field.name;
    if (fields[0] && fields[1]) {
      join(fields, out);
    } else {
      take_words(fields[1] ? 1 : 0, out);
      note_alone(fields, records, out.field);
    }
    return out;
  }

  void take_words(size_t side, JoinedField& out) const {
    if (out.field.type.kind != Kind::Enum) return;
    out.words = sides_[side]->enums[out.field.type.enum_id.index()].words;
  }

  /// A field of a ledger that one program does not have is spoken of with the ledger.
  void note_alone(const Pair& fields, const std::array<const Record*, 2>& records,
                  const Field& field) {
    if (!records[0] || !records[1]) return;
    const size_t side = fields[0] ? 0 : 1;
    if (field.key) {
      return problem(
          fmt::format("only {} has the key `{}`: an account of the one is none of the "
                      "other",
                      kSideNames[side], name_));
    }
    note(fmt::format("only {} has `{}`: {} does not look at it", kSideNames[side], name_,
                     kSideNames[1 - side]));
  }

  void join(const Pair& fields, JoinedField& out) {
    if (!have_one_type(fields)) return;
    if (fields[0]->key != fields[1]->key) {
      return problem(
          fmt::format("`{}` is a key of only one program: an account of the one is none "
                      "of the other",
                      name_));
    }
    take_words(1, out);
    join_words(fields, out);
    join_bounds(fields, out.field);
    join_absence(fields, out);
  }

  bool have_one_type(const Pair& fields) {
    const checked::Type& a = fields[0]->type;
    const checked::Type& b = fields[1]->type;
    if (a.kind == b.kind && a.unit == b.unit && a.scale == b.scale) return true;
    problem(
        fmt::format("`{}` is {} in OLD and {} in NEW", name_, type_text(0, a), type_text(1, b)));
    return false;
  }

  std::string type_text(size_t side, checked::Type type) const {
    type.optional = false;
    std::string out = "`" + checked::describe(type, *sides_[side]) + "`";
    if (type.kind == Kind::Number) out += " with " + checked::digits_text(type.scale);
    return out;
  }

  void join_words(const Pair& fields, JoinedField& out) {
    if (out.field.type.kind != Kind::Enum) return;
    const auto& first = sides_[0]->enums[fields[0]->type.enum_id.index()].words;
    const auto& second = sides_[1]->enums[fields[1]->type.enum_id.index()].words;
    const auto has = [](const std::vector<std::string>& words, const std::string& word) {
      return std::find(words.begin(), words.end(), word) != words.end();
    };
    std::erase_if(out.words, [&](const std::string& word) { return !has(first, word); });
    if (out.words.empty()) {
      return problem(fmt::format("`{}` has no word that both programs have", name_));
    }
    for (size_t side = 0; side < 2; ++side) {
      for (const std::string& word : side == 0 ? first : second) {
        if (has(out.words, word)) continue;
        note(fmt::format("only {} has the word `{}` of `{}`: it is not compared", kSideNames[side],
                         word, name_));
      }
    }
  }

  void join_bounds(const Pair& fields, Field& out) {
    const checked::Bounds& a = fields[0]->bounds;
    const checked::Bounds& b = fields[1]->bounds;
    out.bounds.low = a.low && b.low ? std::max(*a.low, *b.low) : (a.low ? a.low : b.low);
    out.bounds.high = a.high && b.high ? std::min(*a.high, *b.high) : (a.high ? a.high : b.high);
    if (out.bounds.low && out.bounds.high && *out.bounds.high < *out.bounds.low) {
      return problem(fmt::format("no value of `{}` is in the range of both programs", name_));
    }
    if (a.low == b.low && a.high == b.high) return;
    note(fmt::format("the range of `{}` differs: only values that both take are compared", name_));
  }

  /// Absent in the joined facts is what both programs take as absent.
  void join_absence(const Pair& fields, JoinedField& out) {
    const auto may_be_left_out = [](const Field& field) {
      return field.type.optional || field.default_value.has_value();
    };
    const bool left_out[] = {may_be_left_out(*fields[0]), may_be_left_out(*fields[1])};
    out.field.type.optional = left_out[0] && left_out[1];
    if (!out.field.type.optional) {
      out.field.default_value.reset();
      if (!left_out[0] && !left_out[1]) return;
      return note(fmt::format("only {} takes partners without `{}`: they are not compared",
                              kSideNames[left_out[0] ? 0 : 1], name_));
    }
    if (default_text(fields, 0) != default_text(fields, 1)) note_defaults(fields);
    out.fills_default = !fields[0]->type.optional || !fields[1]->type.optional;
    out.field.default_value.reset();
  }

  void note_defaults(const Pair& fields) {
    note(fmt::format("where `{}` is left out, it is {} in OLD and {} in NEW", name_,
                     default_text(fields, 0), default_text(fields, 1)));
  }

  std::string default_text(const Pair& fields, size_t side) const {
    const Field& field = *fields[side];
    if (!field.default_value) return "absent";
    if (field.type.kind == Kind::Text) return "\"" + field.default_value->text + "\"";
    return checked::value_text(*field.default_value, field.type, *sides_[side]);
  }

  const Sides& sides_;
  Remarks& remarks_;
  std::string name_;  // of the field at hand
};

}  // namespace

JoinedFacts join_facts(const Sides& sides, Remarks& remarks) {
  return Joining(sides, remarks).run();
}

}  // namespace tierline::prover
