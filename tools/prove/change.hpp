// Change: a partner made from another one. As the second world of a claim, in the one thing that
// the claim varies: by a unit, to a number that the program names, or anywhere. Or at random, a
// little, to come to something new. Made by: change.cpp    Read by: search.cpp    Tested by:
// tests/unit/tools_prove/change_test.cpp
#pragma once

#include "tools/prove/draw.hpp"

namespace tierline::prove {

class Changer {
 public:
  /// The schema and the interests must outlive this.
  Changer(const bytecode::Schema& schema, const Interests& interests)
      : schema_(schema), interests_(interests) {}

  /// The two worlds of a claim about them (its fields counted as in the schema), made of one
  /// partner; the second is the one with more. Nothing if this partner has nothing to vary.
  std::optional<Case> worlds(const prover::Claim& claim, Day today, const Partner& partner,
                             PartnerDraw& draw, Stream& stream) const;

  /// Changes one thing: a fact, an entry, or all entries of a ledger, taken from another partner.
  void mutate(Partner& partner, const Partner& other, PartnerDraw& draw, Stream& stream) const;

  /// Moves all days of a partner, those of a record that would not be taken there excepted.
  void shift(Partner& partner, int64_t days) const;

 private:
  struct Varying {
    const bytecode::RecordInfo& record;
    size_t field;
    const generate::FieldInterest& interest;
    bool rises;
  };

  Varying varying(const prover::Claim& claim) const;
  std::optional<Fact> other(const Varying& varying, const Fact& fact, PartnerDraw& draw,
                            Stream& stream) const;
  int64_t near(const Varying& varying, int64_t value, Stream& stream) const;
  bool vary_entries(const prover::Claim& claim, Case& worlds, PartnerDraw& draw,
                    Stream& stream) const;
  void mutate_record(const bytecode::RecordInfo& info,
                     const std::vector<generate::FieldInterest>& interests, Record& record,
                     PartnerDraw& draw, Stream& stream) const;
  void mutate_ledger(size_t ledger, std::vector<Record>& entries, PartnerDraw& draw,
                     Stream& stream) const;
  bool vary_account(const prover::Claim& claim, Case& worlds, PartnerDraw& draw,
                    Stream& stream) const;

  const bytecode::Schema& schema_;
  const Interests& interests_;
};

}  // namespace tierline::prove
