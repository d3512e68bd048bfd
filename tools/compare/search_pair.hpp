// SearchPair: looks for partners for whom two programs differ. Drawn near what either of them
// compares facts with; what differs is made small. It can go on where it stopped, so that solvers
// are asked only of what a few cases do not settle.
// Made of: tools/prove    Read by: compare.cpp    Tested by: tests/unit/tools_compare
#pragma once

#include <atomic>

#include "tools/compare/judge_pair.hpp"
#include "tools/prove/cases.hpp"

namespace tierline::compare {

class SearchPair {
 public:
  /// The programs must outlive the search.
  SearchPair(const Comparable& programs, uint64_t seed, const std::atomic<bool>* stop);
  SearchPair(const SearchPair&) = delete;
  SearchPair& operator=(const SearchPair&) = delete;

  /// Why no partner can be drawn at all.
  std::optional<bulk::RunError> check() const { return cases_.check(); }

  /// Looks at partners who are known already, and remembers them; of those on days on which not
  /// both programs are in force nothing is asked.
  void look_at(const std::vector<Case>& known, const std::vector<size_t>& open);

  /// Goes on until so many cases were looked at, or something was found of each item that is open.
  void run(const std::vector<size_t>& open, uint64_t cases);

  /// The smallest partner like this one for whom the two differ in the item.
  Case smallest(const Item& item, Case found);

  uint64_t cases() const { return cases_done_; }
  /// In how many of them both programs came to the same.
  uint64_t same(size_t item) const { return same_[item]; }
  /// Where the item differs first.
  const std::optional<Case>& found(size_t item) const { return found_[item]; }
  bool is_stopped() const { return stop_ != nullptr && stop_->load(std::memory_order_relaxed); }

 private:
  void run_case(prove::PartnerDraw& draw, const std::vector<size_t>& open);
  void look(const Case& one, const std::vector<size_t>& open);
  void look_at_edge(prove::PartnerDraw& draw, const std::vector<size_t>& open);
  Case draw(prove::PartnerDraw& draw);
  bool differs() const;
  void keep_if_it_differs(const Case& one);
  std::vector<int64_t> kind_of(const Case& one);
  void offer(const Case& one);
  bool is_done(const std::vector<size_t>& open) const;

  const Comparable& programs_;
  const std::atomic<bool>* stop_;
  uint64_t seed_;
  bytecode::Schema kinds_;  // the outputs of both
  prove::Cases cases_;
  JudgePair judge_;
  uint64_t cases_done_ = 0;
  std::vector<uint64_t> same_;
  std::vector<std::optional<Case>> found_;
  std::vector<Case> differing_;  // some item differs; near them others may
};

}  // namespace tierline::compare
