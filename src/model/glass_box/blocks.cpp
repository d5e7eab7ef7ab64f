// The feed-forward blocks of the glass box: small logical marks between its attention layers.
// A mark is 0 below its first threshold and 1 above its second: two marks from 1 to 2 is AND, from 0 to 1 is
// OR.
#include "model/glass_box/blocks.hpp"

// Tables of data, as long as there is data: NOLINTBEGIN(readability-function-size)
namespace theatre::model {
namespace {

// Neighbours as layer 0 reports them.
Term before(const char* name, float weight = 1) { return {std::string("previous: ") + name, weight}; }
Term after(const char* name, float weight = 1) { return {std::string("next: ") + name, weight}; }
Term before2(const char* name, float weight = 1) { return {std::string("two before: ") + name, weight}; }
Term after2(const char* name, float weight = 1) { return {std::string("two after: ") + name, weight}; }
// Neighbours as layer 1 reports them.
Term left(const char* name, float weight = 1) { return {std::string("left: ") + name, weight}; }
Term right(const char* name, float weight = 1) { return {std::string("right: ") + name, weight}; }

// "noun" beats the other readings where all four comparisons are won.
void choose_reading(std::vector<BlockSpec>& blocks, const std::string& suffix) {
  BlockSpec compare, choose;
  const std::vector<std::string> readings{"noun", "verb", "adjective", "adverb", "function word"};
  for (std::size_t a = 0; a < readings.size(); ++a) {
    for (std::size_t b = a + 1; b < readings.size(); ++b) {
      compare.mark(readings[a] + " over " + readings[b] + suffix,
                   {{readings[a] + " score", 1}, {readings[b] + " score", -1}}, -0.15f, 0.15f);
    }
  }
  for (std::size_t a = 0; a + 1 < readings.size(); ++a) {
    Sum wins;
    float lost = 0;  // comparisons that are written the other way round
    for (std::size_t b = 0; b < readings.size(); ++b) {
      if (b > a) wins.push_back({readings[a] + " over " + readings[b] + suffix, 1});
      if (b < a) wins.push_back({readings[b] + " over " + readings[a] + suffix, -1}), ++lost;
    }
    choose.mark(readings[a] + suffix, wins, 3 - lost, 4 - lost);
  }
  blocks.push_back(compare);
  blocks.push_back(choose);
}

}  // namespace

std::vector<BlockSpec> first_reading_blocks() {
  std::vector<BlockSpec> blocks;

  BlockSpec hints;
  hints.mark("function word",
             {{"determiner"},
              {"possessive determiner"},
              {"number"},
              {"preposition"},
              {"to"},
              {"and/or/but"},
              {"subordinator"},
              {"that"},
              {"there"},
              {"question word"},
              {"be"},
              {"have"},
              {"do"},
              {"modal"},
              {"negation"},
              {"pronoun"},
              {"possessive 's"},
              {"interjection"},
              {"degree word"},
              {"can open a relative clause"},
              {"start"},
              {"stop"},
              {"comma"},
              {"other mark"},
              {"end"}},
             0.3f, 0.8f);
  for (const char* reading : {"noun", "verb", "adjective", "adverb"}) {
    hints.mark(std::string("never ") + reading, {{reading, -1}}, -0.02f, 0);
  }
  hints.mark("after a determiner",
             {before("determiner"), before("possessive determiner"), before("possessive 's"), before("that", -1)}, 0.4f,
             0.9f);
  hints.mark("after a subject pronoun",
             {before("pronoun"), before("object case", -1), before("reflexive", -1),
              before("possessive determiner", -1), before("preposition", -1)},
             0.4f, 0.9f);
  hints.mark("determiner and adjective before",
             {before2("determiner"), before2("possessive determiner"), before2("possessive 's"), before2("that", -1),
              before("adjective"), before("number")},
             1.3f, 1.7f);
  hints.mark("infinitive place", {before("to"), {"base form"}}, 1, 2);
  hints.mark("after modal or do", {before("modal"), before("do"), {"base form"}}, 1, 2);
  hints.mark("after modal and not",
             {before("negation"), before("adverb"), before2("modal"), before2("do"), {"base form"}}, 2, 3);
  hints.mark("after have", {before("have"), {"past participle"}}, 1, 2);
  hints.mark("after have and not", {before("negation"), before("adverb"), before2("have"), {"past participle"}}, 2, 3);
  hints.mark("after be", {before("be"), {"past participle"}, {"-ing form"}}, 1, 2);
  hints.mark("after be and not",
             {before("negation"), before("adverb"), before2("be"), {"past participle"}, {"-ing form"}}, 2, 3);
  hints.mark("one thing, verb form in -s",
             {before("noun"), before("singular"), before("plural", -1), {"third person singular"}}, 1.8f, 2.6f);
  hints.mark("several things, plain verb form", {before("noun"), before("plural"), {"agrees with a plural"}}, 1.8f,
             2.6f);
  hints.mark("one thing, plain verb form",
             {before("noun"), before("singular"), before("plural", -1), {"base form"}, {"past tense", -1}}, 1.8f, 2.6f);
  hints.mark("verb form between nouns", {before("noun"), after("noun"), {"finite"}}, 2.5f, 2.8f);
  hints.mark("verb form in -s at the beginning", {before("start"), before("stop"), {"third person singular"}}, 1.2f,
             1.8f);
  hints.mark("nothing nominal follows",
             {{"one"}, after("noun", -1), after("adjective", -1), after("-ing form", -0.5f), after("number", -0.5f)},
             0.3f, 0.7f);
  hints.mark("object follows",
             {after("determiner"), after("possessive determiner"), after("object case"), after("reflexive")}, 0.3f,
             0.8f);
  hints.mark("auxiliary follows", {after("be"), after("have"), after("modal"), after("do", 0.6f)}, 0.3f, 0.8f);
  blocks.push_back(hints);

  BlockSpec places;
  places.mark("ends its noun phrase",
              {{"after a determiner"}, {"determiner and adjective before"}, {"nothing nominal follows"}}, 1, 2);
  places.mark("ends a short phrase", {before("preposition"), before("to", -1), {"nothing nominal follows"}}, 1, 2);
  places.mark("describes the next word", {{"after a determiner"}, {"determiner and adjective before"}, after("noun")},
              1.2f, 1.8f);
  places.mark(
      "describing participle",
      {{"after a determiner"}, {"determiner and adjective before"}, after("noun"), {"past participle"}, {"-ing form"}},
      2.2f, 2.8f);
  blocks.push_back(places);

  BlockSpec scores;
  scores.sum("noun score", {{"noun (log share)", 1},
                            {"never noun", -8},
                            {"after a determiner", 3},
                            {"determiner and adjective before", 2},
                            {"ends its noun phrase", 2},
                            {"ends a short phrase", 1.5f},
                            before("number", 1.5f),
                            before("preposition", 1.2f),
                            before("to", -1.2f),
                            before("adjective", 1),
                            {"after a subject pronoun", -2.5f},
                            before("modal", -3),
                            before("do", -1),
                            {"auxiliary follows", 1.5f},
                            after("possessive 's", 3),
                            after("of", 1)});
  scores.sum("verb score", {{"verb (log share)", 1},
                            {"never verb", -8},
                            {"after a determiner", -4},
                            {"determiner and adjective before", -3},
                            {"ends its noun phrase", -1},
                            before("number", -1.5f),
                            before("preposition", -1.5f),
                            before("to", 1.5f),
                            before("adjective", -1),
                            before("can open a relative clause", 1.5f),
                            before("adverb", 0.5f),
                            before("noun", 0.8f),
                            {"after a subject pronoun", 2.5f},
                            {"infinitive place", 2.5f},
                            {"after modal or do", 4},
                            {"after modal and not", 4},
                            {"after have", 3},
                            {"after have and not", 3},
                            {"after be", 1.5f},
                            {"after be and not", 1.5f},
                            {"one thing, verb form in -s", 1},
                            {"verb form in -s at the beginning", -3},
                            {"several things, plain verb form", 1},
                            {"one thing, plain verb form", -1},
                            {"object follows", 1.2f},
                            after("adverb", 0.4f),
                            after("preposition", 0.3f),
                            {"have", -2},
                            {"do", -2},
                            {"auxiliary follows", -1.5f}});
  scores.sum("adjective score", {{"adjective (log share)", 1},
                                 {"never adjective", -8},
                                 before("be", 2),
                                 before("linking verb", 1.5f),
                                 before("degree word", 2),
                                 before("noun", -1),
                                 after("noun", 1.6f),
                                 after("adjective", 0.5f),
                                 {"describes the next word", 2},
                                 {"describing participle", 13},
                                 {"ends its noun phrase", -1.5f},
                                 {"after a subject pronoun", -2},
                                 {"verb form between nouns", -3},
                                 before("modal", -2),
                                 before("to", -1.5f),
                                 {"object follows", -0.5f}});
  scores.sum(
      "adverb score",
      {{"adverb (log share)", 1}, {"never adverb", -8}, {"after a determiner", -1.5f}, after("adjective", 0.3f)});
  scores.sum("function word score", {{"function word", 8}, {"one", -6.5f}});
  blocks.push_back(scores);

  choose_reading(blocks, ", at first sight");

  BlockSpec openers;
  openers.mark("may open something",
               {{"verb, at first sight"},
                {"be"},
                {"have"},
                {"do"},
                {"modal"},
                {"preposition"},
                {"to"},
                {"and/or/but"},
                {"subordinator"},
                {"question word"},
                {"can open a relative clause"},
                {"comma"},
                {"stop"},
                {"start"}},
               0.2f, 0.8f);
  blocks.push_back(openers);
  return blocks;
}

std::vector<BlockSpec> second_reading_blocks() {
  std::vector<BlockSpec> blocks;

  BlockSpec again;

  again.mark("a question waits for me",
             {{"question auxiliary: do"},
              {"question auxiliary: modal"},
              {"base form"},
              {"another verb, not an auxiliary", -1}},
             1.5f, 1.9f);
  again.mark("a question waits for my quality", {{"question auxiliary: be"}, {"base form"}, {"adjective"}}, 2, 2.4f);
  again.mark("a verb before me may want me",
             {left("verb, at first sight"), before("takes an object", 0.8f), {"never noun", -1}}, 1.1f, 1.5f);
  again.mark("closes a noun phrase before me", {{"determiner and adjective before"}, left("noun, at first sight")},
             1.2f, 1.8f);
  again.mark("a verb is missing here", {{"one"}, {"another verb", -1}, {"finite"}, {"function word", -1}}, 1.5f, 1.9f);
  blocks.push_back(again);

  BlockSpec wanted;
  wanted.mark(
      "all that a verb before me has",
      {{"a verb before me may want me"}, {"nothing nominal follows"}, before("linking verb", -1), {"adverb", -1}}, 1.2f,
      1.8f);
  blocks.push_back(wanted);

  BlockSpec rescore;
  rescore.sum("noun score", {{"closes a noun phrase before me", -2},
                             left("adjective, at first sight", 0.7f),
                             {"a verb before me may want me", 1.6f},
                             {"all that a verb before me has", 2},
                             right("verb, at first sight", 0.7f)});
  rescore.sum("verb score", {{"a verb is missing here", 2.5f},
                             {"closes a noun phrase before me", 3},
                             {"a question waits for me", 4},
                             {"a question waits for my quality", -4},
                             {"a verb before me may want me", -1.6f},
                             right("verb, at first sight", -1)});
  blocks.push_back(rescore);
  choose_reading(blocks, " here");

  BlockSpec forms;
  forms.mark("have or do as a main verb",
             {{"have"},
              {"do"},
              right("determiner"),
              right("possessive determiner"),
              right("number"),
              right("noun, at first sight"),
              right("adjective, at first sight"),
              right("object case"),
              left("start", -1),
              left("question word", -1),
              {"question word before", -1}},
             1.4f, 1.9f);
  forms.mark("follows a relative word", {before("can open a relative clause")}, 0.3f, 0.8f);
  forms.mark("'s of an owner",
             {{"possessive 's"},
              left("pronoun", -1),
              {"previous: that", -1},
              left("there", -1),
              left("question word", -1),
              right("determiner", -1),
              right("possessive determiner", -1),
              right("degree word", -0.5f),
              right("negation", -1),
              {"next: -ing form", -0.5f}},
             0.25f, 0.45f);
  forms.mark("to before a verb", {{"to"}, right("verb, at first sight")}, 1.2f, 1.8f);
  forms.mark("opens an inner clause",
             {{"subordinator"},
              right("pronoun"),
              right("object case", -1),
              after2("be"),
              after2("have"),
              after2("do"),
              after2("modal"),
              after2("verb"),
              after2("adverb", 0.5f)},
             1.6f, 2.1f);
  forms.mark("denied nominal after",
             {right("negation"), after2("determiner"), after2("possessive determiner"), after2("pronoun"), {"do", -1}},
             1.2f, 1.8f);
  forms.mark("nominal after",
             {right("determiner"), right("possessive determiner"), right("pronoun"), right("number"),
              right("noun, at first sight"), right("there")},
             0.3f, 0.8f);
  forms.mark("opens a question",
             {left("start"), left("question word"), {"question word before"}, left("pronoun", -1), left("stop")}, 0.2f,
             0.45f);
  forms.mark("relative word",
             {{"can open a relative clause"},
              left("noun, at first sight"),
              left("pronoun", 0.8f),
              left("comma", 0.8f),
              {"that", -0.1f},
              {"possessive case", -2},
              {"possessive determiner", -2}},
             1.2f, 1.7f);
  forms.mark("verb after",
             {right("verb, at first sight"), right("be"), right("have"), right("do"), right("modal"),
              right("adverb, at first sight", 0.8f)},
             0.3f, 0.8f);
  forms.mark(
      "that as a determiner",
      {{"that"}, right("noun, at first sight"), right("adjective, at first sight"), left("noun, at first sight", -1)},
      1.2f, 1.8f);
  blocks.push_back(forms);

  BlockSpec classes;
  classes.mark("auxiliary",
               {{"be"},
                {"have"},
                {"do"},
                {"modal"},
                {"have or do as a main verb", -1},
                {"noun here", -1},
                {"possessive 's"},
                {"'s of an owner", -2}},
               0.3f, 0.8f);
  classes.mark("main verb", {{"verb here"}, {"have or do as a main verb"}}, 0.2f, 0.9f);
  classes.mark(
      "after an auxiliary",
      {left("be"), left("have"), left("do"), left("modal"), before("possessive 's", 0.6f), {"to before a verb", -1}},
      0.3f, 0.8f);
  classes.mark("after an auxiliary and a small word",
               {before2("be"), before2("have"), before2("do"), before2("modal"), left("negation"),
                left("adverb, at first sight"), left("degree word")},
               1.2f, 1.8f);
  classes.mark("inverted auxiliary",
               {{"be"}, {"have"}, {"do"}, {"modal"}, {"opens a question"}, {"nominal after"}, {"denied nominal after"}},
               2.2f, 2.8f);
  classes.mark("inverted before an adjective",
               {{"be"}, {"have"}, {"do"}, {"modal"}, left("start"), right("adjective, at first sight")}, 2.2f, 2.8f);
  classes.mark("time by itself",
               {{"noun here"},
                {"is time"},
                {"never adverb", -0.8f},
                {"name", 0.8f},
                {"plural", -1},
                before("determiner", -1),
                before("possessive determiner", -1),
                before("adjective", -1),
                before("number", -1),
                before("possessive 's", -1),
                before("preposition", -1),
                left("start", -1),
                before("subordinator", -1)},
               1.55f, 1.8f);
  classes.mark("gerund at the beginning", {{"-ing form"}, {"verb here"}, left("start")}, 2.2f, 2.8f);
  classes.mark("stands for a noun",
               {{"determiner", 0.5f},
                {"pronoun", 1.2f},
                {"question word", 0.5f},
                {"possessive determiner", -1},
                right("of"),
                right("verb, at first sight"),
                right("be"),
                right("have"),
                right("modal"),
                right("stop"),
                right("end"),
                right("noun, at first sight", -1),
                {"relative word", -1},
                {"that", -0.6f}},
               1.3f, 1.5f);
  classes.mark("there as subject", {{"there"}, right("be"), left("be", 1), right("modal")}, 1.2f, 1.8f);
  classes.mark("subject relative word", {{"relative word"}, {"verb after"}}, 1.2f, 1.8f);
  classes.mark("object relative word", {{"relative word"}, {"verb after", -1}}, 0.3f, 0.8f);
  classes.mark("question word as subject",
               {{"question word"},
                left("start"),
                {"verb after"},
                after2("determiner", -1),
                after2("pronoun", -1),
                after2("possessive determiner", -1),
                right("verb, at first sight", 0.9f),
                {"subordinator", -1}},
               2.2f, 2.8f);
  classes.mark("preposition here",
               {{"preposition"}, {"to before a verb", -2}, {"verb here", -1}, {"opens an inner clause", -1}}, 0.2f,
               0.8f);
  classes.mark("leads to an adjective", {{"verb here"}, right("adjective, at first sight"), after2("noun", -0.8f)},
               1.5f, 1.9f);
  classes.mark(
      "number as a noun",
      {{"number"}, right("noun, at first sight", -1), right("adjective, at first sight", -1), right("number", -1)},
      0.3f, 0.8f);
  classes.mark("passive",
               {{"past participle"},
                {"verb here"},
                left("be"),
                before2("be", 0.9f),
                left("negation", 0.1f),
                left("noun, at first sight", -0.9f)},
               2.2f, 2.8f);
  blocks.push_back(classes);

  BlockSpec roles;
  roles.mark("finite verb", {{"main verb"}, {"finite"}, left("to", -1), left("modal", -1)}, 1.2f, 1.8f);
  roles.mark("in a verb group",
             {{"main verb"},
              {"auxiliary"},
              {"adjective here"},
              {"after an auxiliary"},
              {"after an auxiliary and a small word"}},
             1.2f, 1.8f);
  roles.mark("names something",
             {{"noun here"},
              {"pronoun"},
              {"number as a noun"},
              {"question word", -1},
              {"question word as subject", 1.5f},
              {"there as subject"},
              {"stands for a noun"},
              {"gerund at the beginning"},
              {"start", -3},
              {"end", -3},
              {"possessive determiner", -1},
              {"auxiliary", -1},
              {"to", -1},
              {"relative word", -1},
              {"time by itself", -1}},
             0.2f, 0.8f);
  roles.mark("ends a phrase before a new noun group",
             {{"noun here"},
              {"in a prepositional phrase"},
              right("determiner"),
              right("possessive determiner"),
              right("pronoun", 0.9f),
              right("object case", -1),
              right("reflexive", -1)},
             2.2f, 2.7f);
  roles.mark("after and and a small word", {before2("and/or/but"), left("adverb, at first sight"), left("negation")},
             1.2f, 1.8f);
  roles.mark("joins inside a phrase",
             {{"and/or/but"}, {"in a prepositional phrase"}, {"a verb came before", -1}, {"behind a relative verb", 3}},
             1.2f, 1.8f);
  roles.mark("object of a verb that takes a clause",
             {{"behind a verb that takes a clause"},
              {"verb after", -1},
              {"subject case", -1},
              {"can open a relative clause", -1}},
             0.3f, 0.8f);
  roles.mark("time after a small word", {{"is time"}, {"noun here"}, before("determiner"), before("singular")}, 3.2f,
             3.7f);
  roles.mark("time after an adjective",
             {{"is time"},
              {"noun here"},
              before("adjective"),
              before2("determiner", -1),
              before2("possessive determiner", -1)},
             2.3f, 2.8f);
  roles.mark("inverted", {{"inverted auxiliary"}, {"inverted before an adjective"}}, 0, 1);
  roles.mark("subordinator or relative word",
             {{"subordinator"}, {"relative word"}, {"question word"}, {"that"}, {"that as a determiner", -1}}, 0.3f,
             0.8f);
  for (const auto& kind : kind_names("")) {
    roles.relu("asks of its subject: " + kind, {{"wants subject: " + kind}, {"passive", -1}}, 0);
  }
  for (const auto& kind : kind_names("")) {
    roles.relu("passive asks of its subject: " + kind, {{"wants object: " + kind}, {"passive"}}, -1);
  }
  blocks.push_back(roles);
  BlockSpec times;
  times.mark("time adverbial", {{"time after a small word"}, {"time after an adjective"}, {"time by itself"}}, 0, 1);
  blocks.push_back(times);

  BlockSpec clauses;
  clauses.mark("begins a verb group", {{"finite verb"}, {"auxiliary"}, {"in a verb group", -1}, {"inverted", -1}}, 0.2f,
               0.8f);
  clauses.mark("opens something",
               {{"ends a phrase before a new noun group"},
                {"main verb"},
                {"auxiliary"},
                {"preposition here"},
                {"preposition"},
                {"to"},
                {"and/or/but"},
                {"subordinator or relative word"},
                {"comma"},
                {"stop"},
                {"start"}},
               0.2f, 0.8f);
  clauses.mark("joined to an earlier verb",
               {{"main verb"},
                {"auxiliary"},
                {"previous: and/or/but"},
                {"previous: comma", 0.9f},
                {"after and and a small word", 0.9f}},
               1.3f, 1.8f);
  clauses.mark("joined by a comma", {{"main verb"}, {"auxiliary"}, {"previous: comma"}}, 1.3f, 1.8f);
  clauses.mark("shuts a noun off",
               {{"main verb"},
                {"auxiliary"},
                {"preposition"},
                {"to"},
                {"and/or/but"},
                {"subordinator or relative word"},
                {"comma"},
                {"stop"},
                {"determiner"},
                {"possessive determiner"},
                {"subject case"},
                {"end"}},
               0.2f, 0.8f);
  clauses.mark("can be a subject",
               {{"names something"},
                {"subject relative word", 2},
                {"there as subject"},
                {"subject case"},
                {"object case", -1},
                {"reflexive", -1},
                {"in a phrase", -1},
                {"object of a verb that takes a clause", -1},
                {"time adverbial", -1}},
               0.4f, 0.9f);
  for (const auto& kind : kind_names("")) {
    clauses.sum("asks of its subject: " + kind, {{"passive asks of its subject: " + kind}});
  }
  blocks.push_back(clauses);
  return blocks;
}

std::vector<BlockSpec> structure_blocks() {
  std::vector<BlockSpec> blocks;
  // Neighbours once more, now as finally read.
  const auto just_before = [](const char* name, float weight = 1) {
    return Term{std::string("just before: ") + name, weight};
  };
  const auto just_after = [](const char* name, float weight = 1) {
    return Term{std::string("just after: ") + name, weight};
  };

  BlockSpec gifts;
  gifts.mark("person given something",
             {{"noun here"}, {"is living", 0.7f}, {"governor: takes two objects"}, just_after("noun here")}, 3.2f,
             3.6f);
  gifts.mark("begins the main clause",
             {{"names something"},
              {"governor: main verb"},
              {"follower: begins a verb group"},
              {"sentence opens with a subordinator"}},
             3.2f, 3.7f);
  gifts.mark("plain verb after its object",
             {{"names something"},
              {"governor: main verb"},
              {"governor: takes an infinitive"},
              {"follower: base form"},
              {"governor: follows a relative word", -1}},
             3.2f, 3.7f);

  blocks.push_back(gifts);

  BlockSpec nouns;
  nouns.mark("ends its noun group",
             {{"names something"}, just_after("noun here", -1), {"pronoun", 0.8f}, {"person given something"}}, 0.3f,
             0.8f);
  nouns.mark("head noun",
             {{"names something"},
              just_after("noun here", -1),
              {"pronoun", 0.8f},
              {"person given something"},
              just_after("'s of an owner", -1.8f)},
             0.3f, 0.8f);
  nouns.mark("attributive",
             {{"adjective here"},
              just_after("noun here"),
              just_after("adjective here"),
              just_after("number as a noun"),
              just_after("time by itself", -1)},
             1.2f, 1.8f);
  nouns.mark("attributive before and",
             {{"adjective here"},
              just_after("comma"),
              just_after("and/or/but"),
              after2("adjective"),
              just_before("determiner"),
              just_before("possessive determiner")},
             3.6f, 3.9f);
  nouns.mark("nominal follows",
             {just_after("determiner"), just_after("possessive determiner"), just_after("noun here"),
              just_after("adjective here"), just_after("number"), just_after("pronoun"), just_after("degree word"),
              just_after("time by itself", -1)},
             0.3f, 0.8f);
  nouns.mark("only the person given to follows",
             {{"takes two objects"},
              just_after("object case"),
              after2("determiner", -1),
              after2("noun", -1),
              after2("possessive determiner", -1),
              after2("adjective", -1)},
             1.2f, 1.8f);
  nouns.mark("after a question word and a small word",
             {{"two before: question word", 2},
              {"two before: can open a relative clause", -2},
              {"two before: subordinator", -2},
              just_before("adjective here"),
              just_before("determiner")},
             2.4f, 2.8f);
  nouns.mark("governed by a preposition",
             {{"governor: preposition here"},
              {"governor: subordinator", -0.5f},
              {"governor: joins inside a phrase"},
              {"relative word", -1},
              {"there as subject", -1},
              {"subject case", -1}},
             0.2f, 0.9f);
  nouns.mark("governed by a verb",
             {{"governor: main verb"},
              {"governor: auxiliary"},
              {"governor: inverted", -1},
              {"relative word", -1},
              {"subject case", -1},
              {"governor: ends a phrase before a new noun group", -1}},
             0.3f, 0.9f);
  nouns.mark(
      "governed by a clause start",
      {{"governor: start"}, {"governor: subordinator or relative word"}, {"governor: comma"}, {"governor: stop"}}, 0.3f,
      0.9f);
  nouns.mark("subject of an inner clause",
             {{"governor: takes a clause"},
              {"follower: begins a verb group"},
              {"governor: follows a relative word", -0.6f},
              {"follower: one thing, plain verb form", 0.6f},
              {"governor: main verb", 0.3f},
              {"plain verb after its object", 1},
              {"begins the main clause", 1}},
             1.6f, 1.9f);
  nouns.mark("first of two objects",
             {{"names something"},
              {"governor: main verb"},
              {"governor: takes two objects"},
              just_after("determiner"),
              just_after("possessive determiner"),
              just_after("number"),
              just_after("noun here", 0.8f),
              after2("is time", -1)},
             3.2f, 3.7f);
  nouns.relu("one by itself", {{"singular"}, {"is group", -0.7f}, just_after("and/or/but", -1)}, 0);
  nouns.mark("a verb follows", {{"follower: begins a verb group"}}, 0.3f, 0.8f);
  nouns.mark("subject pronoun follows",
             {just_after("pronoun"), just_after("object case", -1), just_after("reflexive", -1),
              just_after("possessive determiner", -1)},
             0.3f, 0.8f);
  blocks.push_back(nouns);

  BlockSpec marks;
  marks.mark("describes the noun after it", {{"attributive"}, {"attributive before and"}}, 0, 1);
  marks.mark("asked-about noun",
             {{"head noun", 2},
              just_before("question word", 2),
              before("subordinator", -2),
              {"after a question word and a small word"}},
             2.6f, 2.9f);
  marks.mark("waiting for its verb", {{"head noun"}, {"a verb follows", -1}}, 0.3f, 0.9f);
  marks.mark("noun before a bare relative clause",
             {{"head noun"},
              {"pronoun", -1},
              {"subject pronoun follows"},
              just_after("determiner", 0.6f),
              just_after("relative word", -1),
              just_after("possessive determiner", 0.6f),
              just_after("name", 0.5f),
              {"governed by a clause start", 0.5f},
              {"governed by a verb", -0.4f}},
             1.55f, 1.9f);
  marks.mark("acts as subject", {{"pronoun"}, {"a verb follows"}, {"governed by a verb", -0.4f}}, 1, 1.6f);
  marks.mark("acts as object",
             {{"pronoun"},
              {"governed by a verb"},
              {"governed by a preposition"},
              {"a verb follows", -1},
              {"reflexive", -0.5f}},
             1.2f, 1.8f);
  marks.mark("part of a phrase", {{"governed by a preposition"}, {"preposition here"}}, 0, 1);
  marks.mark(
      "is acted on",
      {{"pronoun"}, {"governed by a verb"}, {"a verb follows", -1}, {"reflexive", -1}, {"possessive determiner", -1}},
      1.2f, 1.8f);
  marks.mark("links rather than acts", {{"linking verb"}, {"takes an object", -1}}, 0.7f, 0.95f);
  marks.mark("no object in its place",
             {{"main verb"},
              {"takes an object", 0.5f},
              {"governor: object relative word", 0.5f},
              {"passive", -1},
              {"nominal follows", -1},
              {"linking verb", -0.5f},
              {"only the person given to follows"}},
             1.08f, 1.25f);
  blocks.push_back(marks);

  BlockSpec wants;
  wants.mark("predicate adjective", {{"adjective here"}, {"describes the noun after it", -1}}, 0.3f, 0.9f);
  wants.mark("belongs to a noun after it",
             {{"determiner"},
              {"possessive determiner"},
              {"possessive 's"},
              {"number"},
              {"number as a noun", -1},
              {"relative word", -1},
              {"describes the noun after it", -1}},
             0.05f, 0.55f);
  wants.mark("looks for what it describes", {{"describes the noun after it"}, {"preposition here", -1}}, 0.3f, 0.8f);
  wants.relu("lifeless", {{"ends its noun group"}, {"is living", -1}, {"name", -1}, {"pronoun", -1}}, 0);
  wants.mark("stranded", {{"preposition here"}, {"particle", -0.5f}, {"nominal follows", -1}}, 0.4f, 0.9f);
  wants.mark("moved object",
             {{"object relative word", 2},
              {"noun before a bare relative clause", 2},
              {"question word"},
              {"asked-about noun"},
              {"question word as subject", -2},
              {"subordinator", -2},
              {"object relative word", 1.2f},
              {"subject relative word", -2}},
             0.3f, 0.9f);
  wants.hands_where("is acted on", "governor: ", "verb that acts on me: ");
  wants.mark("free subject",
             {{"head noun"}, {"governed by a preposition", -1}, {"object case", -1}, {"subject relative word"}}, 0.3f,
             0.9f);
  for (const auto& kind : kind_names("")) {
    wants.relu("wanted: " + kind, {{"predicate asks: " + kind}, {"acts as subject"}}, -1);
    wants.relu("wanted as object: " + kind, {{"governor asks: " + kind}, {"acts as object"}}, -1);
  }
  blocks.push_back(wants);

  BlockSpec joined;
  for (const auto& kind : kind_names("")) {
    joined.sum("wanted: " + kind, {{"wanted as object: " + kind}});
  }
  joined.mark("says how its neighbour is", {{"predicate adjective"}, just_before("noun here"), {"governor: main verb"}},
              2.2f, 2.8f);

  blocks.push_back(joined);
  return blocks;
}

std::vector<BlockSpec> claims_blocks() {
  // "who lives here, sends": a comma ends the clause that "who" opened; an "and" goes on with it.
  BlockSpec joined, gate;
  joined.mark("shares the noun of the verb before",
              {{"group: joined to an earlier verb"},
               {"group: joined by a comma", -0.5f},
               {"wants a relative word first", -0.5f}},
              0.1f, 0.4f);
  gate.hands_where("shares the noun of the verb before", "noun I want first: ", "noun I share: ");
  return {joined, gate};
}

std::vector<BlockSpec> link_blocks() {
  BlockSpec gates;
  gates.hands_where("in a verb group", "group: ", "my verb begins: ");
  gates.mark("few words", {{"share of one word"}}, 1.0f / 9, 1.0f / 6);
  gates.mark("small word",
             {{"function word"},
              {"pronoun", -1},
              {"start", -1},
              {"end", -1},
              {"comma", -1},
              {"stop", -1},
              {"other mark", -1},
              {"possessive determiner"}},
             0.2f, 0.8f);
  BlockSpec short_text;
  gates.mark("very few words", {{"share of one word"}}, 1.0f / 6, 1.0f / 5);
  for (const char* pointer : {"subject: ", "object: ", "describes: ", "belongs to: ", "leads to: ", "refers to: "}) {
    short_text.hands_less("very few words", pointer, 0.5f);
  }
  return {gates, short_text};
}

}  // namespace theatre::model
// NOLINTEND(readability-function-size)
