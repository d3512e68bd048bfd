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

}  // namespace
}  // namespace tierline::base
