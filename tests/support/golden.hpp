// Reads the plain text files under tests/golden: named numbers and matrices made by someone else's
// implementation.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>

#include "core/tensor.hpp"

namespace theatre::test {

struct Golden {
  std::map<std::string, float> numbers;
  std::map<std::string, core::Matrix> matrices;

  float number(const std::string& name) const;                // fails the test when there is none
  const core::Matrix& matrix(const std::string& name) const;  // likewise
  core::RowVector row(const std::string& name) const;         // a matrix of one row
  core::Mask mask(const std::string& name) const;             // true where the matrix is not 0
};

inline float Golden::number(const std::string& name) const {
  INFO("number " << name);
  REQUIRE(numbers.count(name) == 1);
  return numbers.at(name);
}

inline const core::Matrix& Golden::matrix(const std::string& name) const {
  INFO("matrix " << name);
  REQUIRE(matrices.count(name) == 1);
  return matrices.at(name);
}

inline core::RowVector Golden::row(const std::string& name) const {
  REQUIRE(matrix(name).rows() == 1);
  return matrix(name).row(0);
}

inline core::Mask Golden::mask(const std::string& name) const { return matrix(name).array() != 0.0f; }

// `file` relative to tests/golden, e.g. "core/softmax.txt". Fails the test when it can't be read.
inline Golden read_golden(const std::string& file) {
  const std::string path = std::string(THEATRE_SOURCE_DIR) + "/tests/golden/" + file;
  INFO(path);
  std::ifstream in(path);
  REQUIRE(in.is_open());
  Golden golden;
  std::string kind, name, value;
  while (in >> kind) {
    if (kind[0] == '#') {
      std::getline(in, value);
    } else if (kind == "number") {
      REQUIRE(in >> name >> value);
      golden.numbers[name] = std::strtof(value.c_str(), nullptr);
    } else {
      REQUIRE(kind == "matrix");
      Eigen::Index rows = 0, columns = 0;
      REQUIRE(in >> name >> rows >> columns);
      core::Matrix matrix(rows, columns);
      for (Eigen::Index i = 0; i < matrix.size(); ++i) {
        REQUIRE(in >> value);
        matrix.data()[i] = std::strtof(value.c_str(), nullptr);
      }
      golden.matrices[name] = matrix;
    }
  }
  return golden;
}

}  // namespace theatre::test
