#include "tools/bulk/read/record_file.hpp"

namespace tierline::bulk {

/// Whether the header is whole; what follows it becomes the first chunk.
bool RecordFile::read_header(const Chunk& chunk, base::CsvRecord& record) {
  const auto kind = chunk.is_last ? base::CsvText::Whole : base::CsvText::GoesOn;
  base::CsvReader reader(chunk.text, {}, kind);
  if (input_.counted() == Counted::Rows) reader.resume(reader.at(), 0);  // the header is row 0
  if (!reader.next(record)) return false;
  first_ = Chunk{chunk.buffer, chunk.text.substr(reader.at()), chunk.is_last};
  first_line_ = reader.line();
  return true;
}

std::optional<RunError> RecordFile::open(const std::vector<WantedColumn>& wanted) {
  Chunk chunk;
  base::CsvRecord record;
  bool is_there = false;
  while (!is_there && !chunk.is_last) {
    auto next = source_.next();
    if (!next) return next.error();
    chunk = chunk.text.empty() ? std::move(*next.value()) : joined(chunk.text, *next.value());
    is_there = read_header(chunk, record);
  }
  const std::string_view text =
      is_there ? chunk.text.substr(record.begin, record.end - record.begin) : std::string_view();
  auto shape = shape_of({input_.name(), input_.counted()}, is_there ? &record : nullptr, text, wanted);
  if (!shape) return shape.error();
  shape_ = std::move(shape).value();
  return std::nullopt;
}

base::Result<std::optional<Chunk>, RunError> RecordFile::next() {
  if (!first_) return source_.next();
  std::optional<Chunk> chunk = std::move(first_);
  first_.reset();
  return chunk;
}

}  // namespace tierline::bulk
