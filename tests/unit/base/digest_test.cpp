// SHA-256 against the example messages of FIPS 180-4, as NIST publishes them, and its law: where
// the pieces are cut does not matter.
#include "base/digest.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

namespace tierline::base {
namespace {

struct Case {
  std::string_view why;
  std::string message;
  std::string_view want;
};

const Case kPublished[] = {
    {"no byte at all", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"one block", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"two blocks", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {"a million letters", std::string(1'000'000, 'a'),
     "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
};

TEST(Digest, EqualsThePublishedValues) {
  for (const Case& example : kPublished) {
    EXPECT_EQ(sha256_hex(example.message), example.want) << example.why;
  }
}

TEST(Digest, DoesNotDependOnWhereThePiecesAreCut) {
  const std::string message = kPublished[2].message;
  for (std::size_t cut = 0; cut <= message.size(); ++cut) {
    Digest digest;
    digest.add(std::string_view(message).substr(0, cut));
    digest.add(std::string_view(message).substr(cut));
    EXPECT_EQ(digest.finish_hex(), kPublished[2].want) << "cut at " << cut;
  }
}

TEST(Digest, ReadsNulBytesLikeAnyOther) {
  EXPECT_NE(sha256_hex(std::string_view("a\0b", 3)), sha256_hex("a"));
}

TEST(Digest, MovesWithWhatItHasRead) {
  Digest first;
  first.add("a");
  Digest second = std::move(first);
  second.add("bc");
  EXPECT_EQ(second.finish_hex(), kPublished[1].want);
}

TEST(DigestDeathTest, EndsOnce) {
  Digest digest;
  EXPECT_EQ(digest.finish_hex(), kPublished[0].want);
  EXPECT_DEATH(digest.finish_hex(), "broken promise");
}

// ---- trails -------------------------------------------------------------------------------------

/// A message of so many bytes, no stretch of which is like another.
std::string long_message(std::size_t bytes) {
  std::string message;
  for (int i = 0; message.size() < bytes; ++i) message += std::to_string(i) + ",";
  message.resize(bytes);
  return message;
}

constexpr std::size_t kStretch = DigestTrail::kStretchBytes;

TEST(DigestTrail, HasAStateBehindEachWholeStretch) {
  const std::string message = long_message(3 * kStretch + 70);
  DigestTrail trail;
  for (std::size_t at = 0; at < message.size(); at += 50'001) {
    trail.add(std::string_view(message).substr(at, 50'001));
  }
  ASSERT_EQ(trail.states().size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    Digest digest;
    digest.add(std::string_view(message).substr(0, (i + 1) * kStretch));
    EXPECT_EQ(trail.states()[i], digest.state()) << i;
  }
  EXPECT_EQ(trail.finish_hex(), sha256_hex(message));
}

TEST(DigestTrail, ProvesStretchesUpToTheFirstThatIsAnother) {
  const std::string message = long_message(18 * kStretch);
  DigestTrail trail;
  trail.add(message);
  for (const std::size_t count : {0U, 1U, 3U, 16U}) {
    for (const std::size_t first : {0U, 2U}) {
      std::string text = message.substr(first * kStretch, count * kStretch);
      EXPECT_EQ(count_proved(trail.states(), first, {text.data(), count}), count);
      for (std::size_t changed = 0; changed < count; ++changed) {
        for (const std::size_t at : {std::size_t{0}, kStretch / 2, kStretch - 1}) {
          char& byte = text[changed * kStretch + at];
          byte = static_cast<char>(byte ^ 1);
          EXPECT_EQ(count_proved(trail.states(), first, {text.data(), count}), changed);
          byte = static_cast<char>(byte ^ 1);
        }
      }
    }
  }
}

TEST(DigestTrail, ProvesStretchesThatLieApart) {
  const std::string message = long_message(16 * kStretch);
  DigestTrail trail;
  trail.add(message);
  constexpr std::size_t kApart = kStretch + 320;
  std::string text(16 * kApart, 'x');
  for (std::size_t i = 0; i < 16; ++i)
    text.replace(i * kApart, kStretch, message, i * kStretch, kStretch);
  EXPECT_EQ(count_proved(trail.states(), 0, {text.data(), 16, kApart}), 16U);
  EXPECT_EQ(count_proved(trail.states(), 0, {text.data(), 16}), 1U);
}

TEST(DigestTrail, GoesOnBehindItsStretches) {
  const std::string message = long_message(3 * kStretch + 70);
  DigestTrail whole;
  whole.add(message);
  for (std::size_t i = 0; i <= 3; ++i) {
    DigestTrail rest({whole.states().begin(), whole.states().begin() + static_cast<long>(i)});
    rest.add(std::string_view(message).substr(i * kStretch));
    EXPECT_EQ(rest.states(), whole.states()) << i;
    EXPECT_EQ(rest.finish_hex(), sha256_hex(message)) << i;
  }
}

}  // namespace
}  // namespace tierline::base
