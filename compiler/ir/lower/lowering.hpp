// Lowering: turns checked expressions into steps, one noun a file.
// A value of the language becomes up to four steps (Value). A definition is lowered once for each
// distinct list of arguments and each `today` (Instance). Beside the steps grows the rule map: what
// is looked at only under a condition gets a scope of its own (Scopes).
// A fault is a number beside the value, 0 when all is well; it follows what is needed: the chosen
// branch, the entries that count, the requirements up to the one that decides.
// Read by: compiler/ir/from_checked.cpp    Tested by: tests/unit/compiler_ir
#pragma once

#include <map>
#include <vector>

#include "compiler/checked/checked_program.hpp"
#include "compiler/ir/builder.hpp"
#include "compiler/ir/from_checked.hpp"
#include "compiler/ir/lower/scopes.hpp"

namespace tierline::ir {

using checked::Expr;
using checked::ExprId;
using checked::ExprKind;
using checked::Relation;

struct Value {
  checked::Kind kind{};
  StepId first = {};   // the value; a quotient's numerator; a period's first day
  StepId second = {};  // a quotient's denominator, above zero; a period's last day
  StepId known = {};   // Bool; none: always there
  StepId fault = {};   // Number, 0 or a fault code; none: never
};

/// Where an expression stands.
struct Context {
  StepId today;
  uint32_t ledger = kNone;  // whose entry is at hand
  uint32_t scope = 0;
  const std::vector<Value>* parameters = nullptr;
  bool in_aggregate = false;  // of this definition: parameters are of the account then
};

enum class InstanceKind : uint8_t { Define, Derived, Axis, Condition, TierAt };

/// Something that is lowered once: a definition with its arguments, a derived field, the axis of
/// bands, the condition of a requirement, the tier on another day than today.
struct Instance {
  InstanceKind kind{};
  uint32_t ref = 0;  // definition, field, bands or expression
  uint32_t ledger = kNone;
  StepId today;
  std::vector<Value> arguments;
};

class Lowering {
 public:
  explicit Lowering(const checked::CheckedProgram& program);

  Ir run(const std::vector<AskedMoment>& moments = {});

 private:
  struct Lowered {
    Value value;
    uint32_t scope = 0;
  };
  /// Thrown when instances stand too deep; the drivers lower it first and try again.
  struct Postponed {
    Instance instance;
  };

  // instances.cpp
  Value lower(const Instance& instance, const Context& context);
  Lowered lower_body(const Instance& instance);
  void settle(Instance first);
  template <class Work>
  auto settled(Work work) -> decltype(work());
  void lower_tiers();
  Tier lower_tier(const checked::Tier& tier, std::vector<Value>& flags);
  void lower_status(const checked::Status& status, StepId fault);
  void lower_outputs();
  void lower_splits();

  // moments.cpp
  Moment lower_moment(const AskedMoment& asked);
  StepId day_of(const AskedMoment& asked);

  // expressions.cpp
  Value lower(ExprId id, const Context& context);
  Value lower_kind(const Expr& expr, const Context& context);
  Value lower_constant(const Expr& expr);
  Value account_field(const Expr& expr);
  Value entry_field(const Expr& expr, const Context& context);
  Value parameter(const Expr& expr, const Context& context);
  Value logic(const Expr& expr, const Context& context);
  Value compare(const Expr& expr, const Context& context);
  Value choose(const Expr& expr, const Context& context);
  Value otherwise(const Expr& expr, const Context& context);
  Value by(const Expr& expr, const Context& context);
  Value at(const Expr& expr, const Context& context);
  Value call(const Expr& expr, const Context& context);
  Value extreme(const Expr& expr, const Context& context);

  // numbers.cpp
  Value arithmetic(const Expr& expr, const Context& context);
  Value divide(const Expr& expr, const Context& context);
  Value round(const Expr& expr, const Context& context);
  Value round(const Value& value, const checked::Decimal& quantum, decimal::Rounding mode);
  StepId compare_numbers(Relation relation, const Value& a, const Value& b);
  StepId compare_steps(Relation relation, StepId a, StepId b);
  Value as_quotient(const Value& value);
  Value to_type(const Value& value, const checked::Type& type);
  Value select(StepId condition, const Value& yes, const Value& no);

  // days.cpp
  Value in_period(const Expr& expr, const Context& context);
  Value add_to_day(const Expr& expr, const Context& context);
  Value period_of(const Expr& expr, const Context& context);

  // bands.cpp
  Value band_value(const Expr& expr, const Context& context);
  Value bands_of(const Expr& expr, const Context& context);
  Value whole(const checked::Bands& bands, uint32_t ref, const Value& amount,
              const Context& context);
  Value each(const checked::Bands& bands, checked::BandMode mode, const Value& amount,
             const Context& context);
  StepId if_entered(StepId entered, StepId part);
  StepId share_in_band(const checked::Band& band, checked::BandMode mode, StepId amount);
  StepId reached(const checked::Band& band, const Value& amount);
  std::vector<StepId> reached_by_axis(const checked::Bands& bands, uint32_t ref,
                                      const Context& context, Value& axis);
  StepId chain(const std::vector<StepId>& reached, const std::vector<StepId>& values);
  void add_band_group(const checked::Bands& bands, Pick pick, const std::vector<StepId>& reached,
                      uint32_t scope);

  // tables.cpp
  Value lookup(const Expr& expr, const Context& context);
  void add_table_lists();
  struct Position {
    StepId at;
    StepId found;  // none: always
  };
  Position position(const checked::TableKey& key, uint32_t list, StepId value);

  // definitions.cpp
  struct Alternative;
  Value define(const checked::Define& define, const Context& context);
  Value with_exceptions(const checked::Define& define, uint32_t parent, const Value& general,
                        StepId guard, RuleGroup& group, const Context& context);
  Alternative alternative(const checked::Define& define, uint32_t index, StepId guard,
                          RuleGroup& group, const Context& context);
  StepId dated(std::optional<checked::Day> from, std::optional<checked::Day> until, StepId today);
  Value tier_now(const Context& context);
  Value tier_at(const Context& context);
  /// The fault of all of a tier's requirements, in order up to the first that is not met.
  StepId fault_of_all(const std::vector<Value>& requirements);
  Value condition(const checked::Requirement& requirement, const Context& context, uint32_t& scope);

  // asks.cpp
  std::vector<Ask> asks_of(ExprId condition, const Context& context);
  void add_asks(ExprId id, const Context& context, std::vector<Ask>& asks);
  void add_join(const Expr& expr, const Context& context, std::vector<Ask>& asks);
  Ask leaf(const Expr& expr, const Context& context);
  void number_distance(const Expr& expr, const Value& a, const Value& b, Ask& ask);
  void day_distance(Relation relation, const Value& a, const Value& b, Ask& ask);

  // aggregates.cpp
  Value aggregate(const Expr& expr, const Context& context);
  Split split(const checked::Split& split);
  Context of_entries(uint32_t ledger, StepId condition, const Context& context);
  Value counted(uint32_t ledger, const std::optional<ExprId>& where, const Context& context);
  StepId of_all_entries(uint32_t ledger, StepId fault, StepId flag);
  StepId visible(uint32_t ledger, StepId today);

  // small steps
  StepId step(Op op, const Type& type, StepId a = {}, StepId b = {}, StepId c = {},
              uint32_t ref = kNone, uint8_t mode = 0);
  StepId both(StepId a, StepId b);
  StepId either(StepId a, StepId b);
  StepId negation(StepId a);
  StepId choose_step(StepId condition, StepId yes, StepId no);
  StepId rescale(StepId number, int scale);
  StepId add(StepId a, StepId b);
  StepId multiply(StepId a, StepId b);
  StepId decimal(const checked::Decimal& number);
  StepId day(checked::Day day);
  StepId worst(StepId a, StepId b);            // of two faults
  StepId fault_if(StepId when, StepId fault);  // the fault under a condition
  StepId known_steps(StepId a, StepId b);      // both known; none is always
  int scale_of(StepId id) const { return build_[id].type.scale; }
  Context inside(const Context& context, StepId condition, bool expected);

  const checked::CheckedProgram& program_;
  Ir ir_;
  Builder build_;
  Scopes scopes_;
  StepId now_;
  StepId tier_fault_;  // of the account's tier today
  uint32_t tier_group_ = 0;
  Span span_{};  // of the expression at hand
  int depth_ = 0;
  std::map<std::vector<uint32_t>, Lowered> instances_;
};

Type type_of(const checked::Type& type);

/// The position of a field among those that are read from data.
uint32_t stored_index(const checked::Record& record, uint32_t field);

}  // namespace tierline::ir
