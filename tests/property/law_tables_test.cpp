// Tables: what a lookup finds is what the rows say, row by row, whatever the hit policy, the days
// and the keys that no row names; and the compiler refuses a table exactly when two rows of a
// `unique` one meet or a stretch of days is left out between two rows. The oracle reads the rows as
// written.
//
// To see it red: let intervals_of in compiler/checked/tables/cells.cpp end a row a day early.
#include <algorithm>

#include "tests/generators/program.hpp"
#include "tests/property/judge.hpp"
#include "tests/property/law.hpp"

namespace tierline {
namespace {

using calendar::Day;

constexpr const char* kWords[] = {"Red", "Green", "Blue"};
constexpr const char* kTexts[] = {"a", "b", "c"};  // no row ever names the last one
constexpr int kNothing = -1000;

/// A row as it is written; an empty list of keys is `any`.
struct Row {
  std::vector<int> words;
  std::vector<int> texts;
  int value = 0;
  std::optional<Day> from;
  std::optional<Day> until;

  bool holds(int word, int text, Day day) const {
    const auto named = [](const std::vector<int>& keys, int key) {
      return keys.empty() || std::find(keys.begin(), keys.end(), key) != keys.end();
    };
    return named(words, word) && named(texts, text) && (!from || *from <= day) &&
           (!until || day <= *until);
  }
};

struct Table {
  std::string hit;  // "unique", "first", "sum"
  std::vector<Row> rows;
};

std::vector<int> any_keys(int count) {
  std::vector<int> keys;
  for (int key = 0; key < count; ++key) {
    if (*rc::gen::inRange(0, 3) == 0) keys.push_back(key);
  }
  return keys;
}

std::optional<Day> any_end() {
  if (*rc::gen::inRange(0, 3) > 0) return {};
  return calendar::to_day({2022, 1, 1}) + *rc::gen::inRange(0, 6);
}

Table any_table() {
  Table table;
  table.hit = *rc::gen::element<std::string>("unique", "first", "sum");
  const int count = *rc::gen::inRange(1, 6);
  for (int i = 0; i < count; ++i) {
    Row row{any_keys(3), any_keys(2), *rc::gen::inRange(-50, 50), any_end(), any_end()};
    if (row.from && row.until && *row.until < *row.from) std::swap(row.from, row.until);
    table.rows.push_back(row);
  }
  return table;
}

std::string keys_text(const std::vector<int>& keys, const auto& words, const std::string& quote) {
  std::string out;
  for (const int key : keys) out += (out.empty() ? "" : " or ") + quote + words[key] + quote;
  return out.empty() ? "any" : out;
}

std::string program_of(const Table& table) {
  std::string rows;
  for (const Row& row : table.rows) {
    rows += "  " + keys_text(row.words, kWords, "") + ", " + keys_text(row.texts, kTexts, "\"") +
            " : " + std::to_string(row.value);
    if (row.from) rows += " from " + calendar::to_text(*row.from);
    if (row.until) rows += " until " + calendar::to_text(*row.until);
    rows += "\n";
  }
  return "program \"table\" { currency EUR }\n"
         "enum Colour { Red, Green, Blue }\n"
         "subject account { key id : text  colour : Colour  note : text }\n"
         "table list(Colour, text) : int " +
         table.hit + " {\n" + rows +
         "}\n"
         "define found : int = list(colour, note) otherwise -1000\ndecide found\n";
}

/// Days on both sides of every end, and both ends of time.
std::vector<Day> days_of(const Table& table) {
  std::vector<Day> days = {calendar::kDayMin, calendar::kDayMax};
  for (const Row& row : table.rows) {
    if (row.from) days.insert(days.end(), {*row.from - 1, *row.from});
    if (row.until) days.insert(days.end(), {*row.until, *row.until + 1});
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

std::vector<int> values(const Table& table, int word, int text, Day day) {
  std::vector<int> out;
  for (const Row& row : table.rows) {
    if (row.holds(word, text, day)) out.push_back(row.value);
  }
  return out;
}

int expected(const Table& table, int word, int text, Day day) {
  const std::vector<int> found = values(table, word, text, day);
  if (found.empty()) return kNothing;
  if (table.hit != "sum") return found.front();
  int sum = 0;
  for (const int value : found) sum += value;
  return sum;
}

/// Whether a `unique` table has two rows for a case.
bool overlaps(const Table& table) {
  if (table.hit != "unique") return false;
  for (int word = 0; word < 3; ++word) {
    for (int text = 0; text < 3; ++text) {
      for (const Day day : days_of(table)) {
        if (values(table, word, text, day).size() > 1) return true;
      }
    }
  }
  return false;
}

/// Whether some case has rows, then none, then rows again.
bool has_gap(const Table& table) {
  if (table.hit == "sum") return false;
  for (int word = 0; word < 3; ++word) {
    for (int text = 0; text < 3; ++text) {
      int changes = 0;
      bool before = false;
      for (const Day day : days_of(table)) {
        const bool now = !values(table, word, text, day).empty();
        changes += now && !before ? 1 : 0;
        before = now;
      }
      if (changes > 1) return true;
    }
  }
  return false;
}

generators::Question question(const checked::CheckedProgram& program, int word, int text, Day day) {
  const law::Named facts = {{"id", {{}, "A"}},
                            {"colour", {{decimal::BigInt(word), 0}, ""}},
                            {"note", {{}, kTexts[text]}}};
  return {{law::row_of(program.account, facts), {}}, day};
}

void check_all_cases(const Table& table, const law::Ready& program) {
  std::vector<generators::Question> questions;
  std::vector<int> wanted;
  for (int word = 0; word < 3; ++word) {
    for (int text = 0; text < 3; ++text) {
      for (const Day day : days_of(table)) {
        questions.push_back(question(program.checked, word, text, day));
        wanted.push_back(expected(table, word, text, day));
      }
    }
  }
  const std::string found = law::disagreement(program.checked, program.bytecode, questions);
  if (!found.empty()) RC_FAIL(found);
  const auto batch = generators::to_batch(program.checked, program.bytecode.schema, questions);
  scalar::Machine machine(program.bytecode);
  for (size_t i = 0; i < questions.size(); ++i) {
    const auto decision = machine.decide(batch, i, questions[i].today);
    RC_ASSERT(decision.outputs.at(0).number == wanted[i]);
  }
}

TEST(LawTables, ALookupFindsWhatTheRowsSay) {
  law::holds("a table is its rows, read one by one", law::pairs() / 20, [] {
    const Table table = any_table();
    std::string why;
    compiler::Compiled compiled = generators::compile({program_of(table), {}}, why);
    const bool wrong = overlaps(table) || has_gap(table);
    RC_CLASSIFY(wrong, "refused");
    if (wrong != !why.empty()) RC_FAIL(program_of(table) + "refused for: " + why);
    if (wrong) return;
    check_all_cases(table, {std::move(*compiled.checked), std::move(*compiled.bytecode)});
  });
}

}  // namespace
}  // namespace tierline
