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

Json inputs_json(const Data& data, bool with_known_on) {
  Json inputs = Json::array();
  for (const FileCount& file : data.files) {
    inputs.push_back({{"file", file.name},
                      {"sha256", file.digest},
                      {"bytes", file.bytes},
                      {"lines", file.lines},
                      {"used", file.used},
                      {"rejected", file.rejected}});
    if (with_known_on) inputs.back()["not_yet_known"] = file.not_yet_known;
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

std::vector<std::pair<std::string, size_t>> named(const RunCounts& counts, bool with_known_on) {
  std::vector<std::pair<std::string, size_t>> out = {
      {"accounts", counts.accounts},
      {"decided", counts.decided},
      {"undetermined", counts.undetermined},
      {"lines", counts.lines},
      {"used", counts.used},
      {"rejected", counts.rejected},
      {"rejected_without_account", counts.rejected_without_account}};
  if (with_known_on) out.emplace_back("not_yet_known", counts.not_yet_known);
  if (counts.after_end) out.emplace_back("after_end", *counts.after_end);
  return out;
}

std::string to_json(const Manifest& manifest) {
  Json counts = Json::object();
  const bool with_known_on = manifest.known_on.has_value();
  for (const auto& [name, count] : named(manifest.counts, with_known_on)) counts[name] = count;
  Json json = {{"tierline", manifest.tool_version}, {"program", program_json(manifest)}};
  if (manifest.from) json["from"] = calendar::to_text(*manifest.from);
  json[manifest.from ? "to" : "as_of"] = calendar::to_text(manifest.as_of);
  if (with_known_on) json["known_on"] = calendar::to_text(*manifest.known_on);
  if (!manifest.data->source.empty()) json["source"] = manifest.data->source;
  json["inputs"] = inputs_json(*manifest.data, with_known_on);
  json["ignored_files"] = manifest.data->ignored_files;
  json["counts"] = std::move(counts);
  json["results"] = results_json(manifest.results);
  // File names need not be UTF-8; everything else is.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tierline::bulk
