// A small program with bands, to which tests of `tierline prove` add their claims. Header only.
// Read by: prove_test.cpp, evidence_test.cpp
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/cli/process.hpp"
#include "tests/cli/temp_folder.hpp"

namespace tierline::test {

inline constexpr const char* kShop =
    "program \"Shop\" { version \"1\"  in force from 2024-01-01  currency EUR }\n"
    "subject account { key id : text  points : int in 0 .. 100 }\n"
    "ledger sale of account { on : date  amount : EUR in 0 EUR .. 100 EUR }\n"
    "define spent : EUR = sum of sale.amount\n"
    "bands rate on spent : percent { below 100 EUR : 0%  from 100 EUR : 2% }\n"
    "define rebate : EUR = whole rate of spent rounded half even\n"
    "define net : EUR = spent - rebate\n"
    "decide rebate, net\n";

class Prove : public testing::Test {
 protected:
  Outcome prove(const std::string& claims, std::vector<std::string> more = {},
                std::vector<std::string> environment = {}) {
    temp_.write("shop.tier", std::string(kShop) + claims);
    more.insert(more.begin(), {"prove", "shop.tier", "--cases", "3000"});
    Process process{.folder = temp_.path()};
    process.environment = std::move(environment);
    return tierline(more, process);
  }
  TempFolder temp_;
};

}  // namespace tierline::test
