#include "tests/tidy/types.hpp"

#include <algorithm>
#include <map>
#include <regex>

namespace tierline::tidy {
namespace {

using Match = std::match_results<std::string_view::const_iterator>;

std::string whole_name(const std::vector<std::string>& spaces, const std::string& name) {
  std::string whole;
  for (const std::string& space : spaces) whole += space + "::";
  return whole + name;
}

// Keeps the namespaces that a line opens or closes.
bool turns(std::string_view line, std::vector<std::string>& spaces) {
  static const std::regex kOpens("^namespace ([A-Za-z0-9_:]*) ?\\{");
  Match match;
  if (std::regex_search(line.begin(), line.end(), match, kOpens)) {
    spaces.push_back(match[1].str());
    return true;
  }
  if (!line.starts_with("}  // namespace")) return false;
  if (!spaces.empty()) spaces.pop_back();
  return true;
}

}  // namespace

std::vector<TypeDefinition> types_of(std::string_view text) {
  static const std::regex kDefines(
      "^(?:struct|class|enum class) ([A-Za-z0-9_]+)(?: final)?(?: :[^;]*)? \\{");
  std::vector<TypeDefinition> types;
  std::vector<std::string> spaces;
  const std::vector<std::string_view> lines = lines_of(text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (turns(lines[i], spaces)) continue;
    Match match;
    if (!std::regex_search(lines[i].begin(), lines[i].end(), match, kDefines)) continue;
    if (std::find(spaces.begin(), spaces.end(), "") != spaces.end()) continue;
    types.push_back({whole_name(spaces, match[1].str()), i + 1});
  }
  return types;
}

Findings judge_types(const std::vector<std::pair<std::string, std::string>>& files) {
  std::map<std::string, std::string> seen;  // name to path
  Findings found;
  for (const auto& [path, text] : files) {
    for (const TypeDefinition& type : types_of(text)) {
      const auto [at, is_new] = seen.emplace(type.name, path);
      if (!is_new) {
        found.push_back({path, type.line, "`" + type.name + "` is also defined in " + at->second});
      }
    }
  }
  return found;
}

}  // namespace tierline::tidy
