#include "tools/prove/evidence.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "tools/bulk/write/result_files.hpp"

namespace tierline::prove {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kIndexFile = "evidence.json";
constexpr std::string_view kScriptEnd = ".smt2";

bool is_evidence(const std::filesystem::path&, const std::string& name) {
  return name == kIndexFile || name.ends_with(kScriptEnd);
}

std::string_view word_of(prover::Outcome outcome) {
  if (outcome == prover::Outcome::Proved) return "proved";
  return outcome == prover::Outcome::Refuted ? "refuted" : "unknown";
}

/// Writes the questions about one claim, each once however many solvers were asked.
class ClaimEvidence {
 public:
  ClaimEvidence(bulk::OutFolder& folder, std::string claim)
      : folder_(folder), claim_(std::move(claim)) {}

  std::optional<bulk::RunError> add(const prover::Attempt& attempt) {
    if (!files_.contains(attempt.script)) {
      const std::string name = fmt::format("{}-{}{}", claim_, files_.size() + 1, kScriptEnd);
      std::vector<bulk::OutFileInfo> written;
      auto error = bulk::write_file(folder_, name, written,
                                    [&](bulk::OutFile& file) { file.write(attempt.script); });
      if (error) return error;
      files_[attempt.script] = written.front();
    }
    const bulk::OutFileInfo& file = files_[attempt.script];
    answers_.push_back({{"file", file.name},
                        {"sha256", file.digest},
                        {"encoding", attempt.encoding},
                        {"solver", attempt.solver},
                        {"answer", attempt.answer}});
    return std::nullopt;
  }
  Json take() { return std::move(answers_); }

 private:
  bulk::OutFolder& folder_;
  const std::string claim_;
  std::map<std::string, bulk::OutFileInfo> files_;  // by script
  Json answers_ = Json::array();
};

}  // namespace

std::optional<bulk::RunError> write_evidence(const std::filesystem::path& path,
                                             const Provable& program,
                                             const std::vector<ClaimProof>& proofs,
                                             const std::string& tool_version) {
  auto prepared =
      bulk::OutFolder::prepare(path, bulk::Existing::Refuse, {"prove --evidence", is_evidence});
  if (!prepared) return prepared.error();
  bulk::OutFolder folder = std::move(prepared).value();
  Json claims = Json::array();
  for (const ClaimProof& proof : proofs) {
    const prover::Claim& claim = program.claims.claims[proof.result.claim];
    ClaimEvidence evidence(folder, claim.name);
    for (const prover::Attempt& attempt : proof.attempts) {
      if (auto error = evidence.add(attempt)) return error;
    }
    claims.push_back({{"claim", claim.name},
                      {"outcome", word_of(proof.result.verdict.outcome)},
                      {"by", proof.result.verdict.by},
                      {"why", proof.result.verdict.why},
                      {"questions", evidence.take()}});
  }
  const Json index = {{"tierline", tool_version},
                      {"program", program.claims.program.title},
                      {"version", program.claims.program.version},
                      {"claims", std::move(claims)}};
  std::vector<bulk::OutFileInfo> written;
  auto error = bulk::write_file(folder, kIndexFile, written,
                                [&](bulk::OutFile& file) { file.write(index.dump(2) + "\n"); });
  if (error) return error;
  return folder.publish();
}

}  // namespace tierline::prove
