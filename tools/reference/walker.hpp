// Walker: evaluates one expression at a time; the frame says where it stands.
// walker.cpp has the plain nodes, rules.cpp what the program's declarations mean.
// Made by: evaluate.cpp    Read by: tools/reference only
#pragma once

#include <string>

#include "tools/reference/calendar.hpp"
#include "tools/reference/evaluate.hpp"

namespace tierline::reference {

using checked::Expr;
using checked::ExprId;

/// Where an expression is read: on which day, for which entry, and inside which call (whose
/// arguments are read in the caller's frame, when and if the body needs them).
struct Frame {
  Day today = 0;
  const Row* entry = nullptr;
  const checked::Record* ledger = nullptr;
  const Expr* call = nullptr;
  const Frame* caller = nullptr;
};

struct NoAnswer {
  FaultKind kind;
};
struct BrokenPromise {
  std::string what;
};

class Walker {
 public:
  Walker(const checked::CheckedProgram& program, const Facts& facts);

  Value value(ExprId id, const Frame& frame);
  uint32_t tier(Day today);
  bool met(const checked::Requirement& requirement, Day today);
  void hold(Held held) { held_ = held; }
  Parts split(const checked::Split& split, Day today);
  std::set<Decided> take_decided() { return std::exchange(decided_, {}); }

 private:
  // Plain nodes.
  Value node(const Expr& expr, const Frame& frame);
  Value plain(const Expr& expr, const Frame& frame);
  Value choice(const Expr& expr, const Frame& frame);
  Value arithmetic(const Expr& expr, const Frame& frame);
  Value days(const Expr& expr, const Frame& frame);
  Value extreme(const Expr& expr, const Frame& frame);
  Value round_node(const Expr& expr, const Frame& frame);
  bool compare(const Expr& expr, const Frame& frame);
  Value field(const checked::Record& record, const Row& row, uint32_t index, const Frame& frame);
  void check_promises(const Expr& expr, const Value& value) const;

  // Declarations.
  Value aggregate(const Expr& expr, const Frame& frame);
  Row stored(const Frame& inside);
  bool counts(const std::optional<ExprId>& where, const Frame& inside);
  Value call(const Expr& expr, const Frame& frame);
  const checked::Exception* exception(const checked::Define& define, uint32_t parent,
                                      const Frame& frame);
  bool applies(const checked::Exception& exception, const Frame& frame);
  Value lookup(const Expr& expr, const Frame& frame);
  Value band_value(const Expr& expr, const Frame& frame);
  Value bands_of(const Expr& expr, const Frame& frame);
  const checked::Band& band_reached(const checked::Bands& bands, const Rational& at);

  bool truth(ExprId id, const Frame& frame) { return as<bool>(id, frame); }
  Rational number(ExprId id, const Frame& frame) { return as<Rational>(id, frame); }
  Day day(ExprId id, const Frame& frame) { return as<Day>(id, frame); }
  template <class T>
  T as(ExprId id, const Frame& frame) {
    const Value found = value(id, frame);
    if (const T* wanted = std::get_if<T>(&found)) return *wanted;
    throw BrokenPromise{"a value of another kind than promised: " + to_text(found)};
  }

  const checked::CheckedProgram& program_;
  const Facts& facts_;
  std::vector<WorkingDays> calendars_;
  std::set<Decided> decided_;
  Held held_;
};

}  // namespace tierline::reference
