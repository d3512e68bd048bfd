// tierline-check-certificate FILE...: checks certificates that `tierline prove --evidence` wrote,
// and says of each what it is about. It exits with 1 if one is refused, with 2 if it is asked
// nothing.
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

bool accepts(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const Json json = Json::parse(file, nullptr, false);
  const std::string refusal =
      json.is_object() ? tierline::verifier::refusal_of(json) : "it cannot be read as JSON";
  std::cout << (refusal.empty() ? "accepted  " : "refused   ") << path << '\n';
  if (!refusal.empty()) std::cout << "  " << refusal << '\n';
  if (!json.is_object()) return false;
  std::cout << "  " << shown(json, "claim") << " of " << shown(json, "program") << '\n'
            << "  x is " << shown(json, "x") << " in units of 10^-" << shown(json, "x_digits")
            << ", from " << shown(json, "from") << " to " << shown(json, "to") << '\n'
            << "  digest of the program " << shown(json, "digest") << '\n';
  return refusal.empty();
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    std::cerr << "usage: tierline-check-certificate FILE...\n";
    return 2;
  }
  bool all = true;
  for (int i = 1; i < count; ++i) all = accepts(words[i]) && all;
  return all ? 0 : 1;
}
