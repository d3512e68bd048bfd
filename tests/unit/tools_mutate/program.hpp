// Small programs for the tests of tools/mutate, and what there is to do with them.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tools/mutate/survey.hpp"

namespace tierline::mutate {

/// The texts of a program of one file, with CSV files behind it.
inline Texts texts(std::string program, std::vector<source::SourceFile> tables = {}) {
  Texts out{{{"p.tier", std::move(program)}}, 1};
  for (source::SourceFile& table : tables) out.files.push_back(std::move(table));
  return out;
}

/// A program with one of nearly everything; ten tests read it.
constexpr std::string_view kClub =
    R"(program "Club" { version "1"  in force from 2024-01-01  currency EUR }
tiers Silver < Gold
enum Region { North, South, West }
calendar open { weekend Saturday, Sunday  holidays 2024-01-01, 2024-12-25 }
subject account {
  key id    : text
  region    : Region
  joined_on : date
  agreed_on : date?
  is_staff  : bool = no
}
ledger sale of account {
  on     : date
  amount : EUR
  share  : percent in 0% .. 100% = 100%
  net    = amount * share rounded half even
}
table bonus_share(Region) : percent unique complete {
  North       : 5%
  South, West : 2.5%
}
table gifts(Tier) complete {
          none  Silver  Gold
  present : no   no     yes
}
table fee_of(Region) : EUR unique from "fees.csv"
define spent : EUR = sum of sale.net where on in year of today
define before_that : EUR = sum of sale.net where sale.on in year before today
define best : EUR = max(spent, before_that)
define agreed : bool = agreed_on by today and not is_staff
  except early from 2024-01-01 until 2024-06-30 when region = North = yes
bands rate on spent : percent {
  below 100 EUR : 0%
  from  100 EUR : 5%
  from  1_000 EUR : 7%
}
define rebate : EUR = if tier = Gold then whole rate of spent else 0 EUR rounded half even
define fee : EUR = fee_of(region)
define bonus : percent = bonus_share(region)
tier Silver {
  requires enough : best >= 100 EUR assessed yearly
}
tier Gold extends Silver {
  requires more   : best >= 500 EUR grace 30 days
  requires agreed : agreed
}
status tier {
  launch  placed at once
  starts  joined_on
  promote after 2 open days
  assess  on 1 January once a full calendar year has passed since joined_on
  demote  at most 1 tier
}
decide tier, rebate, fee, bonus, present, agreed
invariant not_more : rebate <= spent given spent >= 0 EUR
scenario "gold" {
  account { id "A"  region South  joined_on 2023-01-01  agreed_on 2023-01-01 }
  sale { on 2024-01-01  amount 500 EUR }
  today 2024-01-01
    expect rebate = 25.00 EUR because rate from 100 EUR
    expect fee = 3.00 EUR
}
)";

inline Texts club() {
  return texts(std::string(kClub),
               {{"fees.csv", "region,value\nNorth,2.00\nSouth,3.00\nWest,3\n"}});
}

}  // namespace tierline::mutate
