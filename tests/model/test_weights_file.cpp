// The weights format: what is right is read, what is wrong is refused in one sentence.
#include "model/weights_file.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "model/file.hpp"
#include "support/minilm.hpp"
#include "support/weights_writer.hpp"

using namespace theatre;
using test::Bytes;

namespace {

std::string why_not(const Bytes& bytes) {
  const auto file = model::WeightsFile::open(bytes);
  if (file) return "fine";
  // One sentence: it ends with the only full stop that a space or the end follows.
  CHECK(file.error().find(". ") == std::string::npos);
  CHECK(file.error().back() == '.');
  return file.error();
}

bool mentions(const std::string& sentence, const char* part) { return sentence.find(part) != std::string::npos; }

test::WeightsWriter small() {
  test::WeightsWriter w;
  w.settings = {{"layers", -3}};
  w.f32("a", 2, 3, 1.5F);
  w.text("words", "hello\n");
  w.int8("panels", 3, 8, 16, 4);
  w.int8("rows", 4, 2, 8, 4);
  return w;
}

}  // namespace

TEST_CASE("A weights file is read without copying", "[weights]") {
  const Bytes bytes = small().bytes();
  const auto file = model::WeightsFile::open(bytes);
  INFO(file.error());
  REQUIRE(file);
  const model::WeightsFile& w = file.value();
  CHECK(w.setting("layers") == -3);
  CHECK(!w.setting("heads"));
  CHECK(w.tensors().size() == 4);
  REQUIRE(w.find("a") != nullptr);
  CHECK(w.find("a")->floats()[5] == 1.5F);
  CHECK(w.find("a")->bytes > bytes.data());
  CHECK(w.find("a")->bytes < bytes.data() + bytes.size());
  CHECK(w.find("words")->text() == "hello\n");
  CHECK(w.find("panels")->panels().group == 4);
  CHECK(w.find("panels", model::TensorType::int8_panels, 8, 16) != nullptr);
  CHECK(w.find("panels", model::TensorType::int8_rows, 8, 16) == nullptr);
  CHECK(w.find("panels", model::TensorType::int8_panels, 16, 8) == nullptr);
  CHECK(w.find("b") == nullptr);
}

TEST_CASE("A weights file that is cut short is refused at every length", "[weights]") {
  const Bytes whole = small().bytes();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const std::string why = why_not(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)));
    INFO(size << ": " << why);
    CHECK((size == 0 ? mentions(why, "empty") : mentions(why, "cut short")));
  }
  Bytes longer = whole;
  longer.resize(whole.size() + 16, 0);
  CHECK(mentions(why_not(longer), "too long"));
}

TEST_CASE("A weights file whose header lies about its length is refused", "[weights]") {
  const Bytes whole = small().bytes();
  for (const std::uint64_t said : {std::uint64_t{0}, std::uint64_t{63}, std::uint64_t{whole.size() - 16}}) {
    Bytes lying = whole;
    test::put(lying, 16, said);
    CHECK(mentions(why_not(lying), "too long"));
  }
  for (const std::uint64_t said : {std::uint64_t{whole.size() + 1}, std::uint64_t{1} << 32, ~std::uint64_t{0}}) {
    Bytes lying = whole;
    test::put(lying, 16, said);
    CHECK(mentions(why_not(lying), "cut short"));
  }
  // A header alone, and one that promises the most entries there may be.
  Bytes header(whole.begin(), whole.begin() + 64);
  test::put<std::uint32_t>(header, 32, 4096);
  test::put<std::uint32_t>(header, 36, 4096);
  test::seal(header);
  CHECK(mentions(why_not(header), "directory"));
}

TEST_CASE("The checksum is what the format says, at every length", "[weights]") {
  Bytes bytes;
  std::uint32_t sum = 0, sum_of_sums = 0, word = 12345;
  for (int i = 0; i < 100; ++i) {
    CHECK(model::checksum_of(bytes) == (std::uint64_t{sum_of_sums} << 32 | sum));
    word = word * 1664525U + 1013904223U;
    sum += word;
    sum_of_sums += sum;
    bytes.resize(bytes.size() + 4);
    test::put<std::uint32_t>(bytes, bytes.size() - 4, word);
  }
}

TEST_CASE("Any one changed byte of a weights file is found", "[weights]") {
  const Bytes whole = small().bytes();
  REQUIRE(why_not(whole) == "fine");
  Bytes changed = whole;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const int by : {1, 0x80, 0xFF}) {
      changed[at] = static_cast<std::uint8_t>(whole[at] ^ by);
      INFO("byte " << at);
      CHECK(why_not(changed) != "fine");
    }
    changed[at] = whole[at];
  }
}

TEST_CASE("Wrong headers and directories are refused in one sentence each", "[weights]") {
  const Bytes whole = small().bytes();
  const auto with = [&](auto change) {
    Bytes bytes = whole;
    change(bytes);
    test::seal(bytes);
    return why_not(bytes);
  };
  const std::size_t tensors = 64 + 32;  // where the list of tensors begins
  CHECK(mentions(with([](Bytes& b) { b[0] = 'X'; }), "not a weights file"));
  CHECK(mentions(with([](Bytes& b) { test::put<std::uint32_t>(b, 8, 1); }), "version 1"));
  CHECK(mentions(with([](Bytes& b) { test::put<std::uint32_t>(b, 12, 60); }), "damaged"));
  for (const std::uint32_t count : {5U, 4096U, 4097U, 0xFFFFFFFFU}) {
    CHECK(mentions(with([&](Bytes& b) { test::put<std::uint32_t>(b, 36, count); }), "damaged"));
    CHECK(mentions(with([&](Bytes& b) { test::put<std::uint32_t>(b, 32, count); }), "damaged"));
  }
  for (const std::uint64_t at : {std::uint64_t{0}, std::uint64_t{65}, std::uint64_t{1} << 40, ~std::uint64_t{15}}) {
    CHECK(mentions(with([&](Bytes& b) { test::put(b, 40, at); }), "damaged"));
    CHECK(mentions(with([&](Bytes& b) { test::put(b, 48, at); }), "damaged"));
    CHECK(mentions(with([&](Bytes& b) { test::put(b, tensors + 80, at); }), "does not fit"));
    CHECK(mentions(with([&](Bytes& b) { test::put(b, tensors + 2 * 112 + 96, at); }), "does not fit"));
  }
  for (const std::uint32_t side : {0U, 4U, 0x10000000U, 0xFFFFFFFFU}) {
    CHECK(mentions(with([&](Bytes& b) { test::put(b, tensors + 68, side); }), "tensor “a”"));
    CHECK(mentions(with([&](Bytes& b) { test::put(b, tensors + 2 * 112 + 72, side); }), "tensor “panels”"));
  }
  for (const std::uint32_t group : {0U, 3U, 5U, 16U, 0xFFFFFFFFU}) {
    CHECK(mentions(with([&](Bytes& b) { test::put(b, tensors + 2 * 112 + 76, group); }), "group"));
  }
  CHECK(mentions(with([&](Bytes& b) { test::put(b, tensors + 76, 1U); }), "group"));
  CHECK(mentions(with([&](Bytes& b) { test::put(b, tensors + 64, 9U); }), "unknown type"));
  CHECK(mentions(with([&](Bytes& b) { b[tensors] = 0; }), "name"));
  CHECK(mentions(with([&](Bytes& b) { b[tensors] = 0x07; }), "name"));
  CHECK(mentions(with([&](Bytes& b) { std::memcpy(&b[tensors], &b[tensors + 112], 64); }), "name"));
  std::uint64_t at = 0;
  std::memcpy(&at, &whole[tensors + 80], 8);
  CHECK(mentions(with([&](Bytes& b) { test::put<std::uint32_t>(b, at, 0x7FC00000); }), "not a number"));
  std::memcpy(&at, &whole[tensors + 2 * 112 + 96], 8);
  CHECK(mentions(with([&](Bytes& b) { test::put<std::uint16_t>(b, at, 0xFF80); }), "not a number"));
}

TEST_CASE("A tiny MiniLM runs; one that lacks something is refused", "[weights][minilm]") {
  const Bytes whole = test::tiny_minilm().bytes();
  const auto tiny = model::MiniLM::load(whole);
  INFO(tiny.error());
  REQUIRE(tiny);
  CHECK(tiny.value()->heads().size() == 2);
  const auto trace = tiny.value()->forward("abb a [MASK] zz a a a a a a a a", {});
  CHECK(trace->size() == 12);
  CHECK(trace->notes.size() == 1);
  CHECK(trace->steps.back().out.allFinite());
  CHECK(tiny.value()->run("a b").vector.allFinite());

  const std::size_t tensors = test::tiny_minilm().tensors.size();
  for (std::size_t i = 0; i < tensors; ++i) {
    test::WeightsWriter w = test::tiny_minilm();
    const std::string name = w.tensors[i].name;
    w.tensors[i].name = "other";
    const Bytes bytes = w.bytes();
    const auto model = model::MiniLM::load(bytes);
    REQUIRE(!model);
    CHECK(mentions(model.error(), ("“" + name + "”").c_str()));
  }
  for (const std::int64_t value :
       {std::int64_t{0}, std::int64_t{-1}, std::int64_t{3}, std::int64_t{7}, std::int64_t{1} << 40}) {
    for (std::size_t i = 0; i < 6; ++i) {
      test::WeightsWriter w = test::tiny_minilm();
      w.settings[i].second = value;
      const Bytes bytes = w.bytes();
      CHECK(!model::MiniLM::load(bytes));
    }
  }
  test::WeightsWriter w = test::tiny_minilm();
  w.tensors[0].data[1] = '\n';
  const Bytes bytes = w.bytes();
  const auto model = model::MiniLM::load(bytes);
  REQUIRE(!model);
  CHECK(mentions(model.error(), "vocabulary"));
}

TEST_CASE("The weights in the repository are whole and small enough", "[weights][minilm]") {
  const Bytes& bytes = test::minilm_bytes();
  CHECK(bytes.size() <= 24000000);
  REQUIRE(why_not(bytes) == "fine");
  Bytes damaged = bytes;
  damaged[damaged.size() / 2] ^= 1;
  CHECK(mentions(why_not(damaged), "checksum"));
}

TEST_CASE("MiniLM is read from disk; what can't be read is said in one sentence", "[weights][minilm]") {
  const std::string root = THEATRE_SOURCE_DIR;
  const auto file = model::read_model("minilm", root + "/web/models/minilm.bin");
  INFO(file.error());
  REQUIRE(file);
  CHECK(file.value().model->vectors({"a cat"})->rows.cols() == 384);
  for (const char* path : {"/web/models/none.bin", "/web/models", "/web/models/README.md"}) {
    const auto none = model::read_model("minilm", root + path);
    REQUIRE(!none);
    CHECK(mentions(none.error(), path));
    CHECK(none.error().back() == '.');
  }
}
