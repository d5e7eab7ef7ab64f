// What the page's chooser of heads shows: small maps of all heads, heads that link two words, measured résumés, and
// what the other model says.
#pragma once

#include <string>
#include <string_view>

#include "app/arguments.hpp"
#include "trace/trace.hpp"

namespace theatre::app {

class Theatre;

// [{id, title, badge, state, bytes, received, progress, error, detail, chosen}]
Json models_of(const Theatre& theatre);
std::string models_json(const Theatre& theatre);

// [{layer, head, name, title, asks, offers, carries, chosen, off, resume: [{link, title, share, right, count,
// chance}], sharing}]; `sharing` is null, or how the head shares its light, measured: {words, on_partners, strongest,
// strongest_or_phrase, entropy, resting, above_95, calibration_error, reliability: [{weight, partners, count} × 10]}
std::string heads_json(const Theatre& theatre);

// {side, heads: [{layer, head, off, map}]}: `map` is side × side bytes as base64, row = query, 0…255 = weight 0…1.
// A text longer than `most` tokens is made smaller: each cell is the largest weight of those that fall into it.
std::string maps_json(const trace::Trace& trace, int most);

// {from, to, heads: [{layer, head, name, title, percent, weight, largest}]}, the largest weight first, at most 12.
std::string links_json(const trace::Trace& trace, int from, int to);

// {model, badge, sentences, links: [{id, title, count, chance, best, heads}], sharing}; "null" for a model that was not
// measured. `sharing` as above, of the head called "reader".
std::string resumes_json(std::string_view model);

// {token, text, models: [{id, title, badge, state, head, entries}]}: what each model's head for the same job looks at.
std::string side_by_side_json(const Theatre& theatre);

}  // namespace theatre::app
