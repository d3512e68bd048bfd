#include "tools/bulk/write/manifest.hpp"

#include <nlohmann/json.hpp>

namespace tierline::bulk {

namespace {

using Json = nlohmann::ordered_json;

Json program_json(const Manifest& manifest) {
  const bytecode::Header& header = manifest.program->header;
  Json program = {{"title", header.title},
                  {"version", header.version},
                  {"digest", header.digest},
                  {"bytecode_digest", bytecode::digest(*manifest.program)}};
  Json files = Json::array();
  for (const ProgramFile& file : manifest.program_files) {
    files.push_back({{"file", file.name}, {"sha256", file.digest}});
  }
  program["files"] = std::move(files);
  return program;
}

Json inputs_json(const Data& data) {
  Json inputs = Json::array();
  for (const FileCount& file : data.files) {
    inputs.push_back({{"file", file.name},
                      {"sha256", file.digest},
                      {"bytes", file.bytes},
                      {"lines", file.lines},
                      {"used", file.used},
                      {"rejected", file.rejected}});
  }
  return inputs;
}

Json results_json(const std::vector<OutFileInfo>& results) {
  Json out = Json::array();
  for (const OutFileInfo& file : results) {
    out.push_back({{"file", file.name}, {"sha256", file.digest}, {"bytes", file.bytes}});
  }
  return out;
}

}  // namespace

std::vector<std::pair<std::string, size_t>> named(const RunCounts& counts) {
  return {{"accounts", counts.accounts},
          {"decided", counts.decided},
          {"undetermined", counts.undetermined},
          {"lines", counts.lines},
          {"used", counts.used},
          {"rejected", counts.rejected},
          {"rejected_without_account", counts.rejected_without_account}};
}

std::string to_json(const Manifest& manifest) {
  Json counts = Json::object();
  for (const auto& [name, count] : named(manifest.counts)) counts[name] = count;
  const Json json = {{"tierline", manifest.tool_version},
                     {"program", program_json(manifest)},
                     {"as_of", calendar::to_text(manifest.as_of)},
                     {"inputs", inputs_json(*manifest.data)},
                     {"ignored_files", manifest.data->ignored_files},
                     {"counts", std::move(counts)},
                     {"results", results_json(manifest.results)}};
  // File names need not be UTF-8; everything else is.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tierline::bulk
