#include "tools/bulk/read/csv_source.hpp"

namespace tierline::bulk {

base::Result<CsvSource, RunError> CsvSource::open(std::string_view name, std::string_view bytes,
                                                  const std::vector<WantedColumn>& wanted,
                                                  Counted counted) {
  CsvSource source(bytes);
  if (counted == Counted::Rows) source.resume(source.at(), 0);  // the header is row 0
  const bool is_there = source.reader_.next(source.record_);
  auto shape = shape_of({name, counted}, is_there ? &source.record_ : nullptr,
                        is_there ? source.record() : std::string_view(), wanted);
  if (!shape) return shape.error();
  source.shape_ = std::move(shape).value();
  source.texts_ = RecordTexts(source.shape_);
  return source;
}

CsvSource CsvSource::over(std::string_view bytes) const {
  CsvSource other(bytes);
  other.shape_ = shape_;
  other.texts_ = RecordTexts(shape_);
  return other;
}

bool CsvSource::next() {
  if (!reader_.next(record_)) return false;
  texts_.read(record_, record());
  return true;
}

}  // namespace tierline::bulk
