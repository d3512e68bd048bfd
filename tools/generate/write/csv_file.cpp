// CsvFile: the records of one kind as lines of a CSV file, quoted only where a text needs it.
// Read by: tools/generate/population.cpp, through record_file.hpp
// Tested by: tests/cli/generate_test.cpp
#include "tools/bulk/write/csv_text.hpp"
#include "tools/generate/write/parquet_file.hpp"
#include "tools/generate/write/record_file.hpp"

namespace tierline::generate {

namespace {

class CsvFile : public RecordFile {
 public:
  CsvFile(bulk::OutFile&& file, const Columns& columns) : file_(std::move(file)) {
    Row header;
    for (const bytecode::FieldInfo* column : columns) header.add(column->name);
    is_text_.assign(columns.size(), true);
    write(header);
    for (size_t i = 0; i < columns.size(); ++i) {
      is_text_[i] = columns[i]->type.kind == bytecode::ValueKind::Text;
    }
  }

  void write(const Row& row) override {
    line_.clear();
    for (size_t i = 0; i < row.size(); ++i) {
      if (i > 0) line_ += ',';
      // Only a text may hold what must be quoted.
      if (i < is_text_.size() && is_text_[i]) {
        bulk::append_csv(line_, row[i]);
      } else {
        line_ += row[i];
      }
    }
    line_ += '\n';
    file_.write(line_);
  }

  bool has_failed() const override { return file_.has_failed(); }

  base::Result<bulk::OutFileInfo, bulk::RunError> finish() override { return file_.finish(); }

 private:
  bulk::OutFile file_;
  std::vector<bool> is_text_;
  std::string line_;
};

}  // namespace

std::string file_name(FileFormat format, std::string_view record) {
  const std::string_view end = format == FileFormat::Csv ? bulk::kCsvEnd : bulk::kParquetEnd;
  return std::string(record) + std::string(end);
}

base::Result<std::unique_ptr<RecordFile>, bulk::RunError> create_file(bulk::OutFolder& folder,
                                                                      FileFormat format,
                                                                      std::string_view record,
                                                                      const Columns& columns) {
  if (format == FileFormat::Parquet) return create_parquet_file(folder, record, columns);
  auto file = folder.create(file_name(format, record));
  if (!file) return file.error();
  return std::unique_ptr<RecordFile>(std::make_unique<CsvFile>(std::move(file).value(), columns));
}

}  // namespace tierline::generate
