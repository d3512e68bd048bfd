// The subcommands, one function and one file each. Each prints what it has to say and returns what
// it comes to; none exits the process.
// Made of: tools/cli/input, tools/bulk, compiler    Read by: tools/cli/main.cpp
// Tested by: tests/cli
#pragma once

#include "tools/cli/arguments/arguments.hpp"
#include "tools/cli/output/terminal.hpp"

namespace tierline::cli {

Exit execute(const CheckArguments& arguments);
Exit execute(const BuildArguments& arguments);
Exit execute(const DumpArguments& arguments);
Exit execute(const ReportArguments& arguments);
Exit execute(const TestArguments& arguments);
Exit execute(const DecideArguments& arguments);
Exit execute(const RunArguments& arguments);
Exit execute(const ReplayArguments& arguments);
Exit execute(const GenerateArguments& arguments);
Exit execute(const ProveArguments& arguments);
Exit execute(const CliffsArguments& arguments);
Exit execute(const CompareArguments& arguments);
Exit execute(const MutateArguments& arguments);
Exit execute(const FmtArguments& arguments);
Exit execute(const VersionArguments& arguments);
Exit execute(const CompletionArguments& arguments);

}  // namespace tierline::cli
