#include "tools/mutate/make/steps.hpp"

#include <algorithm>

#include "runtime/calendar/day.hpp"
#include "runtime/decimal/text.hpp"

namespace tierline::mutate {

namespace {

/// `1234567.5` as `1_234_567.5`.
std::string in_groups(std::string text) {
  const size_t first = text.starts_with('-') ? 1 : 0;
  size_t at = std::min(text.find('.'), text.size());
  while (at > first + 3) {
    at -= 3;
    text.insert(at, 1, '_');
  }
  return text;
}

}  // namespace

std::vector<std::string> next_numbers(std::string_view text, int digits) {
  std::string bare(text);
  std::erase(bare, '_');
  const auto parsed = decimal::parse_decimal(bare);
  const auto* found = std::get_if<decimal::Decimal>(&parsed);
  if (found == nullptr) return {};
  const decimal::Decimal number = decimal::rescale_up(*found, std::max(found->scale, digits));
  std::vector<std::string> out;
  for (const int step : {-1, 1}) {
    std::string next = decimal::to_text({number.coefficient + step, number.scale});
    out.push_back(bare.size() == text.size() ? next : in_groups(std::move(next)));
  }
  return out;
}

std::vector<std::string> next_days(std::string_view text) {
  const auto day = calendar::parse_day(text);
  if (!day || *day == calendar::kDayMin || *day == calendar::kDayMax) return {};
  return {calendar::to_text(*day - 1), calendar::to_text(*day + 1)};
}

std::vector<std::string> next_words(std::string_view word, const std::vector<std::string>& words) {
  std::vector<std::string> out;
  const auto at = std::find(words.begin(), words.end(), word);
  if (at == words.end()) return out;
  if (at != words.begin()) out.push_back(*(at - 1));
  if (at + 1 != words.end()) out.push_back(*(at + 1));
  return out;
}

}  // namespace tierline::mutate
