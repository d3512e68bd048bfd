// bytecode_manual: prints docs/bytecode.md. scripts/docs writes it to its place.
#include <cstdio>
#include <string>

#include "runtime/bytecode/opcodes.hpp"

int main() {
  const std::string page = tierline::bytecode::manual();
  const size_t written = std::fwrite(page.data(), 1, page.size(), stdout);
  return written == page.size() && std::fflush(stdout) == 0 ? 0 : 2;
}
