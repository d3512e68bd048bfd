// tierline-check-certificate FILE...: checks certificates that `tierline prove --evidence` wrote,
// and says of each what it is about. It exits with 1 if one is refused, with 2 if it is asked
// nothing, a file cannot be read, or its answer cannot be written.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "tools/verifier/certificate.hpp"

namespace {

using Json = nlohmann::json;

/// A text between quotes with what is no printable letter of it escaped.
std::string shown(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end()) return "nothing";
  return found->dump(-1, ' ', true, Json::error_handler_t::replace);
}

enum Exit : int { kAccepted = 0, kRefused = 1, kUnusable = 2 };

Exit check(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path)) {
    std::cerr << "tierline-check-certificate: cannot read " << path << '\n';
    return kUnusable;
  }
  // The library takes a byte 0 for the end, and would not look at what follows.
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const bool whole = text.find('\0') == std::string::npos;
  const Json json = whole ? Json::parse(text, nullptr, false) : Json();
  const std::string refusal =
      json.is_object() ? tierline::verifier::refusal_of(json) : "it cannot be read as JSON";
  std::cout << (refusal.empty() ? "accepted  " : "refused   ") << path << '\n';
  if (!refusal.empty()) std::cout << "  " << refusal << '\n';
  if (!json.is_object()) return kRefused;
  std::cout << "  " << shown(json, "claim") << " of " << shown(json, "program") << '\n'
            << "  x is " << shown(json, "x") << " in units of 10^-" << shown(json, "x_digits")
            << ", from " << shown(json, "from") << " to " << shown(json, "to") << '\n'
            << "  digest of the program " << shown(json, "digest") << '\n';
  return refusal.empty() ? kAccepted : kRefused;
}

}  // namespace

int main(int count, char** words) {
  const std::string_view usage = "usage: tierline-check-certificate FILE...\n";
  if (count == 2 &&
      (std::string_view(words[1]) == "--help" || std::string_view(words[1]) == "-h")) {
    std::cout << usage;
    return kAccepted;
  }
  if (count < 2) {
    std::cerr << usage;
    return kUnusable;
  }
  Exit worst = kAccepted;
  for (int i = 1; i < count; ++i) worst = std::max(worst, check(words[i]));
  if (!std::cout.flush()) {
    std::cerr << "tierline-check-certificate: cannot write the answer\n";
    return kUnusable;
  }
  return worst;
}
