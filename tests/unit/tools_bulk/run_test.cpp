// Whole runs on several threads: the same bytes as on one, whatever decides (histories, roll-ups,
// splits, columns), whoever looks on, and where a run was stopped and gone on with. Run under the
// thread sanitizer too, see scripts/test.
#include "tools/bulk/run.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <sstream>
#include <thread>

#include "compiler/compile.hpp"
#include "dsl/source/render_text.hpp"
#include "tests/cli/temp_folder.hpp"

namespace tierline::bulk {
namespace {

constexpr int kAccounts = 20'000;  // some portions for each thread

constexpr const char* kHead = R"(
program "Steps" { version "1"  in force from 2024-01-01  currency EUR  month end clamp }
tiers Silver < Gold
subject account { key id : text  joined_on : date  points : int in 0 .. 1_000 }
)";
constexpr const char* kSales = R"(
ledger sale of account { on : date  amount : EUR in -1_000 EUR .. 1_000 EUR }
define spent : EUR = sum of sale.amount where sale.on in year of today
tier Silver { requires some : points >= 10 }
tier Gold extends Silver { requires more : spent >= 100 EUR }
)";

struct Kind {
  std::string_view what;
  std::string text;
};

std::vector<Kind> kinds() {
  const std::string sales = std::string(kHead) + kSales;
  return {
      {"histories", sales + "status tier { starts joined_on  promote after 2 days }\n"
                            "decide tier, spent\n"},
      {"roll-ups", sales + "decide tier, spent\n"},
      {"splits", sales + "define bonus : EUR = 2% * spent rounded half even\n"
                         "define parts = split bonus over sale by amount\n"
                         "decide tier, bonus, parts\n"},
      {"columns", std::string(kHead) + "tier Silver { requires some : points >= 10 }\n"
                                       "tier Gold { requires many : points >= 500 }\n"
                                       "decide tier\n"},
  };
}

compiler::Compiled compiled(const std::string& text) {
  compiler::ProgramText program;
  program.sources = source::SourceSet({{"program.tier", text}});
  compiler::Compiled made = compiler::compile(program);
  if (!made.bytecode) ADD_FAILURE() << source::render_text(program.sources, made.diagnostics);
  return made;
}

class Runs : public testing::Test {
 protected:
  Runs() {
    std::string accounts = "id,joined_on,points\n";
    std::string sales = "id,on,amount\n";
    for (int i = 0; i < kAccounts; ++i) {
      accounts += fmt::format("A{:05},2024-0{}-11,{}\n", i, 1 + i % 9, i * 7 % 1001);
      const int other = i * 7919 % kAccounts;  // entries stand in no order
      sales +=
          fmt::format("A{:05},2024-0{}-05,{}.{:02}\n", other, 1 + i % 9, i % 173 - 20, i % 100);
      if (i % 500 == 0) sales += "A00001,2024-02-30,1.00\n";
    }
    temp_.write("data/account.csv", accounts);
    temp_.write("data/sale.csv", sales);
  }

  base::Result<RunReport, RunError> run(const bytecode::Bytecode& program, const std::string& out,
                                        size_t threads, const std::atomic<bool>* stop = nullptr,
                                        bool resume = false) {
    RunRequest request;
    request.program = &program;
    request.data = temp_ / "data";
    request.out = temp_ / out;
    request.as_of = *calendar::parse_day("2024-12-31");
    request.tool_version = "0";
    request.threads = threads;
    request.memory = size_t{8} << 20;
    request.resume = resume;
    request.checkpoint = std::chrono::milliseconds(0);
    request.progress = &progress_;
    request.stop = stop;
    return bulk::run(request);
  }

  /// Names and bytes of everything in a folder.
  std::string bytes_of(const std::string& folder) {
    std::istringstream names(temp_.names(folder));
    std::string out;
    for (std::string name; names >> name;) {
      out += fmt::format("{}: {}\n", name, base::sha256_hex(temp_.read(folder + "/" + name)));
    }
    return out;
  }

  test::TempFolder temp_;
  Progress progress_;
};

TEST_F(Runs, HaveTheSameBytesOnAnyNumberOfThreads) {
  std::atomic<bool> done = false;
  std::jthread looking([&] {
    for (uint64_t seen = 0; !done; seen += progress_.bytes_read + progress_.accounts) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  });
  for (const Kind& kind : kinds()) {
    const auto made = compiled(kind.text);
    const std::string what(kind.what);
    ASSERT_TRUE(run(*made.bytecode, what + "1", 1).ok()) << what;
    for (const size_t threads : {size_t{2}, size_t{4}}) {
      const std::string out = what + std::to_string(threads);
      ASSERT_TRUE(run(*made.bytecode, out, threads).ok()) << what;
      EXPECT_EQ(bytes_of(out), bytes_of(what + "1")) << what;
    }
  }
  done = true;
}

TEST_F(Runs, StopAtAnyMomentAndAreGoneOnWith) {
  const auto made = compiled(kinds().front().text);
  ASSERT_TRUE(run(*made.bytecode, "whole", 2).ok());
  for (int wait = 1; wait < 200; wait += 1 + wait / 2) {
    const std::string out = "out" + std::to_string(wait);
    std::atomic<bool> stop = false;
    std::jthread stopper([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(wait));
      stop = true;
    });
    const auto stopped = run(*made.bytecode, out, 4, &stop);
    if (!stopped) {
      EXPECT_TRUE(stopped.error().message.starts_with("interrupted; nothing was written"))
          << stopped.error().message;
      ASSERT_TRUE(run(*made.bytecode, out, 2, nullptr, true).ok());
    }
    EXPECT_EQ(bytes_of(out), bytes_of("whole")) << wait;
  }
}

}  // namespace
}  // namespace tierline::bulk
