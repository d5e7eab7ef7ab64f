// What `attend` prints for people: rows of weights, links, comparisons, tables. Text only.
#pragma once

#include <string>
#include <vector>

#include "core/result.hpp"
#include "model/model.hpp"
#include "trace/trace.hpp"

namespace theatre::app {

// The sentence with the words that each head links, or, with a focus, the chosen rows as bars.
// `only` limits it to one head; nullptr shows all.
std::string report(const trace::Trace& trace, int focus, const trace::Head* only);

// The models of the catalog, one a line.
std::string report_models();

std::string report_heads(const model::Model& model);

// Which scores moved between two sentences, and by which named dimensions. `head_name` and `focus` (a token of the
// first) limit it; empty and -1 show the heads that moved most.
std::string report_comparison(const trace::Trace& first, const trace::Trace& second, const std::string& head_name,
                              int focus);

// One line a text: its similarity with the query, its share by softmax(similarity / temperature), the text.
std::string report_similar(const std::vector<std::string>& texts, const std::vector<float>& similarities,
                           float temperature);

// Measures every head on the labelled sentences that are built in. As a table: for each kind of link the head that is
// named after it or else the best one, both halves apart. As JSON (one line): every head at every kind of link.
core::Result<std::string> report_resumes(const model::Model& model, bool json);

}  // namespace theatre::app
