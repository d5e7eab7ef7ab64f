// Frames on demand: drawn when something changed, and not otherwise.
#include <catch2/catch_test_macros.hpp>

#include "platform/headless.hpp"

using namespace theatre::platform;

namespace {

struct Counting final : Client {
  double until = 0;
  int draws = 0;
  int sizes = 0;
  bool lost = false;
  void resized(const Surface&) override { ++sizes; }
  bool advance(double now) override { return now < until; }
  void draw(const Surface&) override { ++draws; }
  bool panels_open() const override { return false; }
  bool panels_hold(float, float) const override { return false; }
  void panels() override {}
  bool pointer(const Pointer& p) override { return p.kind == Pointer::Kind::down; }
  bool wheel(const Wheel& w) override { return w.dx != 0; }
  void context_lost() override { lost = true; }
  void context_restored() override { lost = false; }
};

}  // namespace

TEST_CASE("an idle client draws once and no more", "[platform]") {
  Counting client;
  HeadlessHost host(client, {904, 800, 904, 800, 1});
  host.pass(10);
  CHECK(client.draws == 1);
  CHECK(host.frames() == 1);
  CHECK(host.now() == 10);
}

TEST_CASE("a moving client draws until it stands still", "[platform]") {
  Counting client;
  HeadlessHost host(client, {904, 800, 904, 800, 1});
  client.until = 0.5;
  host.pass(5, 0.1);
  CHECK(client.draws >= 4);
  CHECK(client.draws <= 6);
  const int before = client.draws;
  host.pass(5);
  CHECK(client.draws == before);
  client.until = host.now() + 0.35;
  host.request_frame();
  host.pass(1, 0.1);
  CHECK(client.draws > before);
}

TEST_CASE("a new size and a restored context draw once", "[platform]") {
  Counting client;
  HeadlessHost host(client, {904, 800, 904, 800, 1});
  host.pass(1);
  host.resize({904, 800, 904, 800, 1});
  CHECK(client.sizes == 1);
  host.resize({360, 740, 720, 1480, 2});
  CHECK(client.sizes == 2);
  host.pass(1);
  CHECK(client.draws == 2);
  host.lose_context();
  host.request_frame();
  host.pass(1);
  CHECK(client.lost);
  CHECK(client.draws == 2);
  host.restore_context();
  host.pass(1);
  CHECK(client.draws == 3);
}

TEST_CASE("input that is used asks for a frame", "[platform]") {
  Counting client;
  HeadlessHost host(client, {904, 800, 904, 800, 1});
  host.pass(1);
  CHECK_FALSE(host.pointer({Pointer::Kind::move, 1, 1}));
  CHECK(host.pointer({Pointer::Kind::down, 1, 1}));
  CHECK_FALSE(host.wheel({1, 1, 0, 5}));
  CHECK(host.wheel({1, 1, 5, 0}));
}
