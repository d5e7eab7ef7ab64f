// Progress survives a round trip, and damage.
#include "lessons/progress.hpp"

#include <catch2/catch_test_macros.hpp>

namespace theatre::lessons {
namespace {

TEST_CASE("progress comes back from its JSON", "[lessons]") {
  Progress progress;
  CHECK(progress.to_json() == R"({"done":{},"version":1})");
  progress.mark_done("spotlight", "guess");
  progress.mark_done("spotlight", "row");
  progress.mark_done("spotlight", "guess");
  progress.mark_done("five-steps", "embed");
  CHECK(progress.count("spotlight") == 2);
  CHECK(progress.count("library") == 0);
  Progress copy;
  copy.restore(progress.to_json());
  CHECK(copy.is_done("spotlight", "guess"));
  CHECK(copy.is_done("five-steps", "embed"));
  CHECK_FALSE(copy.is_done("spotlight", "embed"));
  CHECK(copy.to_json() == progress.to_json());
}

TEST_CASE("a damaged record keeps what can be read and what was done", "[lessons]") {
  Progress progress;
  progress.mark_done("spotlight", "guess");
  for (const char* damaged : {"", "{", "null", "[]", "17", R"({"done":7})", R"({"done":{"spotlight":{"a":1}}})",
                              R"({"done":{"":["x"]}})", "\xff\xfe", R"({"done":{"a":[1,null,{},[],""]}})"}) {
    progress.restore(damaged);
    CHECK(progress.to_json() == R"({"done":{"spotlight":["guess"]},"version":1})");
  }
  progress.restore(R"({"version":99,"done":{"spotlight":["row",5],"new":["a"]},"more":[1]})");
  CHECK(progress.is_done("spotlight", "row"));
  CHECK(progress.is_done("new", "a"));
  progress.restore(std::string(100000, '['));
  progress.restore(R"({"done":{"x":[")" + std::string(5000, 'y') + R"("]}})");
  CHECK(progress.count("x") == 0);
}

}  // namespace
}  // namespace theatre::lessons
