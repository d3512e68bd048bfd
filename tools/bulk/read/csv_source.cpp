#include "tools/bulk/read/csv_source.hpp"

#include <fmt/format.h>

#include "tools/bulk/read/leading_fields.hpp"

namespace tierline::bulk {

namespace {

/// A table has columns, and no place where their names stand.
RunError header_error(std::string_view name, Counted counted, size_t line,
                      const HeaderFault& fault) {
  RunError error;
  const std::string place = counted == Counted::Rows ? "" : " " + place_text(counted, line);
  for (const std::string& problem : fault.problems) {
    if (!error.message.empty()) error.message += '\n';
    error.message += fmt::format("{}{}: {}", name, place, problem);
  }
  return error;
}

std::string names_joined(const std::vector<WantedColumn>& wanted) {
  std::string out;
  for (const WantedColumn& column : wanted) {
    out += fmt::format("{}{}", out.empty() ? "" : ",", column.field->name);
  }
  return out;
}

}  // namespace

base::Result<CsvSource, RunError> CsvSource::open(std::string_view name, std::string_view bytes,
                                                  const std::vector<WantedColumn>& wanted,
                                                  Counted counted) {
  CsvSource source(bytes);
  if (counted == Counted::Rows) source.resume(source.at(), 0);  // the header is row 0
  if (!source.reader_.next(source.record_)) {
    return RunError{fmt::format("{} is empty; its first line must name the columns: {}", name,
                                names_joined(wanted))};
  }
  if (source.record_.fault) {
    return RunError{fmt::format("{} line {}: the header has {}", name, source.record_.line,
                                base::describe(*source.record_.fault))};
  }
  auto places = match_header(source.record_.fields, wanted);
  if (!places) return header_error(name, counted, source.record_.line, places.error());
  source.places_ = std::move(places).value();
  source.width_ = source.record_.fields.size();
  source.header_ = source.record();
  source.texts_.resize(wanted.size());
  return source;
}

bool CsvSource::next() {
  if (!reader_.next(record_)) return false;
  damage_.reset();
  if (record_.fault) {
    damage_ = std::string(base::describe(*record_.fault));
    pick(leading_fields(record(), width_));
    return true;
  }
  if (record_.fields.size() != width_) {
    damage_ = fmt::format("the line has {} field{}, the header has {}", record_.fields.size(),
                          record_.fields.size() == 1 ? "" : "s", width_);
  }
  pick(record_.fields);
  return true;
}

void CsvSource::pick(const std::vector<std::string_view>& fields) {
  for (size_t i = 0; i < places_.size(); ++i) {
    texts_[i] = places_[i] < fields.size() ? fields[places_[i]] : std::string_view();
  }
}

}  // namespace tierline::bulk
