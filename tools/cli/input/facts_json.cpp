#include "tools/cli/input/facts_json.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>

#include "tools/bulk/facts/words.hpp"
#include "tools/bulk/input/file_bytes.hpp"

namespace tierline::cli {

namespace {

using Json = nlohmann::json;

/// Follows the text event by event: object > record name > object or array of objects > field.
class FactsReader : public nlohmann::json_sax<Json> {
 public:
  std::vector<bulk::FactRecord> records;
  std::string error;

  bool null() override { return value(""); }
  bool boolean(bool yes) override { return value(yes ? "yes" : "no"); }
  bool number_integer(number_integer_t number) override { return value(std::to_string(number)); }
  bool number_unsigned(number_unsigned_t number) override { return value(std::to_string(number)); }
  bool number_float(number_float_t, const string_t& digits) override { return value(digits); }
  bool string(string_t& text) override { return value(text); }
  bool binary(binary_t&) override { return false; }

  bool start_object(size_t) override {
    if (depth_ == Depth::Nothing) return go(Depth::Records);
    if (depth_ != Depth::Record && depth_ != Depth::Entries) return misplaced("an object");
    records.push_back({record_, {}});
    within_entries_ = depth_ == Depth::Entries;
    return go(Depth::Fields);
  }
  bool key(string_t& name) override {
    if (depth_ == Depth::Records) {
      record_ = name;
      if (!seen_.insert(name).second)
        return fail(fmt::format("{} is given twice", bulk::shown(name)));
      return go(Depth::Record);
    }
    field_ = name;
    return true;
  }
  bool end_object() override {
    if (depth_ == Depth::Fields) return go(within_entries_ ? Depth::Entries : Depth::Records);
    return go(Depth::Done);
  }
  bool start_array(size_t) override {
    return depth_ == Depth::Record ? go(Depth::Entries) : misplaced("an array");
  }
  bool end_array() override { return go(Depth::Records); }

  bool parse_error(size_t position, const std::string&, const Json::exception& what) override {
    return fail(fmt::format("at byte {}: {}", position, without_prefix(what.what())));
  }

 private:
  enum class Depth : uint8_t { Nothing, Records, Record, Entries, Fields, Done };

  bool go(Depth depth) {
    depth_ = depth;
    return true;
  }
  bool fail(std::string message) {
    error = std::move(message);
    return false;
  }
  bool misplaced(std::string_view what) {
    return fail(
        fmt::format("{} where none can stand{}; the facts look like "
                    R"({{"account": {{"field": "value"}}, "sale": [{{"field": "value"}}]}})",
                    what, record_.empty() ? "" : " (in " + bulk::shown(record_) + ")"));
  }
  bool value(std::string text) {
    if (depth_ != Depth::Fields) return misplaced("a plain value");
    records.back().fields.push_back({field_, std::move(text)});
    return true;
  }
  /// The library's own number and class of error say nothing to people.
  static std::string_view without_prefix(std::string_view message) {
    const size_t end = message.find("] ");
    return end == std::string_view::npos ? message : message.substr(end + 2);
  }

  Depth depth_ = Depth::Nothing;
  bool within_entries_ = false;
  std::string record_;
  std::string field_;
  std::set<std::string> seen_;
};

}  // namespace

base::Result<std::vector<bulk::FactRecord>, bulk::RunError> parse_facts(std::string_view json) {
  FactsReader reader;
  if (!Json::sax_parse(json, &reader))
    return bulk::RunError{"the facts are not valid: " + reader.error};
  return std::move(reader.records);
}

base::Result<std::vector<bulk::FactRecord>, bulk::RunError> read_facts(const std::string& path) {
  const auto bytes = bulk::read_bytes(path == "-" ? "/dev/stdin" : path);
  if (!bytes) return bytes.error();
  return parse_facts(bytes.value());
}

}  // namespace tierline::cli
