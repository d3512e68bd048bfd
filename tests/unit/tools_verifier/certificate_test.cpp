// The checker of certificates: what is true is accepted, what is not is refused, whatever was done
// to it; a few hundred bands take no time.
#include "tools/verifier/certificate.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <nlohmann/json.hpp>

namespace tierline::verifier {
namespace {

using Json = nlohmann::json;

Json rounding(const std::string& slope, const std::string& to, const std::string& times = "1") {
  return {{"times", times}, {"slope", slope}, {"constant", "0"}, {"divisor", "1000"}, {"to", to}};
}

Json a_case(const std::string& from, const std::string& to, Json roundings = Json::array(),
            const std::string& slope = "0", const std::string& constant = "0") {
  return {{"from", from},
          {"to", to},
          {"slope", slope},
          {"constant", constant},
          {"roundings", std::move(roundings)}};
}

Json certificate(const std::string& states, Json branches, const std::string& from,
                 const std::string& to, int conditions = 0) {
  return {{"certificate", "steps 1"},
          {"states", states},
          {"from", from},
          {"to", to},
          {"conditions", conditions},
          {"branches", std::move(branches)}};
}

/// A rebate in cents of x cents: nothing, from 100.00 on 2.5 %, from 200.00 on 3 %, half even.
Json rebate() {
  const Json cases = {a_case("0", "9999"), a_case("10000", "19999", {rounding("25", "half even")}),
                      a_case("20000", "1000000", {rounding("30", "half even")})};
  return certificate("never falls", {cases}, "0", "1000000");
}

/// What a cap of 3 % and a cent leaves above it, in hundredths of a cent.
Json capped() {
  const auto left = [](const std::string& from, const std::string& to, Json roundings) {
    return a_case(from, to, std::move(roundings), "3", "100");
  };
  const Json cases = {left("0", "9999", Json::array()),
                      left("10000", "19999", {rounding("25", "half even", "-100")}),
                      left("20000", "1000000", {rounding("30", "half even", "-100")})};
  return certificate("never below 0", {cases}, "0", "1000000");
}

TEST(Certificate, WhatIsTrueIsAccepted) {
  EXPECT_EQ(refusal_of(rebate()), "");
  EXPECT_EQ(refusal_of(capped()), "");
}

struct Corruption {
  std::string_view why, want;
  std::function<void(Json&)> damage;
};

TEST(Certificate, WhatWasDamagedIsRefused) {
  const Corruption cases[] = {
      {"a case is gone", "a gap or an overlap at 20000",
       [](Json& json) { json["branches"][0].erase(1); }},
      {"the last case is gone", "it does not end where it says",
       [](Json& json) { json["branches"][0].erase(2); }},
      {"cases overlap", "a gap or an overlap at 10000",
       [](Json& json) { json["branches"][0][0]["to"] = "10000"; }},
      {"a case ends before it begins", "a gap or an overlap at 10000",
       [](Json& json) { json["branches"][0][1]["to"] = "9999"; }},
      {"a rate is lower than the one below", "it falls at 20000",
       [](Json& json) { json["branches"][0][2]["roundings"][0]["slope"] = "12"; }},
      {"a rate falls within its band", "it does not hold from 20000",
       [](Json& json) {
         json["branches"][0][2]["roundings"][0]["slope"] = "-30";
         json["branches"][0][2]["roundings"][0]["constant"] = "100000000";
       }},
      {"something is taken off at an edge", "it falls at 20000",
       [](Json& json) { json["branches"][0][2]["constant"] = "-200"; }},
      {"the range is longer", "it does not end where it says",
       [](Json& json) { json["to"] = "1000001"; }},
      {"the range begins earlier", "a gap or an overlap at 0",
       [](Json& json) { json["from"] = "-1"; }},
      {"another claim", "it does not hold from 0",
       [](Json& json) {
         json["states"] = "never below 0";
         json["branches"][0][0]["constant"] = "-1";
       }},
      {"an unknown claim", "nothing known is stated",
       [](Json& json) { json["states"] = "never rises"; }},
      {"a branch is missing", "there is not a branch for each way in which the conditions can hold",
       [](Json& json) { json["conditions"] = 1; }},
      {"branches beyond 32 bits",
       "there is not a branch for each way in which the conditions can hold",
       [](Json& json) { json["conditions"] = uint64_t{1} << 32; }},
      {"a count that is none",
       "there is not a branch for each way in which the conditions can hold",
       [](Json& json) { json["conditions"] = false; }},
      {"no branch", "there is not a branch for each way in which the conditions can hold",
       [](Json& json) { json["branches"] = Json::array(); }},
      {"an empty branch", "", [](Json& json) { json["branches"][0] = Json::array(); }},
      {"another rounding", "a rounding is of no known kind",
       [](Json& json) { json["branches"][0][1]["roundings"][0]["to"] = "half up"; }},
      {"a divisor of nothing", "a divisor is not above zero",
       [](Json& json) { json["branches"][0][1]["roundings"][0]["divisor"] = "0"; }},
      {"a divisor below zero", "a divisor is not above zero",
       [](Json& json) { json["branches"][0][1]["roundings"][0]["divisor"] = "-1000"; }},
      {"a number with a point", "",
       [](Json& json) { json["branches"][0][1]["roundings"][0]["slope"] = "25.0"; }},
      {"a number in another base", "`010` is not how a whole number is written",
       [](Json& json) { json["branches"][0][1]["roundings"][0]["slope"] = "010"; }},
      {"another kind of certificate", "this is not a certificate of a known kind",
       [](Json& json) { json["certificate"] = "steps 2"; }},
  };
  for (const Corruption& one : cases) {
    Json damaged = rebate();
    one.damage(damaged);
    const std::string refusal = refusal_of(damaged);
    EXPECT_NE(refusal, "") << one.why;
    EXPECT_NE(refusal.find(one.want), std::string::npos) << one.why << ": " << refusal;
  }
}

/// Each part of it, gone: never accepted, never a crash.
TEST(Certificate, NothingMayBeMissing) {
  const Json whole = rebate();
  for (const auto& [name, value] : whole.items()) {
    Json damaged = rebate();
    damaged.erase(name);
    EXPECT_NE(refusal_of(damaged), "") << name;
    damaged[name] = Json::array({"x"});
    EXPECT_NE(refusal_of(damaged), "") << name;
  }
  const Json first = rebate()["branches"][0][1];
  for (const auto& [name, value] : first.items()) {
    Json damaged = rebate();
    damaged["branches"][0][1].erase(name);
    EXPECT_NE(refusal_of(damaged), "") << name;
  }
  for (const char* text : {"null", "[]", "{}", "3", "\"steps 1\""}) {
    EXPECT_NE(refusal_of(Json::parse(text)), "") << text;
  }
}

TEST(Certificate, ACapIsCheckedToTheCent) {
  Json tight = capped();
  for (Json& one : tight["branches"][0]) one["constant"] = "0";  // half even may round up
  EXPECT_NE(refusal_of(tight), "");
  Json higher = capped();
  higher["branches"][0][2]["roundings"][0]["slope"] = "31";
  EXPECT_NE(refusal_of(higher), "");
}

/// What is rounded to the nearest may stay or step by two where the exact value rises by one.
TEST(Certificate, RoundingMayStepByTwo) {
  const auto net = [](const std::string& divisor) {
    Json off = rounding("1", "half even", "-1");
    off["divisor"] = divisor;
    return certificate("never falls", {{a_case("0", "100", {off}, "1")}}, "0", "100");
  };
  EXPECT_EQ(refusal_of(net("2")), "") << "x less half of x, rounded";
  Json steep = net("2");
  steep["branches"][0][0]["roundings"][0]["slope"] = "3";
  EXPECT_NE(refusal_of(steep), "") << "x less three halves of x";
  Json one = net("2");
  one["branches"][0][0]["roundings"][0]["slope"] = "2";
  EXPECT_NE(refusal_of(one), "") << "the bound does not know that nothing is rounded there";
}

TEST(Certificate, HundredsOfBandsTakeNoTime) {
  Json cases = Json::array();
  for (int band = 0; band < 400; ++band) {
    cases.push_back(a_case(std::to_string(band * 1000), std::to_string(band * 1000 + 999),
                           {rounding(std::to_string(band), "half even")}));
  }
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(refusal_of(certificate("never falls", {cases}, "0", "399999")), "");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(500));
}

}  // namespace
}  // namespace tierline::verifier
