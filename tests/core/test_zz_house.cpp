#include <catch2/catch_test_macros.hpp>
#include <Eigen/Core>
TEST_CASE("x") { Eigen::MatrixXf a(8,8); a.setOnes(); CHECK((a*a)(0,0) == 8); CHECK_THROWS(throw 1); }
