#include "tools/bulk/write/result_files.hpp"

#include <fmt/format.h>

#include "base/assert.hpp"
#include "tools/bulk/write/csv_text.hpp"

namespace tierline::bulk {

void write_rejects(const Data& data, OutFile& file) {
  file.write("file,line,field,reason,record\n");
  std::string line;
  for (const Reject& reject : data.rejects) {
    line.clear();
    append_csv(line, data.files[reject.file].name);
    line += fmt::format(",{},", reject.line);
    append_csv(line, reject.field);
    line += ',';
    append_csv(line, reject.reason);
    line += ',';
    append_csv(line, readable_record(reject.record));
    line += '\n';
    file.write(line);
  }
}

RunCounts count(const Data& data, size_t decided) {
  RunCounts counts;
  counts.accounts = data.accounts.size();
  counts.decided = decided;
  counts.undetermined = counts.accounts - decided;
  for (const FileCount& file : data.files) {
    counts.lines += file.lines;
    counts.used += file.used;
    counts.rejected += file.rejected;
    counts.not_yet_known += file.not_yet_known;
  }
  for (const Reject& reject : data.rejects) {
    if (!reject.account_known) ++counts.rejected_without_account;
  }
  return counts;
}

void assert_counts(const Data& data, const RunCounts& counts) {
  for (const FileCount& file : data.files) {
    TIERLINE_ASSERT(file.lines == file.used + file.rejected + file.not_yet_known);
  }
  TIERLINE_ASSERT(counts.rejected == data.rejects.size());
  TIERLINE_ASSERT(counts.decided <= counts.accounts);
}

}  // namespace tierline::bulk
