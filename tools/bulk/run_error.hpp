// RunError: why a whole run cannot be: a file that is not there, a header that does not fit, a full
// disk. Nothing was written. What is wrong with one record is no RunError but a Reject.
// Made by: tools/bulk    Read by: tools/cli
#pragma once

#include <string>

namespace tierline::bulk {

struct RunError {
  std::string message;  // one sentence a line, each with its place; no full stop
};

}  // namespace tierline::bulk
