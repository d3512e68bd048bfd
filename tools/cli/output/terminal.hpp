// Terminal: text on its way out of the process. Colours only where a person looks at them (a
// terminal, no NO_COLOR), and a full disk behind `> file` is an error like any other.
// Read by: tools/cli
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tierline::cli {

/// What a subcommand comes to; the status of the process.
enum class Exit : int { Fine = 0, DoesNotHold = 1, Unusable = 2, NotProved = 3 };

enum class Color : uint8_t { No, Yes };
enum class Paint : uint8_t { Green, Red, Bold };

/// Whether colours are wanted on standard output, or on standard error.
Color color_of_out();
Color color_of_err();

/// How wide standard error is; 0 if it is no terminal, or one that cannot go back on a line.
size_t columns_of_err();

std::string painted(std::string_view text, Paint paint, Color color);

void print(std::string_view text);
void print_error(std::string_view text);

/// Prints `tierline: MESSAGE`, one line for each line of the message, and is Exit::Unusable.
Exit unusable(std::string_view message);

/// Brings standard output to its end; false if some of it could not be written.
bool flush_output();

}  // namespace tierline::cli
