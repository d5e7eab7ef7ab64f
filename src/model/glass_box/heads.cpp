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
    "possessive determiner", "number", "preposition", "of", "be", "have", "do", "modal", "possessive 's",
    "subordinator"};

// What the words two places away tell.
const std::vector<std::string> kTwoBefore{
    "noun", "determiner", "possessive determiner", "possessive 's", "that", "be", "have", "do", "modal",
    "and/or/but", "start", "question word", "can open a relative clause", "subordinator"};
const std::vector<std::string> kTwoAfter{
    "noun", "verb", "adjective", "adverb", "determiner", "possessive determiner", "pronoun", "be",
    "have", "do", "modal", "is time"};

// What my neighbours tell after the first look.
const std::vector<std::string> kLeft{
    "noun, at first sight", "verb, at first sight", "adjective, at first sight", "adverb, at first sight", "pronoun",
    "to", "question word", "there", "be", "have", "do", "modal", "negation", "degree word", "start",
    "stop", "comma"};
const std::vector<std::string> kRight{
    "noun, at first sight", "verb, at first sight", "adjective, at first sight", "adverb, at first sight", "determiner",
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
  layer.heads.push_back(HeadSpec("previous-word", Looks::back)
                            .title("What stands just before me?")
                            .asks("I ask for the word one place before me.")
                            .offers("Every word offers the place where it stands.")
                            .carries("It tells me what sort of word it can be.")
                            .step(-1, 15)
                            .carry_all(kPrevious, "previous: "));
  layer.heads.push_back(HeadSpec("next-word", Looks::forward)
                            .title("What stands just after me?")
                            .asks("I ask for the word one place after me.")
                            .offers("Every word offers the place where it stands.")
                            .carries("It tells me what sort of word it can be.")
                            .step(1, 15)
                            .carry_all(kNext, "next: "));
  layer.heads.push_back(HeadSpec("two-before", Looks::back)
                            .title("What stands two places before me?")
                            .asks("I ask for the word two places before me.")
                            .offers("Every word offers the place where it stands.")
                            .carries("It tells me what sort of word it can be.")
                            .step(-2, 15)
                            .carry_all(kTwoBefore, "two before: "));
  layer.heads.push_back(HeadSpec("two-after", Looks::forward)
                            .title("What stands two places after me?")
                            .asks("I ask for the word two places after me.")
                            .offers("Every word offers the place where it stands.")
                            .carries("It tells me what sort of word it can be.")
                            .step(2, 15)
                            .carry_all(kTwoAfter, "two after: "));
  layer.blocks = first_reading_blocks();
  return layer;
}

LayerSpec second_look() {
  LayerSpec layer;
  layer.heads.push_back(HeadSpec("left-reading", Looks::back)
                            .title("How was the word before me read?")
                            .asks("I ask for the word one place before me.")
                            .offers("Every word offers the place where it stands.")
                            .carries("It tells me whether it is now taken for a noun, a verb or something else.")
                            .step(-1, 15)
                            .carry_all(kLeft, "left: "));
  layer.heads.push_back(HeadSpec("right-reading", Looks::forward)
                            .title("How was the word after me read?")
                            .asks("I ask for the word one place after me.")
                            .offers("Every word offers the place where it stands.")
                            .carries("It tells me whether it is now taken for a noun, a verb or something else.")
                            .step(1, 15)
                            .carry_all(kRight, "right: "));
  layer.heads.push_back(HeadSpec("other-verb", Looks::others)
                            .title("Is there a verb besides me?")
                            .asks("I ask for any other word that can be the verb of a clause.")
                            .offers("Verbs and auxiliaries offer themselves.")
                            .carries("It tells me that the sentence has another verb, so I need not be one.")
                            .channel("you are a verb", {{"one"}}, {{"verb, at first sight"}}, 15)
                            .channel("you stand behind “to”", {{"one"}}, {{"infinitive place"}}, -15)
                            .channel("you are an auxiliary", {{"one"}}, {{"be"}, {"have"}, {"do"}, {"modal"}}, 15)
                            .rest(7.5f)
                            .carry({{"one"}, {"start", -1}}, "another verb")
                            .carry({{"verb, at first sight"}}, "another verb, not an auxiliary"));
  layer.heads.push_back(HeadSpec("question-auxiliary", Looks::back)
                            .title("Does a question wait for its verb?")
                            .asks("I ask for an auxiliary that opens a question: did, can, is.")
                            .offers("Auxiliaries at the beginning, or after a question word, offer themselves.")
                            .carries("It tells me that a verb is expected further on, and in which form.")
                            .channel("you are an auxiliary", {{"one"}}, {{"be"}, {"have"}, {"do"}, {"modal"}}, 6.2f)
                            .channel("you stand at the beginning", {{"one"}},
                                     {{"previous: start"},
                                      {"previous: stop"},
                                      {"previous: question word"},
                                      {"two before: start", 0.4f},
                                      {"start", -1.4f}},
                                     6.2f)
                            .rest(9.5f)
                            .carry_all({"be", "have", "do", "modal"}, "question auxiliary: "));
  layer.heads.push_back(
      HeadSpec("question-word", Looks::back)
          .title("Did the sentence begin with a question word?")
          .asks("I ask for a question word at the beginning.")
          .offers("Question words that open a sentence offer themselves.")
          .carries("It tells me that this is a question.")
          .channel("you are a question word", {{"one"}}, {{"question word"}, {"subordinator", -1}}, 7.5f)
          .channel("you stand at the beginning", {{"one"}}, {{"previous: start"}, {"previous: stop"}, {"start", -1}},
                   7.5f)
          .rest(9.5f)
          .carry({{"question word"}}, "question word before"));
  layer.heads.push_back(
      HeadSpec("phrase-opener", Looks::back)
          .title("Am I inside a phrase?")
          .asks("I ask for the nearest word before me that opens something: a preposition, a verb, a comma.")
          .offers("Such words offer themselves; the nearer the better.")
          .carries("It tells me whether a preposition has me: then I am not the subject of a later verb.")
          .channel("you open a phrase or a clause", {{"one"}}, {{"may open something"}}, 100)
          .ramp(4, HeadSpec::Start::far)
          .carry({{"preposition"},
                  {"subordinator", -0.5f},
                  {"verb, at first sight", 1},
                  {"takes a clause", -1},
                  {"previous: can open a relative clause", 0.8f}},
                 "in a phrase")
          .carry({{"preposition"}, {"subordinator", -0.5f}, {"verb, at first sight", -1}}, "in a prepositional phrase")
          .carry({{"takes a clause"}}, "behind a verb that takes a clause")
          .carry({{"previous: can open a relative clause"}}, "behind a relative verb"));
  layer.heads.push_back(HeadSpec("earlier-verb", Looks::back)
                            .title("Has a verb come before me?")
                            .asks("I ask for any verb or auxiliary before me.")
                            .offers("Verbs and auxiliaries offer themselves.")
                            .carries("It tells me that a verb has come already.")
                            .channel("you are a verb", {{"one"}}, {{"verb, at first sight"}}, 15)
                            .channel("you are an auxiliary", {{"one"}}, {{"be"}, {"have"}, {"do"}, {"modal"}}, 15)
                            .rest(7.5f)
                            .carry({{"one"}, {"start", -1}}, "a verb came before"));
  layer.blocks = second_reading_blocks();
  return layer;
}

LayerSpec structure() {
  LayerSpec layer;
  layer.heads.push_back(HeadSpec("left-neighbour", Looks::back)
                            .title("What is the word before me, finally?")
                            .asks("I ask for the word one place before me.")
                            .offers("Every word offers the place where it stands.")
                            .carries("It tells me what it was finally read as.")
                            .step(-1, 15)
                            .carry_all(kJustBefore, "just before: "));
  layer.heads.push_back(HeadSpec("right-neighbour", Looks::forward)
                            .title("What is the word after me, finally?")
                            .asks("I ask for the word one place after me.")
                            .offers("Every word offers the place where it stands.")
                            .carries("It tells me what it was finally read as.")
                            .step(1, 15)
                            .carry_all(kJustAfter, "just after: "));
  layer.heads.push_back(
      HeadSpec("governor", Looks::back)
          .title("Who has me?")
          .asks("I ask for the nearest word before me that can have a noun after it.")
          .offers("Verbs, prepositions, conjunctions and commas offer themselves; the nearer the better.")
          .carries("It tells me what sort of word has me, where it stands and what it wants.")
          .channel("you open a phrase or a clause", {{"one"}}, {{"opens something"}}, 100)
          .ramp(4, HeadSpec::Start::far)
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
          .channel("you may be my verb or shut me off", {{"one"}}, {{"shuts a noun off"}}, 100)
          .ramp(4)
          .channel("you stand before me", {{"one"}}, {{"start"}}, -100)
          .carry_all({"begins a verb group", "one thing, plain verb form", "base form"}, "follower: ")
          .carry_clock("", "follower: "));
  layer.heads.push_back(
      HeadSpec("verb-group", Looks::back_or_self)
          .title("Where does my verb group begin?")
          .asks("A verb after an auxiliary, or an adjective, asks for the verb it belongs to.")
          .offers("The first word of each verb group offers itself; the nearer the better.")
          .carries("It tells me where my group begins: that is where my subject expects me.")
          .channel("you begin a verb group", {{"in a verb group"}, {"adjective here"}}, {{"begins a verb group"}}, 60)
          .ramp(4, HeadSpec::Start::far)
          .carry_clock("", "group: ")
          .carry({{"joined to an earlier verb"}}, "group: joined to an earlier verb")
          .carry({{"joined by a comma"}}, "group: joined by a comma"));
  layer.heads.push_back(HeadSpec("predicate", Looks::forward)
                            .title("What is said of me?")
                            .asks("A pronoun or noun asks for the next verb or adjective.")
                            .offers("Verbs and adjectives offer themselves; the nearer the better.")
                            .carries("It tells me what kind of thing that word is usually said of.")
                            .channel("you are a verb or an adjective", {{"names something"}},
                                     {{"verb here"}, {"leads to an adjective", -1}, {"adjective here"}}, 100)
                            .ramp(4)
                            .rest(10)
                            .carry_kinds("asks of its subject: ", "predicate asks: "));
  layer.heads.push_back(HeadSpec("inverted-auxiliary", Looks::back)
                            .title("Did a question turn my clause round?")
                            .asks("I ask for an auxiliary before me that stands before its subject.")
                            .offers("Such auxiliaries offer themselves; the nearer the better.")
                            .carries("It tells me that the subject comes after that auxiliary.")
                            .channel("you stand before your subject", {{"one"}}, {{"inverted"}}, 100)
                            .ramp(4)
                            .rest(10)
                            .carry({{"inverted"}}, "in a turned question"));
  layer.heads.push_back(HeadSpec("verb-before", Looks::back)
                            .title("Which verb came before me?")
                            .asks("I ask for the nearest verb before me.")
                            .offers("Verbs offer themselves; the nearer the better.")
                            .carries("It tells me where that verb stands: I come after it, so I am not its subject.")
                            .channel("you are a verb", {{"one"}}, {{"main verb"}, {"begins a verb group", 0.5f}}, 65)
                            .ramp(4)
                            .rest(10)
                            .carry_clock("", "verb before: "));
  layer.heads.push_back(HeadSpec("claim", Looks::back)
                            .title("Which noun do I want first?")
                            .asks("A verb, or an adjective, asks for the nearest noun that is free.")
                            .offers("Nouns outside a phrase and subject pronouns offer themselves.")
                            .carries("It tells me where that noun stands.")
                            .channel("you can be a subject", {{"main verb"}, {"auxiliary"}, {"adjective here"}},
                                     {{"can be a subject"}}, 100)
                            .ramp(4)
                            .rest(10)
                            .carry_clock("", "noun I want first: ")
                            .carry({{"subject relative word"}}, "wants a relative word first"));
  layer.heads.push_back(HeadSpec("sentence", Looks::back)
                            .title("Which sentence am I in?")
                            .asks("I ask for the last full stop before me, or for ⟨start⟩.")
                            .offers("Full stops and ⟨start⟩ offer themselves; the nearer the better.")
                            .carries("It tells me where my sentence begins, and with what sort of word.")
                            .channel("you end a sentence", {{"one"}}, {{"stop"}, {"start"}}, 100)
                            .ramp(1, HeadSpec::Start::far)
                            .carry_clock("", "sentence: ")
                            .carry({{"start"}}, "sentence: the first")
                            .carry({{"next: subordinator"}}, "sentence opens with a subordinator"));
  layer.blocks = structure_blocks();
  return layer;
}

LayerSpec claims() {
  LayerSpec layer;
  layer.heads.push_back(HeadSpec("claimed-by", Looks::forward)
                            .title("Which verb wants me?")
                            .asks("A noun asks for a verb that wants the noun in its place.")
                            .offers("Verbs offer the place of the noun they want first.")
                            .carries("It tells me that I have a verb already, and which.")
                            .same_clock("I am the noun you want first", "", "noun I want first: ", 60)
                            .channel("you begin a verb group", {{"one"}}, {{"begins a verb group"}}, 25)
                            .ramp(2)
                            .rest(68)
                            .carry_clock("", "my verb: ")
                            .carry({{"begins a verb group"}}, "has its verb already"));
  layer.heads.push_back(
      HeadSpec("gap", Looks::forward)
          .title("From which place was I moved?")
          .asks("A word that was moved to the front asks for the next verb that lacks its object.")
          .offers("Verbs with nothing in their object's place offer themselves; the nearer the better.")
          .carries("It tells me where that verb stands.")
          .channel("you lack an object", {{"moved object"}}, {{"no object in its place"}}, 100)
          .ramp(4)
          .rest(10)
          .carry_clock("", "moved from: "));
  layer.heads.push_back(HeadSpec("how-many", Looks::everywhere)
                            .title("How many are we?")
                            .asks("I ask for nothing in particular, so every word gets the same share.")
                            .offers("Every word offers the same.")
                            .carries("It tells me which share one word gets: the more words, the smaller.")
                            .channel("you are here", {{"one"}}, {{"one"}}, 1)
                            .carry({{"start"}}, "share of one word"));
  layer.blocks = claims_blocks();
  return layer;
}

LayerSpec links() {
  LayerSpec layer;
  layer.heads.push_back(
      HeadSpec("determiner-noun", Looks::forward)
          .title("Which noun do I belong to?")
          .asks("A determiner asks for the next noun that is the head of its group.")
          .offers("Head nouns offer themselves; the nearer the better.")
          .carries("It tells the determiner what the noun is, and where it stands.")
          .channel("you are the noun of a group", {{"belongs to a noun after it"}}, {{"ends its noun group"}}, 11)
          .channel("you are a verb", {{"belongs to a noun after it"}}, {{"main verb"}}, -4)
          .ramp(0.45f)
          .close(4)
          .rest(6)
          .carry({{"singular"}}, "belongs to: singular")
          .carry({{"plural"}}, "belongs to: plural")
          .carry_kinds("is ", "belongs to: ")
          .carry_clock("", "belongs to: "));
  layer.heads.push_back(
      HeadSpec("adjective-noun", Looks::forward)
          .title("Which noun do I describe?")
          .asks("An adjective before its noun asks for the next head noun.")
          .offers("Head nouns offer themselves; the nearer the better.")
          .carries("It tells the adjective what it describes, and where that stands.")
          .channel("you are the noun of a group", {{"looks for what it describes"}}, {{"ends its noun group"}}, 11)
          .ramp(0.45f)
          .close(4)
          .rest(6)
          .carry_kinds("is ", "describes: ")
          .carry_clock("", "describes: "));
  layer.heads.push_back(
      HeadSpec("preposition-object", Looks::others)
          .title("Which noun do I lead to?")
          .asks("A preposition asks for the noun that it has, or for one that was moved to the front.")
          .offers("Nouns offer the place of the word that has them.")
          .carries("It tells the preposition what its phrase is about, and where that stands.")
          .channel("you are a noun", {{"preposition here"}}, {{"head noun"}}, 5)
          .same_clock("I am the word that has you", "", "governor: ", 10)
          .channel("you were moved to the front", {{"stranded"}}, {{"moved object"}}, 15)
          .ramp(-0.1f)
          .rest(8, {{"preposition here"}}, 7)
          .carry_kinds("is ", "leads to: ")
          .carry_clock("", "leads to: "));
  const Sum said{{"main verb"}, {"auxiliary"}, {"predicate adjective"}};
  layer.heads.push_back(
      HeadSpec("verb-subject", Looks::others)
          .title("Who does it?")
          .asks("A verb, or an adjective after a verb, asks for the noun it is said of.")
          .offers("Nouns that still wait for their verb offer themselves.")
          .carries("It tells the verb what its subject is, and where that stands.")
          .channel("you can be a subject", said, {{"free subject"}}, 5.5f)
          .same_clock("my verb comes straight after you", "group: ", "follower: ", 1.2f)
          .same_clock("you stand after my verb", "", "verb before: ", -4.2f)
          .same_clock("the verb before my “and” has you", "noun I share: ", "", 3.6f)
          .same_clock("you waited for my verb", "group: ", "my verb: ", 4.8f)
          .part("whether you have a verb already", 0, "you still wait for a verb", {{"one"}},
                {{"waiting for its verb"}}, 1.2f)
          .part("whether you have a verb already", 0, "a verb has you already", {{"one"}}, {{"has its verb already"}},
                -2.7f)
          .channel("you stand inside a phrase", {{"one"}}, {{"governed by a preposition"}}, -3.6f)
          .channel("you belong to another verb", {{"one"}},
                   {{"governed by a verb"}, {"subject of an inner clause", -1}}, -5.4f)
          .channel("I say how you turn out", {{"says how its neighbour is"}}, {{"governed by a verb"}}, 9.9f)
          .channel("you are a me, him or them", {{"one"}}, {{"object case"}}, -4.5f)
          .channel("you are a time", {{"one"}}, {{"time adverbial"}}, -3.3f)
          .channel("you are what the question asks for", {{"in a turned question"}, {"inverted"}},
                   {{"asked-about noun"}, {"question word"}}, -3.6f)
          .ramp(0.05f)
          .rest(1.5f, said, 6)
          .carry_kinds("is ", "subject: ")
          .carry_clock("", "subject: "));
  layer.heads.push_back(
      HeadSpec("verb-object", Looks::others)
          .title("Whom or what?")
          .asks("A verb asks for the noun that it has, or for one that was moved to the front.")
          .offers("Nouns offer the place of the verb that has them.")
          .carries("It tells the verb what its object is, and where that stands.")
          .channel("you are a noun", {{"main verb"}, {"no object in its place", -1}, {"preposition here", -1}},
                   {{"head noun"}}, 5)
          .same_clock("I am the word that has you", "", "governor: ", 7)
          .channel("a verb has you", {{"main verb"}, {"preposition here", -1}}, {{"governed by a verb"}}, 2)
          .channel("you have a verb of your own", {{"main verb"}}, {{"subject of an inner clause"}}, -9)
          .channel("you are given the other one", {{"main verb"}}, {{"first of two objects"}}, -3)
          .channel("you were moved to the front", {{"no object in its place"}}, {{"moved object"}}, 4)
          .same_clock("you were moved from here", "", "moved from: ", 9)
          .channel("you are what the question asks for", {{"in a turned question"}}, {{"asked-about noun"}}, 1)
          .channel("I act on nothing", {{"links rather than acts"}, {"passive"}}, {{"head noun"}}, -10)
          .channel("you are a time", {{"main verb"}}, {{"time adverbial"}}, -6)
          .ramp(-0.1f)
          .rest(8.5f, {{"main verb"}}, 5.5f)
          .carry_kinds("is ", "object: ")
          .carry_clock("", "object: "));
  const Sum third{{"pronoun he"}, {"pronoun she"}, {"pronoun it"}, {"pronoun they"}};
  layer.heads.push_back(
      HeadSpec("pronoun-antecedent", Looks::back)
          .title("Who is it?")
          .asks("A pronoun asks for a noun before it that fits in number, gender and in what is said of it.")
          .offers("Nouns offer what they are: how many, man or woman, living or not, to sit on, to eat.")
          .carries("It tells the pronoun what it stands for, and where that stands.")
          .channel("you are a noun", third, {{"ends its noun group"}}, 4.5f)
          .part("you are a pronoun too", 0, "you are a pronoun", {{"one"}}, {{"pronoun"}}, -6)
          .part("you are a pronoun too", 0, "you are I, you or we", third,
                {{"pronoun I"}, {"pronoun you"}, {"pronoun we"}}, -3)
          .channel("you are several, I am one", {{"pronoun he"}, {"pronoun she"}, {"pronoun it"}}, {{"plural"}}, -4)
          .channel("you are one, we are several", {{"pronoun they"}}, {{"one by itself"}}, -6)
          .channel("I am he, you are a man", {{"pronoun he"}},
                   {{"masculine", 2}, {"feminine", -4}, {"is person", 2}, {"is animal", 1}}, 1.1f)
          .channel("I am she, you are a woman", {{"pronoun she"}},
                   {{"feminine", 2}, {"masculine", -4}, {"is person", 2}, {"is animal", 1}}, 1.1f)
          .channel("I am a person, you are lifeless", {{"pronoun he"}, {"pronoun she"}}, {{"lifeless"}}, -5)
          .channel("I am it, you are a person", {{"pronoun it"}}, {{"is person"}}, -4)
          .channel("you are a time", {{"one"}}, {{"is time"}}, -2.7f)
          .channel("you open a clause", {{"one"}}, {{"governed by a clause start"}}, 0.6f)
          .channel("you do something yourself", {{"possessive determiner"}, {"reflexive", 4}},
                   {{"has its verb already"}}, 1.1f)
          .channel("you stand inside a phrase", {{"one"}}, {{"governed by a preposition"}}, -0.7f)
          .kinds("you are what is spoken of", "wanted: ", "is ", 2.5f)
          .channel("you act, I am acted on", {{"acts as object"}}, {{"has its verb already"}}, -2.3f)
          .same_clock("you would do it to yourself", "verb that acts on me: ", "my verb: ", -5)
          .ramp(0.05f)
          .rest(0.7f, third, 4)
          .carry({{"singular"}}, "refers to: singular")
          .carry({{"plural"}}, "refers to: plural")
          .carry({{"masculine"}}, "refers to: masculine")
          .carry({{"feminine"}}, "refers to: feminine")
          .carry_kinds("is ", "refers to: ")
          .carry_clock("", "refers to: "));
  layer.heads.push_back(HeadSpec("phrase-verb", Looks::back)
                            .title("Done with what, where, how?")
                            .asks("A word inside a phrase asks for the verb before it.")
                            .offers("Verbs offer themselves.")
                            .carries("It tells the word which action its phrase may belong to, and where that stands.")
                            .channel("you are a verb", {{"part of a phrase"}}, {{"main verb"}}, 10)
                            .ramp(0.3f)
                            .close(1)
                            .rest(4.5f)
                            .carry_kinds("wants object: ", "phrase goes with: ")
                            .carry_clock("", "phrase goes with: "));
  layer.heads.push_back(HeadSpec("phrase-noun", Looks::back)
                            .title("Which one has it?")
                            .asks("A word inside a phrase asks for the noun before the phrase.")
                            .offers("Nouns outside phrases offer themselves.")
                            .carries("It tells the word which thing its phrase may belong to, and where that stands.")
                            .channel("you are a noun", {{"part of a phrase"}}, {{"head noun"}}, 10)
                            .channel("you stand inside a phrase too", {{"governed by a preposition"}},
                                     {{"governed by a preposition"}}, -4)
                            .ramp(0.3f)
                            .close(1)
                            .rest(4.5f)
                            .carry_kinds("is ", "phrase describes: ")
                            .carry_clock("", "phrase describes: "));
  layer.heads.push_back(
      HeadSpec("fit", Looks::others)
          .title("What could this be said of?")
          .asks("An adjective or verb asks for the kinds of thing that it is said of.")
          .offers("Every noun offers the kinds of thing it is.")
          .carries("It tells the word what kinds of thing are around for it.")
          .channel("you are a noun or pronoun", {{"verb here"}, {"adjective here"}}, {{"head noun"}}, 6)
          .channel("you are a pronoun", {{"verb here"}, {"adjective here"}}, {{"pronoun"}}, 3.5f)
          .kinds("I am said of your kind", "asks of its subject: ", "is ", 3.5f)
          .rest(4)
          .carry_kinds("is ", "fits: "));
  HeadSpec topic("same-topic", Looks::others);
  topic.title("Who speaks of the same?")
      .asks("A word asks for others that have to do with the same thing: money, the sea, school.")
      .offers("Every word offers its topics.")
      .carries("It tells me what the words around me are about.");
  for (std::size_t t = 0; t < kTopicCount; ++t) {
    const std::string name(feature_name(block_feature(kFirstTopic, t)));
    topic.part("we share a topic", 9, name, {{name}}, {{name}}, 9);
    topic.carry({{name}}, "around me, " + name);
  }
  topic.rest(3);
  layer.heads.push_back(topic);
  layer.blocks = link_blocks();
  return layer;
}

LayerSpec reading() {
  LayerSpec layer;
  HeadSpec reader("reader", Looks::others);
  reader.title("What matters to me?")
      .asks("Every word asks for the words it goes with: its subject, its noun, whom it stands for, its neighbours.")
      .offers("Every word offers its place, the places of the words it goes with, and what sort of word it is.")
      .carries("It takes home what the words it found are: living, an animal, food.")
      .same_clock("you are my subject", "subject: ", "", 3)
      .same_clock("I am your subject", "", "subject: ", 2.3f)
      .same_clock("you are my object", "object: ", "", 2.9f)
      .same_clock("I am your object", "", "object: ", 2.3f)
      .same_clock("I describe you", "describes: ", "", 2.6f)
      .same_clock("you describe me", "", "describes: ", 1.5f)
      .same_clock("I belong to you", "belongs to: ", "", 2.7f)
      .same_clock("you belong to me", "", "belongs to: ", 1.2f)
      .same_clock("I lead to you", "leads to: ", "", 2.9f)
      .same_clock("you lead to me", "", "leads to: ", 2.2f)
      .same_clock("I stand for you", "refers to: ", "", 3.2f)
      .same_clock("you stand for me", "", "refers to: ", 2.4f)
      .same_clock("my phrase goes with you", "phrase goes with: ", "", 1)
      .same_clock("your phrase goes with me", "", "phrase goes with: ", 1.2f)
      .same_clock("my phrase may describe you", "phrase describes: ", "", 0.5f)
      .same_clock("your phrase may describe me", "", "phrase describes: ", 0.5f)
      .same_clock("you begin my verb", "my verb begins: ", "", 0.8f)
      .same_clock("I begin your verb", "", "my verb begins: ", 0.8f)
      .nearness("how near you stand", 0.9f)
      .part("you are in another sentence", -1.5f, "another sentence", {{"one"}}, {{"one"}}, -1.5f);
  const auto sentence = clock_names("sentence: ");
  for (const auto& hand : sentence) {
    reader.part("you are in another sentence", -1.5f, "the same " + hand, {{hand}}, {{hand}}, 1.5f / kClockPairs);
  }
  reader
      .part("you are in another sentence", -1.5f, "both in the first", {{"sentence: the first"}},
            {{"sentence: the first"}}, 1.5f)
      .channel("what sort of word you are", {{"one"}},
               {{"noun here", 0.9f},
                {"verb here", 0.8f},
                {"adjective here", 0.7f},
                {"adverb here", 0.3f},
                {"pronoun", 0.8f}},
               1)
      .channel("we are few, small words count too", {{"few words"}}, {{"small word"}}, 1.1f)
      .channel("you are no word", {{"one"}}, {{"start"}, {"end"}, {"comma"}, {"stop"}, {"other mark"}}, -1);
  for (const auto& kind : kind_names("")) reader.carry({{"is " + kind}, {"refers to: " + kind}}, "found: " + kind);
  layer.heads.push_back(reader);
  return layer;
}

}  // namespace

Program glass_box_program() { return {{neighbours(), second_look(), structure(), claims(), links(), reading()}}; }

}  // namespace theatre::model
// NOLINTEND(readability-function-size)
