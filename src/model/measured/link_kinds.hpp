// The kinds of link that heads are measured at, in the order in which tables and files list them.
#pragma once

#include <array>
#include <string_view>

namespace theatre::model {

struct LinkKind {
  std::string_view id;
  std::string_view title;  // in plain words, as a learner reads it
};

// Places: which of a row's neighbours, itself or the added tokens at the ends has the strongest weight of all tokens.
inline constexpr std::array<LinkKind, 5> place_kinds = {{
    {"previous", "previous word"},
    {"next", "next word"},
    {"self", "the word itself"},
    {"first", "start of the text"},
    {"last", "end of the text"},
}};

// Words: labelled by hand; the strongest weight among words counts.
inline constexpr std::array<LinkKind, 7> word_kinds = {{
    {"determiner-noun", "determiner → its noun"},
    {"adjective-noun", "adjective → its noun"},
    {"verb-subject", "verb → its subject"},
    {"verb-object", "verb → its object"},
    {"preposition-object", "preposition → its object"},
    {"pronoun-antecedent", "pronoun → who it is"},
    {"same-topic", "same topic"},
}};

}  // namespace theatre::model
