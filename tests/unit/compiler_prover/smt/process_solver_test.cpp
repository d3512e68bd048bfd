// Process solvers: whatever a program does, the answer is one of the closed set, in time, and
// nothing of the program is left. The programs here are shell scripts.
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "compiler/prover/smt/solver.hpp"

namespace tierline::smt {
namespace {

using Clock = std::chrono::steady_clock;

class ProcessSolverTest : public testing::Test {
 protected:
  ProcessSolverTest() {
    script_.terms = &terms_;
    script_.assertions = {terms_.below(terms_.number(3), x_)};
  }

  Answer run(const std::string& shell, int milliseconds = 5'000, std::stop_token stop = {}) {
    const auto solver = process_solver({"/bin/sh", "-c", shell}, "fake 1.0");
    return solver->check(script_, {.milliseconds = milliseconds}, stop);
  }

  static std::string why(const Answer& answer) {
    const auto* unknown = std::get_if<Unknown>(&answer);
    return unknown ? unknown->why : "it answered";
  }

  static bool has_failed(const Answer& answer) { return std::get<Unknown>(answer).failed; }

  Terms terms_;
  Term x_ = terms_.integer_variable("x", {});
  Script script_;
};

TEST_F(ProcessSolverTest, CleanAnswersCount) {
  EXPECT_TRUE(std::holds_alternative<Unsat>(run("cat > /dev/null; echo unsat")));
  const Answer sat = run("if grep -q get-value; then echo sat; echo '((x 4))'; else echo sat; fi");
  ASSERT_TRUE(std::holds_alternative<Sat>(sat));
  EXPECT_EQ(std::get<Sat>(sat).model.at(x_), 4);
  const Answer unknown = run("echo unknown");
  EXPECT_EQ(why(unknown), "fake 1.0: unknown");
  EXPECT_FALSE(has_failed(unknown));
}

TEST_F(ProcessSolverTest, TheScriptIsItsInput) {
  EXPECT_TRUE(std::holds_alternative<Unsat>(
      run("if grep -q '(declare-const x Int)'; then echo unsat; else echo sat; fi")));
}

struct Bad {
  std::string_view why, shell, want;
};

TEST_F(ProcessSolverTest, NothingElseIsAnAnswer) {
  const Bad cases[] = {
      {"rubbish", "echo maybe", "fake 1.0: no answer, but `maybe`"},
      {"nothing", "true", "fake 1.0: no answer"},
      {"an error before the answer", "echo '(error \"no\")'; echo unsat",
       "fake 1.0: no answer, but `(error \"no\")`"},
      {"an answer and more", "echo unsat; echo unsat", "fake 1.0: no answer, but `unsat`"},
      {"half a word", "printf uns", "fake 1.0: no answer, but `uns`"},
      {"an answer, then a crash", "echo unsat; kill -SEGV $$", "/bin/sh crashed with signal 11"},
      {"an answer, then a bad end", "echo unsat; exit 3", "/bin/sh ended with status 3"},
      {"no model", "echo sat", "fake 1.0: no readable model"},
      {"a model of something else", "grep -q get-value && printf 'sat\\n((y 1))' || echo sat",
       "fake 1.0: a model that lacks a value"},
      {"a model that does not fit", "grep -q get-value && printf 'sat\\n((x (- 4)))' || echo sat",
       "fake 1.0: it gave a model that does not fit"},
      {"a model that does not end", "grep -q get-value && printf 'sat\\n((x 4)' || echo sat",
       "fake 1.0: no readable model"},
  };
  for (const Bad& bad : cases) {
    const Answer answer = run(std::string(bad.shell));
    EXPECT_EQ(why(answer), bad.want) << bad.why;
    EXPECT_TRUE(has_failed(answer)) << bad.why;
  }
}

TEST_F(ProcessSolverTest, AMissingProgramIsSaid) {
  const auto solver = process_solver({"/nowhere/solver"}, "gone");
  EXPECT_EQ(why(solver->check(script_, {}, {})), "/nowhere/solver is not there");
}

TEST_F(ProcessSolverTest, AHangEndsInTime) {
  const auto begin = Clock::now();
  const Answer late = run("sleep 60", 200);
  EXPECT_EQ(why(late), "/bin/sh gave no answer in 200 ms");
  EXPECT_FALSE(has_failed(late)) << "time is a limit like others";
  EXPECT_EQ(why(run("echo unsat; exec >&-; sleep 60", 200)), "/bin/sh gave no answer in 200 ms")
      << "an answer counts once the program has ended";
  EXPECT_LT(Clock::now() - begin, std::chrono::seconds(20));
}

TEST_F(ProcessSolverTest, AFloodIsNoAnswer) {
  EXPECT_EQ(why(run("yes", 60'000)), "/bin/sh printed more than any answer");
}

/// The number that a script wrote into a file, as soon as it is there.
pid_t written_pid(const std::string& path) {
  for (int i = 0; i < 200; ++i) {
    pid_t pid = 0;
    if (std::ifstream(path) >> pid) return pid;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return 0;
}

bool is_gone(pid_t pid) {
  for (int i = 0; i < 500; ++i) {
    // What was killed and waits for a parent to notice is gone as well.
    std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
    std::string number, name, state;
    if (!(stat >> number >> name >> state) || state == "Z") return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

TEST_F(ProcessSolverTest, GrandchildrenGoAsWell) {
  const std::string file = testing::TempDir() + "grandchild." + std::to_string(getpid());
  EXPECT_EQ(why(run("sleep 600 & echo $! > " + file + "; wait", 1'500)),
            "/bin/sh gave no answer in 1500 ms");
  const pid_t pid = written_pid(file);
  ASSERT_GT(pid, 0);
  EXPECT_TRUE(is_gone(pid));
  std::remove(file.c_str());
}

TEST_F(ProcessSolverTest, AStopIsHeard) {
  std::stop_source stop;
  std::jthread soon([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    stop.request_stop();
  });
  const auto begin = Clock::now();
  EXPECT_EQ(why(run("sleep 60", 60'000, stop.get_token())), "/bin/sh was stopped");
  EXPECT_LT(Clock::now() - begin, std::chrono::seconds(20));
}

}  // namespace
}  // namespace tierline::smt
