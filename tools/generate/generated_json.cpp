#include "tools/generate/generated_json.hpp"

#include <nlohmann/json.hpp>

#include "tools/bulk/input/file_bytes.hpp"
#include "tools/bulk/input/open_file.hpp"

namespace tierline::generate {

namespace {

using Json = nlohmann::ordered_json;

Json faults_json(const FaultCounts& faults) {
  Json out = Json::object();
  for (const auto& [fault, count] : faults) out[std::string(bulk::describe(fault))] = count;
  return out;
}

Json files_json(const Report& report, const std::vector<bulk::OutFileInfo>& files) {
  Json out = Json::array();
  for (size_t i = 0; i < files.size(); ++i) {
    out.push_back({{"file", files[i].name},
                   {"sha256", files[i].digest},
                   {"bytes", files[i].bytes},
                   {"lines", report.files[i].lines},
                   {"to_be_rejected", faults_json(report.files[i].faults)}});
  }
  return out;
}

/// The digest of a file as the folder's generated.json has it; none if it names no such file.
std::optional<std::string> noted_digest(const std::filesystem::path& folder,
                                        const std::string& name) {
  const auto bytes = bulk::read_bytes(folder / kGeneratedFile);
  if (!bytes) return std::nullopt;
  const Json json = Json::parse(bytes.value(), nullptr, false);
  if (!json.is_object() || !json.contains("files")) return std::nullopt;
  for (const Json& file : json["files"]) {
    if (!file.is_object() || file.value("file", Json()) != name) continue;
    const Json digest = file.value("sha256", Json());
    if (digest.is_string()) return digest.get<std::string>();
  }
  return std::nullopt;
}

/// A file that somebody has changed since may hold real facts.
bool is_made(const std::filesystem::path& folder, const std::string& name) {
  if (name == kGeneratedFile) return true;
  const auto digest = noted_digest(folder, name);
  if (!digest) return false;
  bulk::OpenFile file(folder / name);
  if (file.open() || !file.is_regular()) return false;
  const auto found = file.digest();
  return found && found.value() == *digest;
}

}  // namespace

std::string generated_json(const Request& request, const Report& report,
                           const std::vector<bulk::OutFileInfo>& files) {
  const bytecode::Header& header = request.program->header;
  const Json json = {{"tierline", request.tool_version},
                     {"program",
                      {{"title", header.title},
                       {"version", header.version},
                       {"digest", header.digest},
                       {"bytecode_digest", bytecode::digest(*request.program)}}},
                     {"accounts", request.accounts},
                     {"seed", request.seed},
                     {"entries", request.entries},
                     {"dirty_permille", request.dirty_permille},
                     {"as_of", calendar::to_text(report.as_of)},
                     {"files", files_json(report, files)}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

bulk::OwnFiles made_folder() { return {"`generate`", is_made}; }

}  // namespace tierline::generate
