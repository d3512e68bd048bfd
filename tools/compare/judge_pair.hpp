// JudgePair: one partner before both programs, as the scalar machine decides them.
// Made by: judge_pair.cpp    Read by: search_pair.cpp, compare.cpp
// Tested by: tests/unit/tools_compare
#pragma once

#include "tools/compare/comparable.hpp"
#include "tools/prove/judge.hpp"

namespace tierline::compare {

using prove::Case;
using prove::Finding;

class JudgePair {
 public:
  /// The programs must outlive the judge.
  explicit JudgePair(const Comparable& programs);

  /// Decides both; `finding` is then of this case.
  void decide(const Case& one);
  const decision::Decision& decision(size_t side) const { return decisions_[side]; }

  /// Fails: the two come to something else. NotGiven: the partner is not compared.
  Finding finding(const Item& item) const;

 private:
  enum class Given : uint8_t { Yes, No, Unsaid };
  Given given(const Case& one);

  const Comparable& programs_;
  prove::Judge judges_[2];
  prove::Judge given_judge_;
  decision::Decision decisions_[2];
  decision::Decision asked_;
  Given given_ = Given::Yes;
};

}  // namespace tierline::compare
