// Mutants of tables: values and days, in the text and in the CSV files of the program's folder.
#include <fmt/format.h>

#include <algorithm>

#include "base/csv.hpp"
#include "runtime/decimal/currency.hpp"
#include "tools/mutate/make/make.hpp"
#include "tools/mutate/make/steps.hpp"

namespace tierline::mutate {

namespace {

/// One CSV file, record by record; a field is a place of the file if it stands there as it is.
class CsvMutants {
 public:
  CsvMutants(Draft& draft, size_t file) : draft_(draft), file_(file) {}

  template <class Line>
  void for_each_line(const Line& line) {
    const std::string& text = draft_.texts().files[file_].text;
    base::CsvReader reader(text);
    base::CsvRecord record;
    if (!reader.next(record) || record.fault) return;
    const std::vector<std::string> header(record.fields.begin(), record.fields.end());
    while (reader.next(record)) {
      if (!record.fault && record.fields.size() == header.size()) line(header, record);
    }
  }

  void replace(Operator op, std::string_view column, std::string_view cell,
               const std::vector<std::string>& texts) {
    const std::string& text = draft_.texts().files[file_].text;
    if (cell.empty() || cell.data() < text.data() || cell.data() >= text.data() + text.size())
      return;
    const auto begin = static_cast<size_t>(cell.data() - text.data());
    for (const std::string& next : texts) {
      draft_.add(op,
                 fmt::format("column {}: {} becomes {}", in_backticks(column), in_backticks(cell),
                             in_backticks(next)),
                 {{file_, begin, begin + cell.size(), next}});
    }
  }

  void leave_out(const base::CsvRecord& record) {
    const std::string& text = draft_.texts().files[file_].text;
    const size_t next = text.find('\n', record.end);
    const size_t end = next == std::string::npos ? text.size() : next + 1;
    draft_.add(
        Operator::Calendars,
        in_backticks(std::string_view(text).substr(record.begin, record.end - record.begin)) +
            " is left out",
        {{file_, record.begin, end, ""}});
  }

 private:
  Draft& draft_;
  size_t file_;
};

/// What a cell may be by mistake: a number one off, another word, the day before.
std::vector<std::string> other_values(const Draft& draft, std::string_view cell, int digits) {
  if (cell == "yes") return {"no"};
  if (cell == "no") return {"yes"};
  if (auto days = next_days(cell); !days.empty()) return days;
  if (auto words = draft.neighbours(cell); !words.empty()) return words;
  const size_t unit = std::min(cell.find_first_of("% "), cell.size());
  auto numbers = next_numbers(cell.substr(0, unit), digits);
  for (std::string& number : numbers) number += cell.substr(unit);
  return numbers;
}

}  // namespace

void mutate(Draft& draft, const ast::TableDecl& table) {
  for (const ast::TableRow& row : table.rows) {
    mutate_constant(draft, row.value, Operator::Cells);
    mutate_validity(draft, row.validity);
  }
  if (!table.matrix) return;
  for (const ast::MatrixRow& row : table.matrix->rows) {
    for (const ast::ExprId cell : row.cells) mutate_constant(draft, cell, Operator::Cells);
  }
}

void mutate_table_file(Draft& draft, size_t file, const ast::TableDecl& table) {
  const std::string unit = table.type ? table.type->name.text : "";
  const int digits = decimal::currency_digits(unit).value_or(0);
  CsvMutants mutants(draft, file);
  mutants.for_each_line([&](const auto& header, const base::CsvRecord& record) {
    for (size_t i = 0; i < header.size(); ++i) {
      const std::string_view cell = record.fields[i];
      if (header[i] == "value") {
        mutants.replace(Operator::Cells, header[i], cell, other_values(draft, cell, digits));
      } else if (header[i] == "from" || header[i] == "until") {
        mutants.replace(Operator::Dates, header[i], cell, next_days(cell));
      }
    }
  });
}

void mutate_day_file(Draft& draft, size_t file) {
  CsvMutants mutants(draft, file);
  mutants.for_each_line(
      [&](const auto&, const base::CsvRecord& record) { mutants.leave_out(record); });
}

}  // namespace tierline::mutate
