// docs/bytecode.md, made from opcodes.def. The `bytecode_manual` program prints it.
#include <fmt/format.h>

#include "runtime/bytecode/opcodes.hpp"

namespace tierline::bytecode {

namespace {

constexpr std::string_view kHead = R"(# Bytecode

A program ready to run is straight-line code over typed registers, without jumps: no program can
loop, and every run takes the same steps. This page is generated from
[`runtime/bytecode/opcodes.def`](../runtime/bytecode/opcodes.def) by `scripts/docs`; a test keeps it fresh.

## Registers and sections

A register holds a bool, a number, a day, an enum word or a text, once per account or once per entry
of one ledger. It is written by one instruction only. The first registers are the constants. A number
is an integer together with a fixed count of digits after the point: `number.2` with 1250 is 12.50.

The code is cut into sections that run from the first to the last. An account section runs once per
account. An entry section runs once per entry of its ledger, in any order with the same result, and its
reductions at the end fold the entries into account registers. The sections of phase `require` give
the flags of all tier requirements; then the account's tier is the highest tier of which all flags
are set, or, in a program with a status, the one that the tier step of `runtime/timeline` finds from the days
before. Phase `decide` gives the outputs; phase `distance` says how much is missing for the tiers above, and
phase `explain` what the rule map asks for; both run only when somebody wants to know.

Every operation has a result for all operands. An account ends without an answer only at `demand`. A value
that does not fit 64 bits is computed in 128 bits, and then in as many bits as it takes.

## Splits

A split has an amount register and the register of a `collect`, which holds the sum of the weights of the entries that
take part, and keeps each weight beside it. When the code has run, each of these entries gets amount * weight / sum, cut off to a whole
unit of the amount's last digit; the units left over go, one each, to the entries that were cut off most, and of entries that were cut off alike to
the first in key order: by the fields of the ledger in the order of the schema, what is absent first. With an amount or a sum below
zero everything is turned round, and the parts turned back. Where the sum is 0 all parts are 0.

## The file

`TLBC`, the format version (32 bits), then seventeen parts: number (32 bits), length in bytes (64
bits), contents; at the end the SHA-256 of everything before it. Integers are little-endian. The parts are header,
schema, texts, constants, lists, tables, calendars, registers, code, sections, tiers, status, outputs, splits, clauses,
rule groups and rule scopes, laid out as `runtime/bytecode/layout.hpp` says. A reader rejects a file whose digest,
indexes, kinds, levels or order do not hold before anything runs.

## Rules

The rule map says which rules decided an output or a split. Each has a scope; a scope holds rule groups and
ways to other scopes that are taken when a register holds what they ask for. A group picks its
entries: the first, the last or every one whose condition holds, the table cell that a register names,
or the account's tier.

## Opcodes

`same` is any kind but text, alike wherever the line says so.

)";

std::string signature(const OpInfo& op) {
  std::string text;
  for (const Operand operand : op.operands) {
    if (operand == Operand::None) continue;
    text += fmt::format("{}{}", text.empty() ? "" : ", ", name_of(operand));
  }
  return text;
}

std::string_view mode(ModeKind kind) {
  constexpr std::string_view kNames[] = {"", "rounding", "month end", "period"};
  return kNames[static_cast<size_t>(kind)];
}

}  // namespace

std::string manual() {
  std::string text(kHead);
  text += "| opcode | operands | mode | result | meaning |\n|---|---|---|---|---|\n";
  for (size_t i = 0; i < kOpCount; ++i) {
    const OpInfo& op = info(static_cast<Op>(i));
    text += fmt::format("| `{}` | {} | {} | {} | {} |\n", op.name, signature(op), mode(op.mode),
                        op.result == Operand::None ? "" : name_of(op.result), op.meaning);
  }
  return text;
}

}  // namespace tierline::bytecode
