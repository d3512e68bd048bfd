// Versions: one requirement of a tier in several texts, each for its own days. Sorted by the day on
// which they begin, each must begin on the day after the one before it ends: on a day with two the
// text would ask twice, on a day with none it would ask for nothing in the middle of its life.
// Before the first and after the last nothing is asked, as of every dated requirement.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/checked/declarations/declarations.hpp"

namespace tierline::checked {

namespace {

Days days_of(const Requirement& one) {
  Days days;
  if (one.from) days.low = *one.from;
  if (one.until) days.high = *one.until;
  return days;
}

bool is_dated(const Requirement& one) { return one.from || one.until; }

/// Reports what two versions, of which `second` does not begin earlier, make of some day.
///   returns  false: it was reported
class Pair {
 public:
  Pair(Work& work, const Requirement& first, const Requirement& second)
      : work_(work),
        first_(first),
        second_(second),
        ends_(days_of(first).high),
        begins_(days_of(second).low) {}

  bool check() {
    if (!is_dated(first_) && !is_dated(second_)) return duplicate();
    if (begins_ <= ends_) return overlap();
    // What no day that can be asked for falls into is no gap.
    const Days asked = work_.today_bounds(work_.tier_elsewhere);
    const Days between = intersect({ends_ + 1, begins_ - 1}, asked);
    return between.low > between.high || gap(between.low);
  }

 private:
  const Requirement& later_in_text() const {
    return first_.span.begin < second_.span.begin ? second_ : first_;
  }
  const Requirement& earlier_in_text() const {
    return first_.span.begin < second_.span.begin ? first_ : second_;
  }

  bool duplicate() {
    report_duplicate(work_, {second_.name, second_.span}, "a requirement of this tier",
                     first_.span);
    return false;
  }

  source::Diagnostic& report(Code code, std::string message) {
    auto& error = work_.report(code, later_in_text().span, std::move(message));
    label(error, earlier_in_text().span, "the other version");
    return error;
  }

  bool overlap() {
    const Day witness =
        begins_ > calendar::kDayMin ? begins_ : std::min(ends_, days_of(second_).high);
    report(Code::RequirementOverlap,
           fmt::format("two versions of `{}` hold at once, for example on {}", second_.name,
                       calendar::to_text(witness)))
        .hint =
        "let one end on the day before the other begins (both days are included), or give one of "
        "them another name: then both are asked";
    return false;
  }

  bool gap(Day witness) {
    report(Code::RequirementGap,
           fmt::format("no version of `{}` holds on {}", second_.name, calendar::to_text(witness)))
        .hint = fmt::format(
        "write `until {}` or `from {}`; if nothing is to be asked in between, give one of them "
        "another name",
        calendar::to_text(begins_ - 1), calendar::to_text(ends_ + 1));
    return false;
  }

  Work& work_;
  const Requirement& first_;
  const Requirement& second_;
  Day ends_;
  Day begins_;
};

bool has(const std::vector<Requirement>& all, std::string_view name) {
  return std::any_of(all.begin(), all.end(),
                     [&](const Requirement& one) { return one.name == name; });
}

/// Appends all that have the name.
void append(std::vector<Requirement>& out, const std::vector<Requirement>& all,
            std::string_view name) {
  std::copy_if(all.begin(), all.end(), std::back_inserter(out),
               [&](const Requirement& one) { return one.name == name; });
}

/// By name, and the versions of each by the day on which they begin.
std::vector<const Requirement*> in_order(const std::vector<Requirement>& own) {
  std::vector<const Requirement*> out;
  for (const Requirement& one : own) out.push_back(&one);
  std::stable_sort(out.begin(), out.end(), [](const Requirement* a, const Requirement* b) {
    return a->name != b->name ? a->name < b->name : days_of(*a).low < days_of(*b).low;
  });
  return out;
}

}  // namespace

bool check_versions(Work& work, const std::vector<Requirement>& own) {
  bool good = true;
  const Requirement* last = nullptr;  // of the versions so far the one that lasts longest
  for (const Requirement* one : in_order(own)) {
    const bool is_version = last != nullptr && last->name == one->name;
    if (is_version) good = Pair(work, *last, *one).check() && good;
    if (!is_version || days_of(*one).high > days_of(*last).high) last = one;
  }
  return good;
}

std::vector<Requirement> with_own(const std::vector<Requirement>& inherited,
                                  const std::vector<Requirement>& own) {
  std::vector<Requirement> out;
  for (const Requirement& one : inherited) {
    if (!has(own, one.name)) {
      out.push_back(one);
    } else if (!has(out, one.name)) {
      append(out, own, one.name);
    }
  }
  for (const Requirement& one : own) {
    if (!has(inherited, one.name)) out.push_back(one);
  }
  return out;
}

}  // namespace tierline::checked
