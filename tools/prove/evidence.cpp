#include "tools/prove/evidence.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "compiler/ir/from_checked.hpp"
#include "compiler/ir/passes.hpp"
#include "tools/bulk/write/result_files.hpp"
#include "tools/prove/certificate_json.hpp"
#include "tools/prove/scenario_text.hpp"
#include "tools/verifier/certificate.hpp"

namespace tierline::prove {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kIndexFile = "evidence.json";
constexpr std::string_view kScriptEnd = ".smt2";
constexpr std::string_view kCertificateEnd = ".certificate.json";

bool is_evidence(const std::filesystem::path&, const std::string& name) {
  return name == kIndexFile || name.ends_with(kScriptEnd) || name.ends_with(kCertificateEnd);
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
                        {"answer", attempt.answer},
                        {"milliseconds", attempt.milliseconds}});
    return std::nullopt;
  }
  Json take() { return std::move(answers_); }

 private:
  bulk::OutFolder& folder_;
  const std::string claim_;
  std::map<std::string, bulk::OutFileInfo> files_;  // by script
  Json answers_ = Json::array();
};

/// Writes a text as a file of its own; `file` is then its name and digest.
std::optional<bulk::RunError> write_text(bulk::OutFolder& folder, const std::string& name,
                                         const std::string& text, Json& file) {
  std::vector<bulk::OutFileInfo> written;
  auto error =
      bulk::write_file(folder, name, written, [&](bulk::OutFile& out) { out.write(text); });
  if (!error) file = {{"file", written.front().name}, {"sha256", written.front().digest}};
  return error;
}

/// The certificate of a claim, if there is one that the auditor's checker accepts.
std::optional<Json> certificate_of(const ir::Ir& ir, const prover::Claim& claim,
                                   const CertificateTitle& title) {
  Json made;
  const auto accepts = [&](const prover::Certificate& certificate) {
    made = certificate_json(certificate, title);
    return verifier::refusal_of(made).empty();
  };
  return prover::certify(ir, claim, accepts) ? std::optional(made) : std::nullopt;
}

/// The claim's entry in the index, but for questions and certificate.
Json entry_of(const Provable& program, const SearchResult& result) {
  const prover::Claim& claim = program.claims.claims[result.claim];
  const prover::Verdict& verdict = result.verdict;
  Json out = {{"claim", claim.name},
              {"outcome", word_of(verdict.outcome)},
              {"by", verdict.by},
              {"why", verdict.why},
              {"milliseconds", verdict.milliseconds ? Json(*verdict.milliseconds) : Json(nullptr)},
              {"questions", Json::array()},
              {"certificate", nullptr},
              {"scenario", nullptr}};
  if (verdict.example) {
    out["scenario"] = scenario_text(program.claims.program, claim, *verdict.example);
  }
  return out;
}

/// What the solvers were asked about a claim.
const ClaimProof* proof_of(const Examination& examination, size_t claim) {
  for (const ClaimProof& proof : examination.proofs) {
    if (proof.result.claim == claim) return &proof;
  }
  return nullptr;
}

std::optional<bulk::RunError> write_questions(bulk::OutFolder& folder, const std::string& claim,
                                              const ClaimProof& proof, Json& entry) {
  ClaimEvidence evidence(folder, claim);
  for (const prover::Attempt& attempt : proof.attempts) {
    if (auto error = evidence.add(attempt)) return error;
  }
  entry["questions"] = evidence.take();
  return std::nullopt;
}

}  // namespace

base::Result<bulk::OutFolder, bulk::RunError> evidence_folder(const std::filesystem::path& path) {
  return bulk::OutFolder::prepare(path, bulk::Existing::Refuse, {"", is_evidence});
}

std::optional<bulk::RunError> write_evidence(bulk::OutFolder& folder, const Provable& program,
                                             const Examination& examination,
                                             const EvidenceTitle& title) {
  const checked::CheckedProgram checked = program.claims.without_reaches();
  const ir::Ir ir = ir::optimise(ir::lower(checked));
  Json claims = Json::array();
  for (const SearchResult& result : examination.report.results) {
    const prover::Claim& claim = program.claims.claims[result.claim];
    Json& entry = claims.emplace_back(entry_of(program, result));
    const ClaimProof* proof = proof_of(examination, result.claim);
    if (proof != nullptr) {
      if (auto error = write_questions(folder, claim.name, *proof, entry)) return error;
    }
    if (result.verdict.outcome == prover::Outcome::Refuted) continue;
    const auto certificate = certificate_of(
        ir, claim,
        {title.claims[result.claim], checked.title + " " + checked.version, title.digest});
    if (!certificate) continue;
    const std::string name = claim.name + std::string(kCertificateEnd);
    if (auto error = write_text(folder, name, certificate->dump(1) + "\n", entry["certificate"])) {
      return error;
    }
  }
  const Json index = {{"tierline", title.tool_version},
                      {"program", checked.title},
                      {"version", checked.version},
                      {"digest", title.digest},
                      {"interrupted", examination.report.stopped},
                      {"solvers_missing", smt::missing_solvers()},
                      {"claims", std::move(claims)}};
  Json listed;
  if (auto error = write_text(folder, std::string(kIndexFile), index.dump(2) + "\n", listed)) {
    return error;
  }
  return folder.publish();
}

}  // namespace tierline::prove
