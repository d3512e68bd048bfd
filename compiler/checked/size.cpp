#include "compiler/checked/size.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits.hpp"

namespace tierline::checked {

namespace {

constexpr size_t kBeyond = base::kStepsMax + 1;

size_t sum(size_t a, size_t b) { return std::min(a + b, kBeyond); }

/// Steps of each expression: here, where what has no parameters is worked out once for all; and
/// on another day, where everything is worked out again.
class Count {
 public:
  explicit Count(const CheckedProgram& program)
      : program_(program), here_(program.exprs.size()), anew_(program.exprs.size()) {}

  void run();
  size_t total() const { return total_; }
  uint32_t largest() const { return largest_; }

 private:
  void count(uint32_t number);
  void count_define(uint32_t index);
  void count_tiers();
  void count_status();
  void count_splits();
  size_t tables_of_bands(const Expr& expr) const;

  const CheckedProgram& program_;
  std::vector<size_t> here_;
  std::vector<size_t> anew_;
  std::vector<size_t> define_here_;
  std::vector<size_t> define_anew_;
  size_t tier_anew_ = 1;
  size_t total_ = 0;
  size_t largest_steps_ = 0;
  uint32_t largest_ = kNone;
};

/// Bands are compared edge by edge, and their axis belongs to them.
size_t Count::tables_of_bands(const Expr& expr) const {
  return program_.bands[expr.ref].bands.size();
}

void Count::count(uint32_t number) {
  const Expr& expr = program_.exprs[number];
  size_t here = 1;
  size_t anew = 1;
  const auto add_kid = [&](ExprId kid) {
    here = sum(here, here_[kid.index()]);
    anew = sum(anew, anew_[kid.index()]);
  };
  for (const ExprId kid : expr.kids) add_kid(kid);
  if (expr.where) add_kid(*expr.where);
  if (expr.kind == ExprKind::Call) {
    here = sum(here, define_here_[expr.ref]);
    anew = sum(anew, define_anew_[expr.ref]);
  }
  if (expr.kind == ExprKind::TierNow) anew = sum(anew, tier_anew_);
  if (expr.kind == ExprKind::BandsOf || expr.kind == ExprKind::BandValue) {
    here = sum(here, tables_of_bands(expr));
    anew = sum(sum(anew, tables_of_bands(expr)), anew_[program_.bands[expr.ref].axis.index()]);
  }
  // `E at D` works E out on a day of its own.
  if (expr.kind == ExprKind::At)
    here = sum(anew_[expr.kids[0].index()], here_[expr.kids[1].index()]);
  here_[number] = here;
  anew_[number] = anew;
}

void Count::count_define(uint32_t index) {
  const Define& define = program_.defines[index];
  size_t here = here_[define.value.index()];
  size_t anew = anew_[define.value.index()];
  for (const Exception& exception : define.exceptions) {
    here = sum(here, here_[exception.value.index()]);
    anew = sum(anew, anew_[exception.value.index()]);
    if (!exception.when) continue;
    here = sum(here, here_[exception.when->index()]);
    anew = sum(anew, anew_[exception.when->index()]);
  }
  const bool once = define.parameters.empty();
  if (once) total_ = sum(total_, here);
  define_here_.push_back(once ? 1 : here);
  define_anew_.push_back(anew);
  if (anew <= largest_steps_) return;
  largest_steps_ = anew;
  largest_ = index;
}

void Count::count_tiers() {
  for (const Tier& tier : program_.tiers) {
    for (const Requirement& one : tier.requirements) {
      total_ = sum(total_, here_[one.condition.index()]);
      tier_anew_ = sum(tier_anew_, anew_[one.condition.index()]);
    }
  }
}

void Count::count_status() {
  if (!program_.status) return;
  const Status& status = *program_.status;
  for (const auto& part :
       {status.exists, status.promote_on, status.assessing, status.holds_until}) {
    if (part) total_ = sum(total_, here_[part->index()]);
  }
}

void Count::count_splits() {
  for (const Split& split : program_.splits) {
    total_ = sum(total_, sum(here_[split.amount.index()], here_[split.weight.index()]));
    if (split.where) total_ = sum(total_, here_[split.where->index()]);
  }
}

/// A definition stands complete in the arena before the first expression that calls it, and the
/// requirements before the first that looks at the tier.
void Count::run() {
  uint32_t next_define = 0;
  bool tiers_counted = false;
  for (uint32_t number = 0; number < program_.exprs.size(); ++number) {
    const Expr& expr = program_.exprs[number];
    if (expr.kind == ExprKind::Call) {
      while (next_define <= expr.ref) count_define(next_define++);
    }
    if (expr.kind == ExprKind::TierNow && !tiers_counted) {
      count_tiers();
      tiers_counted = true;
    }
    count(number);
  }
  while (next_define < program_.defines.size()) count_define(next_define++);
  if (!tiers_counted) count_tiers();
  count_status();
  count_splits();
}

}  // namespace

void check_size(Work& work) {
  Count count(work.program);
  count.run();
  if (count.total() <= base::kStepsMax) return;
  const bool has_define = count.largest() != kNone;
  const Span span = has_define ? work.program.defines[count.largest()].span : Span{};
  auto& error =
      work.report(Code::ProgramTooLarge, span,
                  fmt::format("unfolded, this program has more than {} steps", base::kStepsMax));
  if (has_define) label(error, span, "the largest definition");
  error.hint =
      "give what is used several times a name without parameters, or ask it `at` fewer days";
}

}  // namespace tierline::checked
