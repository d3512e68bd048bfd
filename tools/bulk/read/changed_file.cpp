#include "tools/bulk/read/changed_file.hpp"

#include <fmt/format.h>

namespace tierline::bulk {

namespace {

constexpr size_t kHeaderBytesMax = size_t{1} << 16;  // a longer one is read with the whole file

/// What the header makes of the records below it is a part of their meaning.
uint64_t meaning_of(const CsvSource& source, const bytecode::RecordInfo& record) {
  return hash_of(fmt::format("{}\n{}", record.name, source.header())).low;
}

/// Finds the blocks that need not be read again. Where the header is at fault, that is found when
/// the file is read as a whole.
void begin_behind(ChangedFile& file, const std::vector<WantedColumn>& columns, Orphans orphans) {
  if (file.beginning.stretches == 0) return;
  std::string piece(kHeaderBytesMax, '\0');
  const auto got = file.input->read_at(0, piece.data(), piece.size());
  if (!got) return;
  piece.resize(got.value());
  const auto source = CsvSource::open(file.input->name(), piece, columns);
  if (!source || source.value().at() >= piece.size()) return;
  file.header_bytes = source.value().at();
  take_blocks(file.beginning, file.header_bytes, orphans);
  if (file.beginning.blocks > 0) file.header = piece.substr(0, file.header_bytes);
}

}  // namespace

std::optional<RunError> load_rest(ChangedFile& file, const bytecode::RecordInfo& record,
                                  const std::vector<WantedColumn>& columns, Orphans orphans) {
  Input& input = *file.input;
  begin_behind(file, columns, orphans);
  const bool is_whole = file.beginning.blocks == 0;
  auto bytes = is_whole ? read_input(input)
                        : read_input(input, file.header, file.header_bytes + file.beginning.bytes);
  if (!bytes) return bytes.error();
  file.bytes = std::move(bytes).value();
  auto opened = CsvSource::open(input.name(), file.bytes.view(), columns, input.counted());
  if (!opened) return opened.error();
  file.source = std::move(opened).value();
  file.header_bytes = file.source->at();
  file.meaning = meaning_of(*file.source, record);
  return std::nullopt;
}

}  // namespace tierline::bulk
