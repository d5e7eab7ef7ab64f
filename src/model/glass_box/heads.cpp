// The heads of the glass box, layer by layer. To change the model, change a number here: each channel says
// which named dimensions the asking word looks for, which ones a word offers, and how many points their
// product is worth.
#include "model/glass_box/blocks.hpp"
#include "model/glass_box/program.hpp"
#include "model/lexicon/features.hpp"

// Tables of data, as long as there is data: NOLINTBEGIN(readability-function-size)
namespace theatre::model {
namespace {

// clang-format off
// What the word before me tells about itself, before anything is worked out.
const std::vector<std::string> kPrevious{
    "noun", "verb", "adjective", "adverb", "takes an object", "linking verb", "singular", "plural",
    "pronoun", "object case", "reflexive", "determiner", "possessive determiner", "number",
    "preposition", "to", "and/or/but", "subordinator", "can open a relative clause", "that",
    "question word", "be", "have", "do", "modal", "negation", "possessive 's", "degree word", "start",
    "stop", "comma"};
// What the word after me tells.
const std::vector<std::string> kNext{
    "noun", "verb", "adjective", "adverb", "-ing form", "object case", "reflexive", "determiner",
    "possessive determiner", "number", "preposition", "of", "be", "have", "do", "modal", "possessive 's"};

// What the words two places away tell.
const std::vector<std::string> kTwoBefore{
    "noun", "determiner", "possessive determiner", "possessive 's", "that", "be", "have", "do", "modal",
    "and/or/but", "start", "question word", "can open a relative clause"};
const std::vector<std::string> kTwoAfter{
    "noun", "verb", "adjective", "adverb", "determiner", "possessive determiner", "pronoun", "be",
    "have", "do", "modal"};

// What my neighbours tell after the first look.
const std::vector<std::string> kLeft{
    "noun, first look", "verb, first look", "adjective, first look", "adverb, first look", "pronoun",
    "to", "question word", "there", "be", "have", "do", "modal", "negation", "degree word", "start",
    "stop", "comma"};
const std::vector<std::string> kRight{
    "noun, first look", "verb, first look", "adjective, first look", "adverb, first look", "determiner",
    "possessive determiner", "number", "pronoun", "object case", "reflexive", "there", "be", "have",
    "do", "modal", "negation", "degree word", "stop", "of", "end"};

// What they tell once they are read for good.
const std::vector<std::string> kJustBefore{
    "noun here", "adjective here", "determiner", "possessive determiner", "question word"};
const std::vector<std::string> kJustAfter{
    "noun here", "verb here", "adjective here", "determiner", "possessive determiner", "number",
    "number as a noun", "pronoun", "object case", "reflexive", "name", "and/or/but", "comma",
    "degree word", "relative word", "'s of an owner", "time by itself"};
// clang-format on

LayerSpec neighbours() {
  LayerSpec layer;
  layer.heads.push_back(HeadSpec("previous-word", Looks::everywhere)
                            .title("What stands just before me?")
                            .asks("I ask for the word one place before me.")
                            .offers("Every word offers the place where it stands.")
                            .carries("It tells me what sort of word it can be.")
                            .step(-1, 40)
                            .carry_all(kPrevious, "previous: "));
  layer.heads.push_back(HeadSpec("next-word", Looks::everywhere)
                            .title("What stands just after me?")
                            .asks("I ask for the word one place after me.")
                            .offers("Every word offers the place where it stands.")
                            .carries("It tells me what sort of word it can be.")
                            .step(1, 40)
                            .carry_all(kNext, "next: "));
  layer.heads.push_back(HeadSpec("two-before", Looks::everywhere)
                            .title("What stands two places before me?")
                            .asks("I ask for the word two places before me.")
                            .offers("Every word offers the place where it stands.")
                            .carries("It tells me what sort of word it can be.")
                            .step(-2, 40)
                            .carry_all(kTwoBefore, "two before: "));
  layer.heads.push_back(HeadSpec("two-after", Looks::everywhere)
                            .title("What stands two places after me?")
                            .asks("I ask for the word two places after me.")
                            .offers("Every word offers the place where it stands.")
                            .carries("It tells me what sort of word it can be.")
                            .step(2, 40)
                            .carry_all(kTwoAfter, "two after: "));
  layer.blocks = first_reading_blocks();
  return layer;
}

LayerSpec second_look() {
  LayerSpec layer;
  layer.heads.push_back(HeadSpec("left-reading", Looks::everywhere)
                            .title("How was the word before me read?")
                            .asks("I ask for the word one place before me.")
                            .offers("Every word offers the place where it stands.")
                            .carries("It tells me whether it is now taken for a noun, a verb or something else.")
                            .step(-1, 40)
                            .carry_all(kLeft, "left: "));
  layer.heads.push_back(HeadSpec("right-reading", Looks::everywhere)
                            .title("How was the word after me read?")
                            .asks("I ask for the word one place after me.")
                            .offers("Every word offers the place where it stands.")
                            .carries("It tells me whether it is now taken for a noun, a verb or something else.")
                            .step(1, 40)
                            .carry_all(kRight, "right: "));
  layer.heads.push_back(HeadSpec("other-verb", Looks::others)
                            .title("Is there a verb besides me?")
                            .asks("I ask for any other word that can be the verb of a clause.")
                            .offers("Verbs and auxiliaries offer themselves.")
                            .carries("It tells me that the sentence has another verb, so I need not be one.")
                            .channel("a verb", {{"one"}}, {{"verb, first look"}}, 40)
                            .channel("not an infinitive", {{"one"}}, {{"infinitive place"}}, -40)
                            .channel("an auxiliary", {{"one"}}, {{"be"}, {"have"}, {"do"}, {"modal"}}, 40)
                            .channel("nothing found: look at start", {{"one"}}, {{"start"}}, 20)
                            .carry({{"one"}, {"start", -1}}, "another verb")
                            .carry({{"verb, first look"}}, "another verb, not an auxiliary"));
  layer.heads.push_back(HeadSpec("question-auxiliary", Looks::back)
                            .title("Does a question wait for its verb?")
                            .asks("I ask for an auxiliary that opens a question: did, can, is.")
                            .offers("Auxiliaries at the beginning, or after a question word, offer themselves.")
                            .carries("It tells me that a verb is expected further on, and in which form.")
                            .channel("an auxiliary", {{"one"}}, {{"be"}, {"have"}, {"do"}, {"modal"}}, 60)
                            .channel("at the beginning", {{"one"}},
                                     {{"previous: start"},
                                      {"previous: stop"},
                                      {"previous: question word"},
                                      {"two before: start", 0.4f},
                                      {"start", -1.4f}},
                                     60)
                            .channel("nothing found: look at start", {{"one"}}, {{"start"}}, 90)
                            .carry_all({"be", "have", "do", "modal"}, "question auxiliary: "));
  layer.heads.push_back(
      HeadSpec("question-word", Looks::back)
          .title("Did the sentence begin with a question word?")
          .asks("I ask for a question word at the beginning.")
          .offers("Question words that open a sentence offer themselves.")
          .carries("It tells me that this is a question.")
          .channel("question word", {{"one"}}, {{"question word"}, {"subordinator", -1}}, 60)
          .channel("at the beginning", {{"one"}}, {{"previous: start"}, {"previous: stop"}, {"start", -1}}, 60)
          .channel("nothing found: look at start", {{"one"}}, {{"start"}}, 75)
          .carry({{"question word"}}, "question word before"));
  layer.heads.push_back(
      HeadSpec("phrase-opener", Looks::back)
          .title("Am I inside a phrase?")
          .asks("I ask for the nearest word before me that opens something: a preposition, a verb, a comma.")
          .offers("Such words offer themselves; the nearer the better.")
          .carries("It tells me whether a preposition has me: then I am not the subject of a later verb.")
          .channel("opens something", {{"one"}}, {{"may open something"}}, 800)
          .channel("the nearer the better", {{"one"}}, {{"position"}}, 16)
          .carry({{"preposition"},
                  {"subordinator", -0.5f},
                  {"verb, first look", 1},
                  {"takes a clause", -1},
                  {"previous: can open a relative clause", 0.8f}},
                 "in a phrase")
          .carry({{"preposition"}, {"subordinator", -0.5f}, {"verb, first look", -1}}, "in a prepositional phrase")
          .carry({{"takes a clause"}}, "behind a verb that takes a clause")
          .carry({{"previous: can open a relative clause"}}, "behind a relative verb"));
  layer.heads.push_back(HeadSpec("earlier-verb", Looks::back)
                            .title("Has a verb come before me?")
                            .asks("I ask for any verb or auxiliary before me.")
                            .offers("Verbs and auxiliaries offer themselves.")
                            .carries("It tells me that a verb has come already.")
                            .channel("a verb", {{"one"}}, {{"verb, first look"}}, 40)
                            .channel("an auxiliary", {{"one"}}, {{"be"}, {"have"}, {"do"}, {"modal"}}, 40)
                            .channel("nothing found: look at start", {{"one"}}, {{"start"}}, 20)
                            .carry({{"one"}, {"start", -1}}, "a verb came before"));
  layer.blocks = second_reading_blocks();
  return layer;
}

LayerSpec structure() {
  LayerSpec layer;
  layer.heads.push_back(HeadSpec("left-neighbour", Looks::everywhere)
                            .title("What is the word before me, finally?")
                            .asks("I ask for the word one place before me.")
                            .offers("Every word offers the place where it stands.")
                            .carries("It tells me what it was finally read as.")
                            .step(-1, 40)
                            .carry_all(kJustBefore, "just before: "));
  layer.heads.push_back(HeadSpec("right-neighbour", Looks::everywhere)
                            .title("What is the word after me, finally?")
                            .asks("I ask for the word one place after me.")
                            .offers("Every word offers the place where it stands.")
                            .carries("It tells me what it was finally read as.")
                            .step(1, 40)
                            .carry_all(kJustAfter, "just after: "));
  layer.heads.push_back(
      HeadSpec("governor", Looks::back)
          .title("Who has me?")
          .asks("I ask for the nearest word before me that can have a noun after it.")
          .offers("Verbs, prepositions, conjunctions and commas offer themselves; the nearer the better.")
          .carries("It tells me what sort of word has me, where it stands and what it wants.")
          .channel("opens something", {{"one"}}, {{"opens something"}}, 800)
          .channel("the nearer the better", {{"one"}}, {{"position"}}, 16)
          .carry_all({"preposition here", "main verb", "auxiliary", "and/or/but", "subordinator or relative word",
                      "comma", "stop", "start", "takes a clause", "takes two objects", "joins inside a phrase",
                      "takes an infinitive", "subordinator", "to", "inverted", "follows a relative word",
                      "object relative word", "ends a phrase before a new noun group"},
                     "governor: ")
          .carry_clock("", "governor: ")
          .carry_kinds("wants object: ", "governor asks: "));
  layer.heads.push_back(
      HeadSpec("follower", Looks::forward)
          .title("What comes next for me?")
          .asks("I ask for the nearest word after me that could be my verb, or that shuts me off from it.")
          .offers("Verbs offer themselves, and so do the words that open something else.")
          .carries("It tells me whether my verb comes straight after me, and where it stands.")
          .channel("shuts a noun off", {{"one"}}, {{"shuts a noun off"}}, 800)
          .channel("the nearer the better", {{"one"}}, {{"position"}}, -16)
          .channel("start is no follower", {{"one"}}, {{"start"}}, -16000)
          .carry_all({"begins a verb group", "one thing, plain verb form", "base form"}, "follower: ")
          .carry_clock("", "follower: "));
  layer.heads.push_back(
      HeadSpec("verb-group", Looks::back_or_self)
          .title("Where does my verb group begin?")
          .asks("A verb after an auxiliary, or an adjective, asks for the verb it belongs to.")
          .offers("The first word of each verb group offers itself; the nearer the better.")
          .carries("It tells me where my group begins: that is where my subject expects me.")
          .channel("begins a verb group", {{"in a verb group"}, {"adjective here"}}, {{"begins a verb group"}}, 400)
          .channel("myself, if I begin it", {{"one"}, {"in a verb group", -1}, {"adjective here", -1}}, {{"position"}},
                   16)
          .channel("the nearer the better", {{"in a verb group"}, {"adjective here"}}, {{"position"}}, 16)
          .carry_clock("", "group: ")
          .carry({{"joined to an earlier verb"}}, "group: joined to an earlier verb"));
  layer.heads.push_back(HeadSpec("predicate", Looks::forward)
                            .title("What is said of me?")
                            .asks("A pronoun or noun asks for the next verb or adjective.")
                            .offers("Verbs and adjectives offer themselves; the nearer the better.")
                            .carries("It tells me what kind of thing that word is usually said of.")
                            .channel("verb or adjective", {{"names something"}},
                                     {{"verb here"}, {"leads to an adjective", -1}, {"adjective here"}}, 800)
                            .nearest(16, 400)
                            .carry_kinds("asks of its subject: ", "predicate asks: "));
  layer.heads.push_back(HeadSpec("inverted-auxiliary", Looks::back)
                            .title("Did a question turn my clause round?")
                            .asks("I ask for an auxiliary before me that stands before its subject.")
                            .offers("Such auxiliaries offer themselves; the nearer the better.")
                            .carries("It tells me that the subject comes after that auxiliary.")
                            .channel("inverted", {{"one"}}, {{"inverted"}}, 800)
                            .nearest(16, 400)
                            .carry({{"inverted"}}, "in a turned question"));
  layer.heads.push_back(HeadSpec("verb-before", Looks::back)
                            .title("Which verb came before me?")
                            .asks("I ask for the nearest verb before me.")
                            .offers("Verbs offer themselves; the nearer the better.")
                            .carries("It tells me where that verb stands: I come after it, so I am not its subject.")
                            .channel("a verb", {{"one"}}, {{"main verb"}, {"begins a verb group", 0.5f}}, 1600)
                            .nearest(16, 400)
                            .carry_clock("", "verb before: "));
  layer.heads.push_back(
      HeadSpec("claim", Looks::back)
          .title("Which noun do I claim first?")
          .asks("A verb, or an adjective, asks for the nearest noun that is free.")
          .offers("Nouns outside a phrase and subject pronouns offer themselves.")
          .carries("It tells me where the noun stands that I claim.")
          .channel("can be a subject", {{"main verb"}, {"auxiliary"}, {"adjective here"}}, {{"can be a subject"}}, 800)
          .nearest(16, 400)
          .carry_clock("", "claim: "));
  layer.blocks = structure_blocks();
  return layer;
}

LayerSpec claims() {
  LayerSpec layer;
  layer.heads.push_back(HeadSpec("claimed-by", Looks::forward)
                            .title("Has a verb claimed me?")
                            .asks("A noun asks for a verb that has claimed the place where it stands.")
                            .offers("Verbs offer the place of the noun they claimed.")
                            .carries("It tells me that I am used up, and by which verb.")
                            .same_clock("my place is the one you claimed", "", "claim: ", 960)
                            .channel("the first of its verb group", {{"one"}}, {{"begins a verb group"}}, 400)
                            .nearest(8, 1040)
                            .carry_clock("", "used by: ")
                            .carry({{"begins a verb group"}}, "used up"));
  layer.heads.push_back(
      HeadSpec("gap", Looks::forward)
          .title("From which place was I moved?")
          .asks("A word that was moved to the front asks for the next verb that lacks its object.")
          .offers("Verbs with nothing in their object's place offer themselves; the nearer the better.")
          .carries("It tells me where that verb stands.")
          .channel("lacks its object", {{"moved object"}}, {{"no object in its place"}}, 800)
          .nearest(16, 400)
          .carry_clock("", "moved from: "));
  layer.blocks = claims_blocks();
  return layer;
}

LayerSpec links() {
  LayerSpec layer;
  layer.heads.push_back(HeadSpec("determiner-noun", Looks::forward)
                            .title("Which noun do I belong to?")
                            .asks("A determiner asks for the next noun that is the head of its group.")
                            .offers("Head nouns offer themselves; the nearer the better.")
                            .carries("It tells the determiner what the noun is.")
                            .channel("head noun",
                                     {{"determiner"},
                                      {"possessive determiner"},
                                      {"possessive 's"},
                                      {"number"},
                                      {"number as a noun", -1},
                                      {"relative word", -1}},
                                     {{"ends its noun group"}}, 60)
                            .channel("a verb stands between", {{"determiner"}, {"possessive determiner"}, {"number"}},
                                     {{"main verb"}}, -20)
                            .nearest(1.5f, 20)
                            .carry({{"singular"}}, "belongs to: singular")
                            .carry({{"plural"}}, "belongs to: plural")
                            .carry_kinds("is ", "belongs to: "));
  layer.heads.push_back(HeadSpec("adjective-noun", Looks::forward)
                            .title("Which noun do I describe?")
                            .asks("An adjective before its noun asks for the next head noun.")
                            .offers("Head nouns offer themselves; the nearer the better.")
                            .carries("It tells the adjective what it describes.")
                            .channel("head noun", {{"describes the noun after it"}}, {{"ends its noun group"}}, 60)
                            .nearest(1.5f, 20)
                            .carry_kinds("is ", "describes: "));
  layer.heads.push_back(
      HeadSpec("preposition-object", Looks::others)
          .title("Which noun do I lead to?")
          .asks("A preposition asks for the noun that it has, or for one that was moved to the front.")
          .offers("Nouns offer the place of the word that has them.")
          .carries("It tells the preposition what its phrase is about.")
          .channel("head noun", {{"preposition here"}}, {{"head noun"}}, 20)
          .same_clock("you are mine", "", "governor: ", 20)
          .channel("moved to the front", {{"stranded"}}, {{"moved object"}}, 60)
          .channel("the nearer the better", {{"one"}}, {{"position"}}, -0.5f)
          .channel("start stands beside me", {{"position"}}, {{"start"}}, -0.5f)
          .channel("nothing found: look at start", {{"one"}}, {{"start"}}, 30)
          .carry_kinds("is ", "leads to: "));
  layer.heads.push_back(
      HeadSpec("verb-subject", Looks::others)
          .title("Who does it?")
          .asks("A verb, or an adjective after a verb, asks for the noun it is said of.")
          .offers("Nouns that still wait for their verb offer themselves.")
          .carries("It tells the verb what its subject is.")
          .channel("can be a subject", {{"main verb"}, {"auxiliary"}, {"predicate adjective"}}, {{"free subject"}}, 40)
          .same_clock("my group comes straight after you", "group: ", "follower: ", 8)
          .same_clock("you come after me", "", "verb before: ", -28)
          .same_clock("the verb I am joined to has you", "shared claim: ", "", 24)
          .same_clock("my group has claimed you", "group: ", "used by: ", 32)
          .channel("still waits for its verb", {{"one"}}, {{"waiting for its verb"}}, 8)
          .channel("used up by another verb", {{"one"}}, {{"used up"}}, -18)
          .channel("a preposition has it", {{"one"}}, {{"governed by a preposition"}}, -24)
          .channel("a verb has it", {{"one"}}, {{"governed by a verb"}, {"subject of an inner clause", -1}}, -36)
          .channel("the object I say something of", {{"says how its neighbour is"}}, {{"governed by a verb"}}, 66)
          .channel("object case", {{"one"}}, {{"object case"}}, -30)
          .channel("not a time", {{"one"}}, {{"time adverbial"}}, -22)
          .channel("the thing a question asks about", {{"in a turned question"}, {"inverted"}},
                   {{"asked-about noun"}, {"question word"}}, -24)
          .channel("not a verb: look at start",
                   {{"one"}, {"main verb", -1}, {"auxiliary", -1}, {"predicate adjective", -1}}, {{"start"}}, 40)
          .nearest(0.3f, 12)
          .carry_kinds("is ", "subject: "));
  layer.heads.push_back(
      HeadSpec("verb-object", Looks::others)
          .title("Whom or what?")
          .asks("A verb asks for the noun that it has, or for one that was moved to the front.")
          .offers("Nouns offer the place of the verb that has them.")
          .carries("It tells the verb what its object is.")
          .channel("head noun", {{"main verb"}}, {{"head noun"}}, 20)
          .same_clock("you are mine", "", "governor: ", 16)
          .channel("a verb has it", {{"main verb"}}, {{"governed by a verb"}}, 6)
          .channel("it has a verb of its own", {{"main verb"}}, {{"subject of an inner clause"}}, -24)
          .channel("the other object is the thing given", {{"main verb"}}, {{"first of two objects"}}, -4)
          .channel("moved to the front", {{"no object in its place"}}, {{"moved object"}}, 14)
          .same_clock("you were moved from my place", "", "moved from: ", 36)
          .channel("the thing a question asks about", {{"in a turned question"}}, {{"asked-about noun"}}, 20)
          .channel("no object wanted", {{"links rather than acts"}, {"passive"}}, {{"head noun"}}, -10)
          .channel("not a time", {{"main verb"}}, {{"time adverbial"}}, -14)
          .channel("the first rather", {{"one"}}, {{"position"}}, -0.3f)
          .channel("start stands beside me", {{"position"}}, {{"start"}}, -0.3f)
          .channel("nothing found: look at start", {{"one"}}, {{"start"}}, 35)
          .carry_kinds("is ", "object: "));
  layer.heads.push_back(
      HeadSpec("pronoun-antecedent", Looks::back)
          .title("Who is it?")
          .asks("A pronoun asks for a noun before it that fits in number, gender and in what is said of it.")
          .offers("Nouns offer what they are: how many, man or woman, living or not, to sit on, to eat.")
          .carries("It tells the pronoun what it stands for.")
          .channel("a noun", {{"pronoun he"}, {"pronoun she"}, {"pronoun it"}, {"pronoun they"}},
                   {{"ends its noun group"}}, 14)
          .channel("not a pronoun", {{"one"}}, {{"pronoun"}}, -10)
          .channel("several, but I am one", {{"pronoun he"}, {"pronoun she"}, {"pronoun it"}}, {{"plural"}}, -6)
          .channel("one, but we are several", {{"pronoun they"}}, {{"singular"}, {"is group", -0.7f}}, -10)
          .channel("he: a man", {{"pronoun he"}},
                   {{"masculine", 2}, {"feminine", -4}, {"is person", 2}, {"is animal", 1}}, 2.5f)
          .channel("she: a woman", {{"pronoun she"}},
                   {{"feminine", 2}, {"masculine", -4}, {"is person", 2}, {"is animal", 1}}, 2.5f)
          .channel("he or she: nothing lifeless", {{"pronoun he"}, {"pronoun she"}},
                   {{"ends its noun group", -1}, {"is living"}, {"name"}}, 8)
          .channel("never me, you or us", {{"pronoun he"}, {"pronoun she"}, {"pronoun it"}, {"pronoun they"}},
                   {{"pronoun I"}, {"pronoun you"}, {"pronoun we"}}, -20)
          .channel("it: not a person", {{"pronoun it"}}, {{"is person"}}, -6)
          .channel("not a time", {{"one"}}, {{"is time"}}, -4)
          .channel("a subject rather", {{"one"}}, {{"governed by a clause start"}}, 0.8f)
          .channel("an owner is a subject rather", {{"possessive determiner"}, {"reflexive", 4}}, {{"used up"}}, 1.5f)
          .channel("not inside a phrase", {{"one"}}, {{"governed by a preposition"}}, -0.9f)
          .kinds("wanted kind", "wanted: ", "is ", 3)
          .channel("what is done to me, a doer did", {{"acts as object"}}, {{"used up"}}, -3.5f)
          .nearest(0.06f, 7)
          .carry({{"singular"}}, "refers to: singular")
          .carry({{"plural"}}, "refers to: plural")
          .carry({{"masculine"}}, "refers to: masculine")
          .carry({{"feminine"}}, "refers to: feminine")
          .carry_kinds("is ", "refers to: "));
  layer.heads.push_back(
      HeadSpec("phrase-verb", Looks::back)
          .title("Done with what, where, how?")
          .asks("A word inside a phrase asks for the verb before it.")
          .offers("Verbs offer themselves.")
          .carries("It tells the word which action its phrase may belong to.")
          .channel("a verb", {{"governed by a preposition"}, {"preposition here"}}, {{"main verb"}}, 40)
          .nearest(0.6f, 20)
          .carry_kinds("wants object: ", "phrase goes with: "));
  layer.heads.push_back(
      HeadSpec("phrase-noun", Looks::back)
          .title("Which one has it?")
          .asks("A word inside a phrase asks for the noun before the phrase.")
          .offers("Nouns outside phrases offer themselves.")
          .carries("It tells the word which thing its phrase may belong to.")
          .channel("a noun", {{"governed by a preposition"}, {"preposition here"}}, {{"head noun"}}, 40)
          .channel("not its own phrase", {{"governed by a preposition"}}, {{"governed by a preposition"}}, -10)
          .nearest(0.6f, 20)
          .carry_kinds("is ", "phrase describes: "));
  layer.heads.push_back(HeadSpec("fit", Looks::others)
                            .title("What could this be said of?")
                            .asks("An adjective or verb asks for the kinds of thing that it is said of.")
                            .offers("Every noun offers the kinds of thing it is.")
                            .carries("It tells the word what kinds of thing are around for it.")
                            .channel("a noun or pronoun", {{"verb here"}, {"adjective here"}}, {{"head noun"}}, 6)
                            .channel("a pronoun", {{"verb here"}, {"adjective here"}}, {{"pronoun"}}, 3.5f)
                            .kinds("wanted kind", "asks of its subject: ", "is ", 3.5f)
                            .channel("nothing found: look at start", {{"one"}}, {{"start"}}, 4)
                            .carry_kinds("is ", "fits: "));
  HeadSpec topic("same-topic", Looks::others);
  topic.title("Who speaks of the same?")
      .asks("A word asks for others that have to do with the same thing: money, the sea, school.")
      .offers("Every word offers its topics.")
      .carries("It tells me what the words around me are about.");
  for (std::size_t t = 0; t < kTopicCount; ++t) {
    const std::string name(feature_name(block_feature(kFirstTopic, t)));
    topic.channel(name, {{name}}, {{name}}, 9);
    topic.carry({{name}}, "around me, " + name);
  }
  topic.channel("nothing found: look at start", {{"one"}}, {{"start"}}, 3);
  layer.heads.push_back(topic);
  return layer;
}

}  // namespace

Program glass_box_program() { return {{neighbours(), second_look(), structure(), claims(), links()}}; }

}  // namespace theatre::model
// NOLINTEND(readability-function-size)
