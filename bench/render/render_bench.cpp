// render_bench FOLDER [DOCUMENT]: makes of a record of scripts/bench its table, FOLDER/table.md,
// and its picture, FOLDER/chart.svg. With a document the table is also put between the lines
// `<!-- measured -->` and `<!-- end of measured -->` of it. Read by: scripts/bench, scripts/docs
#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "bench/render/chart.hpp"
#include "bench/render/goals.hpp"

namespace tierline::bench {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.close();
  if (!out) throw RecordError(fmt::format("cannot write {}", path.string()));
}

void put_into(const fs::path& path, const std::string& table) {
  const std::string begin = "<!-- measured -->\n";
  std::ifstream in(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  const size_t from = text.find(begin);
  const size_t to = text.find("<!-- end of measured -->");
  if (from == std::string::npos || to == std::string::npos || to < from) {
    throw RecordError(fmt::format("{} has no place for the table", path.string()));
  }
  text.replace(from + begin.size(), to - from - begin.size(), table);
  write(path, text);
}

int run(int argc, char** argv) {
  if (argc != 2 && argc != 3) {
    fmt::print(stderr, "usage: render_bench FOLDER [DOCUMENT]\n");
    return 2;
  }
  try {
    const fs::path folder = argv[1];
    const Record record(folder);
    const std::string table = table_of(goals_of(record));
    write(folder / "table.md", table);
    write(folder / "chart.svg", chart_of(record));
    if (argc == 3) put_into(argv[2], table);
  } catch (const std::exception& error) {
    fmt::print(stderr, "render_bench: {}\n", error.what());
    return 2;
  }
  return 0;
}

}  // namespace
}  // namespace tierline::bench

int main(int argc, char** argv) { return tierline::bench::run(argc, argv); }
