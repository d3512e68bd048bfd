// Files: the CSV files that a program's text names, read once, inside its own folder only.
// Made by: nobody, these are functions    Read by: tables/csv.cpp, declarations/calendars.cpp
#pragma once

#include <optional>
#include <string_view>

#include "base/csv.hpp"
#include "compiler/checked/work.hpp"

namespace tierline::checked {

/// The contents, good until the next file is loaded; reports why there are none.
std::optional<std::string_view> load_file(Work& work, const ast::Word& name);

/// Reports what is wrong in one line of a file, with the file's name and line.
source::Diagnostic& report_line(Work& work, const ast::Word& file, size_t line,
                                std::string message);

}  // namespace tierline::checked
