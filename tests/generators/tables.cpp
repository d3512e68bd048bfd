// Tables: grids with one row a case, overlapping rows with `first` and `sum`, matrices, files, and
// rows that hold for a time.
#include <algorithm>

#include "tests/generators/declarations.hpp"

namespace tierline::generators {

namespace {

std::string joined(const std::vector<std::string>& parts, const std::string& between) {
  std::string out;
  for (size_t i = 0; i < parts.size(); ++i) out += (i == 0 ? "" : between) + parts[i];
  return out;
}

/// Every combination of one word from each list.
std::vector<std::vector<std::string>> combinations(
    const std::vector<std::vector<std::string>>& words) {
  std::vector<std::vector<std::string>> out = {{}};
  for (const std::vector<std::string>& list : words) {
    std::vector<std::vector<std::string>> longer;
    for (const std::vector<std::string>& so_far : out) {
      for (const std::string& word : list) {
        longer.push_back(so_far);
        longer.back().push_back(word);
      }
    }
    out = std::move(longer);
  }
  return out;
}

}  // namespace

/// A literal of the type, negative now and then.
std::string Declarations::constant(const Ty& type) {
  switch (type.kind) {
    case Kind::Bool:
      return choices_.pick({"no", "yes"});
    case Kind::Day:
      return expressions_.date();
    case Kind::Text:
      return choices_.pick({"\"a\"", "\"b\"", "\"\""});
    case Kind::Enum:
      return choices_.pick(world_.enums[type.enum_index].words);
    case Kind::Tier:
      return world_.tiers.empty() ? "none" : choices_.pick(world_.tiers);
    default:
      break;
  }
  const std::string number = expressions_.literal(type).text;
  return choices_.chance(1, 8) ? "-" + number : number;
}

std::vector<std::string> Declarations::words_of(const Ty& key) {
  switch (key.kind) {
    case Kind::Bool:
      return {"no", "yes"};
    case Kind::Enum:
      return world_.enums[key.enum_index].words;
    case Kind::Tier: {
      std::vector<std::string> words = world_.tiers;
      words.insert(words.begin(), "none");
      return words;
    }
    case Kind::Text:
      return {"\"a\"", "\"b\"", "\"\""};
    default:
      return {"0", "1", "5", "100"};
  }
}

std::string Declarations::table_head(const Table& table, const std::string& rest) {
  std::vector<std::string> keys;
  for (const Ty& key : table.keys) keys.push_back(type_text(world_, key));
  if (keys.size() == 2 && (keys[0] == keys[1] || choices_.chance(1, 3))) {
    keys = {"first_key : " + keys[0], "second_key : " + keys[1]};
  }
  return "table " + table.name + "(" + joined(keys, ", ") + ") : " + type_text(world_, table.type) +
         rest + because() + " {\n";
}

void Declarations::table() {
  Table table{.name = name("list"), .keys = {}, .type = any_type()};
  const uint32_t keys = 1 + choices_.below(2);
  for (uint32_t i = 0; i < keys; ++i) {
    Ty key{.kind = Kind::Bool};
    const uint32_t kind = choices_.below(6);
    if (kind <= 1 && !world_.enums.empty()) {
      key = {.kind = Kind::Enum, .enum_index = choices_.below(world_.enums.size())};
    }
    if (kind == 2) key.kind = Kind::Tier;
    if (kind == 3) key.kind = Kind::Text;
    if (kind == 4) key.kind = Kind::Number;
    table.keys.push_back(key);
  }
  switch (choices_.below(5)) {
    case 0:
    case 1:
      return grid_table(table);
    case 2:
      return overlapping_table(table);
    case 3:
      return choices_.chance(1, 2) ? matrix_by_one() : matrix_by_two();
    default:
      return file_table(table);
  }
}

/// One row for each combination, some left out if the table is not complete; some in two times.
void Declarations::grid_table(Table& table) {
  bool listed = false;  // texts and ints: other keys than those listed exist
  std::vector<std::vector<std::string>> words;
  for (const Ty& key : table.keys) {
    words.push_back(words_of(key));
    listed |= key.kind == Kind::Text || key.kind == Kind::Number;
  }
  std::vector<std::vector<std::string>> rows = combinations(words);
  const bool gaps = rows.size() > 1 && choices_.chance(1, 3);
  if (gaps) rows.erase(rows.begin() + choices_.below(rows.size()));
  table.total = !gaps && !listed;
  std::string out =
      table_head(table, std::string(choices_.chance(1, 2) ? " unique" : "") +
                            (table.total && choices_.chance(1, 2) ? " complete" : ""));
  for (const std::vector<std::string>& row : rows) {
    const std::string keys = "  " + joined(row, ", ") + " : ";
    if (choices_.chance(1, 4)) {
      const std::string day = choices_.pick({"2022-07-01", "2021-01-01"});
      const std::string before = day == "2022-07-01" ? "2022-06-30" : "2020-12-31";
      out += keys + constant(table.type) + " until " + before + "\n";
      out += keys + constant(table.type) + " from " + day + because() + "\n";
    } else {
      out += keys + constant(table.type) + because() + "\n";
    }
  }
  declarations_.push_back(out + "}\n");
  world_.tables.push_back(table);
}

/// Rows that overlap, the last one for all that is left: `first` takes the upper one, `sum` adds.
void Declarations::overlapping_table(Table& table) {
  const bool adds = table.type.kind == Kind::Number && choices_.chance(1, 2);
  std::string out = table_head(table, adds ? " sum" : " first");
  const uint32_t count = choices_.below(3);
  std::vector<std::string> seen;
  for (uint32_t i = 0; i < count; ++i) {
    std::vector<std::string> keys;
    for (const Ty& key : table.keys) {
      const std::vector<std::string> words = words_of(key);
      std::string chosen = choices_.pick(words);
      const std::string second = choices_.pick(words);
      if (chosen != second && choices_.chance(1, 3)) chosen += " or " + second;
      keys.push_back(chosen);
    }
    const std::string row = joined(keys, ", ");
    // The same row twice under `first` could never be reached.
    if (std::find(seen.begin(), seen.end(), row) != seen.end()) continue;
    seen.push_back(row);
    out += "  " + row + " : " + constant(table.type) +
           (adds && choices_.chance(1, 3) ? " from 2022-01-01" : "") + "\n";
    if (!adds) break;
  }
  out += "  " + joined(std::vector<std::string>(table.keys.size(), "any"), ", ") + " : " +
         constant(table.type) + "\n";
  declarations_.push_back(out + "}\n");
  world_.tables.push_back(table);
}

/// Each row a table of its own, called by its name, by tier even without a key.
void Declarations::matrix_by_one() {
  Ty key{.kind = Kind::Tier};
  if (!world_.enums.empty() && choices_.chance(1, 2)) key = {.kind = Kind::Enum};
  const std::vector<std::string> words = words_of(key);
  std::string out = "table " + name("sheet") + "(" + type_text(world_, key) + ") complete {\n  " +
                    joined(words, " ") + "\n";
  if (words.size() < 2) return;  // a header of one word would read as a row
  const uint32_t rows = 1 + choices_.below(3);
  for (uint32_t i = 0; i < rows; ++i) {
    Table row{.name = name("line"), .keys = {key}, .type = any_type()};
    row.bare = key.kind == Kind::Tier && !world_.tiers.empty();
    if (row.type.kind == Kind::Tier || row.type.kind == Kind::Enum) row.type = {.kind = Kind::Bool};
    out += "  " + row.name + " :";
    for (size_t cell = 0; cell < words.size(); ++cell) out += " " + constant(row.type);
    out += "\n";
    world_.tables.push_back(row);
  }
  declarations_.push_back(out + "}\n");
}

void Declarations::matrix_by_two() {
  Table table{.name = name("grid"),
              .keys = {{.kind = Kind::Tier}, {.kind = Kind::Tier}},
              .type = number_type()};
  if (!world_.enums.empty()) table.keys[0] = {.kind = Kind::Enum};
  const std::vector<std::string> rows = words_of(table.keys[0]);
  const std::vector<std::string> header = words_of(table.keys[1]);
  if (header.size() < 2) return;
  std::string out = table_head(table, "") + "  " + joined(header, " ") + "\n";
  for (const std::string& row : rows) {
    out += "  " + row + " :";
    for (size_t cell = 0; cell < header.size(); ++cell) out += " " + constant(table.type);
    out += "\n";
  }
  declarations_.push_back(out + "}\n");
  world_.tables.push_back(table);
}

/// A grid whose rows stand in a file.
void Declarations::file_table(Table& table) {
  table.type = number_type();
  for (Ty& key : table.keys) {
    if (key.kind == Kind::Text || key.kind == Kind::Number) key = {.kind = Kind::Bool};
  }
  std::vector<std::vector<std::string>> words;
  for (const Ty& key : table.keys) words.push_back(words_of(key));
  const std::string file = table.name + ".csv";
  std::vector<std::string> header;
  for (size_t i = 0; i < table.keys.size(); ++i) header.push_back("k" + std::to_string(i));
  std::string csv = joined(header, ",") + ",value,from,until\n";
  for (const std::vector<std::string>& row : combinations(words)) {
    const bool dated = choices_.chance(1, 4);
    const auto line = [&](const std::string& days) {
      csv += joined(row, ",") + "," + constant(table.type) + "," + days + "\n";
    };
    if (dated) line(",2022-06-30");
    line(dated ? "2022-07-01," : ",");
  }
  csv.erase(std::remove(csv.begin(), csv.end(), '_'), csv.end());
  files_[file] = csv;
  std::vector<std::string> keys;
  for (size_t i = 0; i < table.keys.size(); ++i) {
    keys.push_back(header[i] + " : " + type_text(world_, table.keys[i]));
  }
  declarations_.push_back("table " + table.name + "(" + joined(keys, ", ") + ") : " +
                          type_text(world_, table.type) + " complete from \"" + file + "\"\n");
  world_.tables.push_back(table);
}

}  // namespace tierline::generators
