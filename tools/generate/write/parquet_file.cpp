// ParquetFile: the records of one kind as a Parquet file. Records of several kinds come in turn, so
// each goes into a CSV file first, which becomes a Parquet file when it is complete.
// Read by: tools/generate/write/csv_file.cpp, through record_file.hpp
// Tested by: tests/cli/parquet_test.cpp
#include "tools/generate/write/parquet_file.hpp"

#include "tools/bulk/duckdb/write_parquet.hpp"

namespace tierline::generate {

namespace {

bulk::ParquetTable table_of(const Columns& columns) {
  bulk::ParquetTable table;
  for (const bytecode::FieldInfo* column : columns) {
    table.columns.push_back({column->name, column->type});
  }
  return table;
}

class ParquetFile : public RecordFile {
 public:
  ParquetFile(bulk::OutFolder& folder, std::string csv_name, std::unique_ptr<RecordFile> csv,
              bulk::ParquetTable table)
      : folder_(folder),
        csv_name_(std::move(csv_name)),
        csv_(std::move(csv)),
        table_(std::move(table)) {}

  void write(const Row& row) override { csv_->write(row); }
  bool has_failed() const override { return csv_->has_failed(); }

  base::Result<bulk::OutFileInfo, bulk::RunError> finish() override {
    const auto finished = csv_->finish();
    if (!finished) return finished.error();
    return bulk::replace_by_parquet(folder_, csv_name_, table_);
  }

 private:
  bulk::OutFolder& folder_;
  std::string csv_name_;
  std::unique_ptr<RecordFile> csv_;
  bulk::ParquetTable table_;
};

}  // namespace

base::Result<std::unique_ptr<RecordFile>, bulk::RunError> create_parquet_file(
    bulk::OutFolder& folder, std::string_view record, const Columns& columns) {
  bulk::ParquetTable table = table_of(columns);
  if (auto error = bulk::check_parquet(table)) return *error;
  auto csv = create_file(folder, FileFormat::Csv, record, columns);
  if (!csv) return csv.error();
  return std::unique_ptr<RecordFile>(std::make_unique<ParquetFile>(
      folder, file_name(FileFormat::Csv, record), std::move(csv).value(), std::move(table)));
}

}  // namespace tierline::generate
