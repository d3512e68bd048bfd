// A program outside Tierline's tree, as an embedder would write it: compile a text, decide one
// account, print what came out and the clause it stands on.
#include <iostream>

#include "runtime/tierline.hpp"

constexpr const char* kProgram = R"(
  program "Shop" { version "1" in force from 2024-01-01 currency EUR
                   source terms "Terms" { rebate "what a customer gets back" } }
  tiers Silver < Gold
  subject account { key customer : text }
  ledger sale of account { on : date  amount : EUR in 0 EUR .. 1_000_000 EUR }
  define spent : EUR = sum of sale.amount
  tier Silver { requires spent : spent >= 100 EUR }
  tier Gold extends Silver { requires spent : spent >= 1_000 EUR }
  define rebate : EUR = spent * 2.5% rounded half even because terms.rebate
  decide tier, spent, rebate
)";

int main() {
  auto program = tierline::Program::from_text(kProgram);
  if (!program.ok()) return std::cerr << program.problems(), 2;

  tierline::Account ada{{{"customer", "Ada"}}, {}};
  ada.entries.push_back({"sale", {{"on", "2024-02-01"}, {"amount", "999.99"}}});
  ada.entries.push_back({"sale", {{"on", "2024-03-01"}, {"amount", "0.01"}}});
  for (const auto& output : program.decide(ada, "2024-12-31").outputs) {
    std::cout << output.name << " = " << output.value;
    for (const auto& rule : output.because) {
      if (!rule.clause.empty()) std::cout << " because " << rule.clause;
    }
    std::cout << "\n";
  }
}
