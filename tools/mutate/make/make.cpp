#include "tools/mutate/make/make.hpp"

#include <algorithm>
#include <set>

#include "tools/mutate/make/steps.hpp"

namespace tierline::mutate {

namespace {

void mutate_fields(Draft& draft, const std::vector<ast::Field>& fields) {
  for (const ast::Field& field : fields) {
    if (!field.value) continue;
    if (field.derived) {
      mutate_expression(draft, *field.value);
    } else {
      mutate_constant(draft, *field.value, Operator::Defaults);
    }
  }
}

void mutate(Draft& draft, const ast::ProgramDecl& program) {
  mutate_validity(draft, program.in_force);
}
void mutate(Draft& draft, const ast::SubjectDecl& subject) { mutate_fields(draft, subject.fields); }
void mutate(Draft& draft, const ast::LedgerDecl& ledger) { mutate_fields(draft, ledger.fields); }

void mutate(Draft& draft, const ast::DefineDecl& define) {
  mutate_expression(draft, define.value);
  for (const ast::Exception& exception : define.exceptions) {
    draft.leave_out(Operator::Exceptions, exception.span,
                    in_backticks("except " + exception.name.text));
    mutate_validity(draft, exception.validity);
    if (exception.when) {
      const Span when =
          draft.find({exception.span.begin, draft.ast()[*exception.when].span.begin}, "when");
      draft.leave_out(Operator::Conditions, {when.begin, draft.ast()[*exception.when].span.end},
                      "`when` of " + in_backticks(exception.name.text));
      mutate_expression(draft, *exception.when);
    }
    mutate_expression(draft, exception.value);
  }
}

// What decides nothing, or is judged and does not judge.
void mutate(Draft&, const ast::TiersDecl&) {}
void mutate(Draft&, const ast::EnumDecl&) {}
void mutate(Draft&, const ast::DecideDecl&) {}
void mutate(Draft&, const ast::ScenarioDecl&) {}
void mutate(Draft&, const ast::ClaimDecl&) {}

/// The files that declarations name, each once however many name it.
class Files {
 public:
  explicit Files(Draft& draft) : draft_(draft) {}

  void look(const ast::Decl& decl) {
    if (const auto* table = std::get_if<ast::TableDecl>(&decl); table && table->file) {
      if (const auto file = fresh(*table->file)) mutate_table_file(draft_, *file, *table);
    }
    if (const auto* calendar = std::get_if<ast::CalendarDecl>(&decl)) {
      for (const ast::DayList* list : {&calendar->holidays, &calendar->working_days}) {
        if (!list->file) continue;
        if (const auto file = fresh(*list->file)) mutate_day_file(draft_, *file);
      }
    }
  }

 private:
  std::optional<size_t> fresh(const ast::Word& name) {
    const auto& files = draft_.texts().files;
    for (size_t i = draft_.texts().programs; i < files.size(); ++i) {
      if (files[i].name != name.text || !seen_.insert(i).second) continue;
      draft_.next_group();
      return i;
    }
    return std::nullopt;
  }

  Draft& draft_;
  std::set<size_t> seen_;
};

}  // namespace

void mutate_validity(Draft& draft, const ast::Validity& validity) {
  for (const auto& word : {validity.from, validity.until}) {
    if (word) draft.replace_by_each(Operator::Dates, word->span, next_days(word->text));
  }
}

std::vector<Mutant> make_mutants(const ast::Ast& ast, const source::SourceSet& sources,
                                 const Texts& texts) {
  Draft draft(ast, sources, texts);
  Files files(draft);
  for (const ast::Decl& decl : ast.decls) {
    draft.next_group();
    std::visit([&](const auto& one) { mutate(draft, one); }, decl);
    files.look(decl);
  }
  return draft.finish();
}

}  // namespace tierline::mutate
