// Claim: what a program says must always hold, in the form in which it is searched and proved.
// A claim is about values. Each of these values stands as an extra output in a copy of the program,
// so that it is lowered, emitted and evaluated like everything that is decided; the program itself
// keeps its outputs and its bytecode. A claim about two worlds names what differs between them: a
// fact, or a definition that is taken for a fact.
// A verdict is never better than its evidence: Proved names the prover, Refuted has an example that
// was replayed before anybody sees it, everything else is Unknown and says why.
// Made by: compiler/prover/claim_program.cpp, compiler/prover/reach.cpp    Read by: tools/prove
// Tested by: tests/prover, tests/unit/compiler_prover
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/span.hpp"
#include "compiler/checked/checked_program.hpp"

namespace tierline::prover {

using checked::ClaimKind;

/// What differs between the two worlds of a claim.
enum class Varied : uint8_t {
  AccountField,  // `varied` is a field of the account
  EntryField,    // `varied` is a field of the entries of `ledger`, any number of which differ
  NewEntry,      // the second world has one entry of `ledger` more
  Program,       // the second world has the same facts and is decided by another program
};

// A definition whose value may be supposed is a fact of its name in a claim program's account
// (`supposed`): if it is known, it is the definition's value on every day. It is known in both
// worlds of a claim that varies it, and in no others.

/// A tier of another day for which claims ask: a fact that no data has. Whoever decides the claim
/// program finds the day first, as an output, then the tier at its end (or at that of the day
/// before it), and then decides with it.
struct HeldOn {
  size_t field = 0;  // of the account
  size_t day = 0;    // output
  bool before = false;
};

/// A claim of a claim program. Outputs and fields are counted from 0, as in the checked program.
struct Claim {
  std::string name;
  ClaimKind kind{};
  size_t subject = 0;           // output; a bool that must be `yes` if the claim is Always
  std::optional<size_t> given;  // output, a bool: only worlds in which it is `yes` count
  size_t varied = 0;            // what differs, unless the claim is Always
  Varied how = Varied::AccountField;
  size_t ledger = 0;  // EntryField, NewEntry
  base::Span span{};
};

enum class ReachKind : uint8_t { Tier, Requirement, Band, Exception, Row };

/// Something that a program would not need to say if nobody came to it: a tier, a requirement that
/// is met or is not, a band, an exception, a row of a table. An example shows that it is reached.
struct Reach {
  std::string name;   // "tier Gold", "`spent` of Gold met"
  size_t output = 0;  // an enum or a bool
  int64_t value = 0;  // that the output has when it is reached
  size_t never = 0;   // output: a bool that is `yes` for whoever does not come to it
  ReachKind kind{};
};

/// A copy of a program with the values of all claims as extra outputs, behind its own, and behind
/// them those of what is to be reached.
struct ClaimProgram {
  checked::CheckedProgram program;
  std::vector<Claim> claims;
  std::vector<HeldOn> held;
  std::vector<Reach> reaches;
  std::vector<std::string> large_tables;  // of which no rows are looked for: there are too many
  size_t outputs_of_claims = 0;           // those before the values of `reaches`

  /// The program without the values of what is to be reached: working those out may fail for
  /// accounts that the program decides, and no claim is about them.
  checked::CheckedProgram without_reaches() const;
};

ClaimProgram claim_program(const checked::CheckedProgram& checked);

/// One account: its own facts and those of its entries, as a scenario has them.
struct World {
  std::vector<checked::Facts> facts;
};

/// A case in which the claim does not hold. A claim of kind Always has one world; the others have
/// two, of which the second has the larger value of what differs (or just another one, if Same).
struct Counterexample {
  checked::Day today = 0;
  std::vector<World> worlds;
};

enum class Outcome : uint8_t { Proved, Refuted, Unknown };

struct Verdict {
  Outcome outcome = Outcome::Unknown;
  std::string by;                       // "search", "z3 4.8.12", ...
  std::string why;                      // Unknown: what is missing for more
  std::optional<int64_t> milliseconds;  // that the solvers took, by the clock; of a search: none
  std::optional<Counterexample> example;
};

}  // namespace tierline::prover
