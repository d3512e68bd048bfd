// generate: for whatever program, every line that is made up is accepted, but for those that were
// damaged on purpose; and those are refused, each for its kind of reason.
//
// To see it red: in tools/generate/population.cpp forget that the entries of a lost account are
// rejected too.
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "tests/generators/cases.hpp"
#include "tests/property/law.hpp"
#include "tools/bulk/read/data.hpp"
#include "tools/generate/population.hpp"

namespace tierline {
namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "tierline-law-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

generate::Request request_for(const bytecode::Bytecode& program, uint64_t seed) {
  generate::Request request;
  request.program = &program;
  request.seed = seed;
  request.accounts = 30;
  request.entries = 3;
  if (!program.header.in_force_until) {
    request.as_of =
        std::max(program.header.in_force_from.value_or(0), *calendar::parse_day("2024-02-29"));
  }
  return request;
}

std::map<bulk::FactFault, uint64_t> refused(const bulk::Data& data, const std::string& file) {
  std::map<bulk::FactFault, uint64_t> out;
  for (const bulk::Reject& reject : data.rejects) {
    if (data.files[reject.file].name == file) ++out[reject.fault];
  }
  return out;
}

/// Two accounts where a key is a yes or no.
base::Result<generate::Report, bulk::RunError> as_many_as_can_be(generate::Request request) {
  auto report = generate::generate(request);
  const bool fits = report || report.error().message.find("too many") == std::string::npos;
  if (fits) return report;
  request.accounts = 2;
  return generate::generate(request);
}

/// Makes a population and reads it; says what is not as announced.
std::string difference(const generate::Request& request) {
  const auto report = as_many_as_can_be(request);
  if (!report) return report.error().message;
  const auto data = bulk::read_data(request.out, request.program->schema);
  if (!data) return data.error().message;
  for (const generate::FileReport& file : report.value().files) {
    if (refused(data.value(), file.name) == file.faults) continue;
    std::string what = file.name + ": other rejects than announced";
    for (const bulk::Reject& reject : data.value().rejects) {
      what +=
          "\n" + bulk::place_and_reason(data.value(), reject) + "\n  " + std::string(reject.record);
    }
    return what;
  }
  return "";
}

TEST(LawGenerate, EveryLineIsAcceptedButThoseDamaged) {
  const auto cases = generators::cases(0);
  law::holds("what is made up is accepted, what is damaged is refused", law::pairs() / 200, [&] {
    const generators::Built built = generators::build(*cases);
    RC_ASSERT(built.refused == "");
    const Folder folder;
    generate::Request request =
        request_for(*built.compiled.bytecode, *rc::gen::arbitrary<uint64_t>());
    for (const uint64_t dirty : {uint64_t{0}, uint64_t{300}}) {
      request.dirty_permille = dirty;
      request.out = folder.path() / std::to_string(dirty);
      const std::string why = difference(request);
      if (!why.empty()) RC_FAIL(why);
    }
  });
}

}  // namespace
}  // namespace tierline
