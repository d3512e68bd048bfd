#include "tools/mutate/survey.hpp"

#include <algorithm>

#include "tools/bulk/threads/ordered.hpp"
#include "tools/generate/draw/stream.hpp"
#include "tools/mutate/make/make.hpp"

namespace tierline::mutate {

namespace {

constexpr uint64_t kSamplePurpose = 1;
constexpr size_t kTogetherMax = 48;  // mutants that one thread takes, so that all have work

/// Mutants of one group, one after the other.
struct Stretch {
  size_t begin = 0;
  size_t end = 0;
};

std::vector<Stretch> stretches_of(const std::vector<Mutant>& mutants) {
  std::vector<Stretch> out;
  for (size_t i = 0; i < mutants.size(); ++i) {
    const bool goes_on =
        i > 0 && mutants[i].group == mutants[i - 1].group && i - out.back().begin < kTogetherMax;
    if (!goes_on) out.push_back({i, i});
    out.back().end = i + 1;
  }
  return out;
}

/// So many of them, each as likely as any other, in their order.
void take_sample(std::vector<Mutant>& mutants, uint64_t size, uint64_t seed) {
  generate::Stream stream(seed, 0, kSamplePurpose);
  uint64_t left = mutants.size();
  uint64_t wanted = std::min<uint64_t>(size, left);
  std::erase_if(mutants, [&](const Mutant&) {
    const bool kept = stream.below(left) < wanted;
    --left;
    wanted -= kept ? 1U : 0U;
    return !kept;
  });
}

void keep_operators(std::vector<Mutant>& mutants, const std::vector<Operator>& wanted) {
  if (wanted.empty()) return;
  std::erase_if(mutants, [&](const Mutant& mutant) {
    return std::find(wanted.begin(), wanted.end(), mutant.op) == wanted.end();
  });
}

bool is_stopped(const Settings& settings) {
  return settings.stop != nullptr && settings.stop->load(std::memory_order_relaxed);
}

/// Examines each mutant, in stretches: by scenarios and search, as many threads as there may be.
void examine_all(Survey& survey, const SurveyRequest& request) {
  const std::vector<Stretch> stretches = stretches_of(survey.mutants);
  size_t next = 0;
  const auto next_stretch = [&]() -> std::optional<Stretch> {
    if (next == stretches.size() || is_stopped(request.settings)) return std::nullopt;
    return stretches[next++];
  };
  const auto make_worker = [&] {
    return [&](Stretch stretch) {
      Examiner examiner(survey.original, request.settings);
      for (size_t i = stretch.begin; i < stretch.end && !is_stopped(request.settings); ++i) {
        survey.verdicts[i] = examiner.examine(survey.mutants[i]);
        if (request.progress != nullptr) ++request.progress->accounts;
      }
      return true;
    };
  };
  bulk::run_in_order<Stretch, bool>(request.threads, next_stretch, make_worker,
                                    [](bool examined) { return examined; });
}

/// Then what survived, by solvers, which are many processes by themselves.
void prove_survivors(Survey& survey, const SurveyRequest& request) {
  if (request.settings.milliseconds == 0) return;
  const Examiner examiner(survey.original, request.settings);
  for (size_t i = 0; i < survey.mutants.size() && !is_stopped(request.settings); ++i) {
    Verdict& verdict = survey.verdicts[i];
    if (verdict.examined && verdict.fate == Fate::Survived) {
      verdict = examiner.prove(survey.mutants[i]);
    }
  }
}

/// The names of the files that a declaration asks for.
std::vector<std::string> files_of(const ast::Decl& decl) {
  std::vector<std::string> out;
  const auto note = [&](const std::optional<ast::Word>& file) {
    if (file) out.push_back(file->text);
  };
  if (const auto* table = std::get_if<ast::TableDecl>(&decl)) note(table->file);
  if (const auto* calendar = std::get_if<ast::CalendarDecl>(&decl)) {
    note(calendar->holidays.file);
    note(calendar->working_days.file);
  }
  return out;
}

}  // namespace

size_t Survey::count(Fate fate) const {
  return static_cast<size_t>(std::count_if(
      verdicts.begin(), verdicts.end(),
      [&](const Verdict& verdict) { return verdict.examined && verdict.fate == fate; }));
}

Texts texts_of(const compiler::ProgramText& program) {
  Texts texts{program.sources.files(), program.sources.files().size()};
  for (const ast::Decl& decl : dsl::parse(program.sources).ast.decls) {
    for (const std::string& name : files_of(decl)) {
      const auto is_there = [&](const auto& file) { return file.name == name; };
      auto contents = program.load(name);
      if (contents.index() != 0 ||
          std::any_of(texts.files.begin() + static_cast<ptrdiff_t>(texts.programs),
                      texts.files.end(), is_there)) {
        continue;
      }
      texts.files.push_back({name, std::get<0>(std::move(contents))});
    }
  }
  return texts;
}

std::vector<Mutant> mutants_of(const Texts& texts) {
  const compiler::ProgramText program = program_of(texts, {});
  return make_mutants(dsl::parse(program.sources).ast, program.sources, texts);
}

base::Result<Survey, bulk::RunError> survey(const compiler::ProgramText& program,
                                            const SurveyRequest& request) {
  auto original = make_original(texts_of(program), program.load, request.settings);
  if (!original) return original.error();
  Survey survey{std::move(original).value(), {}, {}, 0, false};
  survey.mutants = mutants_of(survey.original.texts);
  keep_operators(survey.mutants, request.operators);
  survey.made = survey.mutants.size();
  if (request.sample > 0) take_sample(survey.mutants, request.sample, request.settings.seed);
  survey.verdicts.resize(survey.mutants.size());
  if (request.progress != nullptr) request.progress->accounts_in_all = survey.mutants.size();
  examine_all(survey, request);
  prove_survivors(survey, request);
  survey.stopped = is_stopped(request.settings);
  return survey;
}

}  // namespace tierline::mutate
