// The readable features of a word: what the lexicon says about it, and the names the learner sees for the glass
// box's lexical dimensions. One line here (and a value in the lexicon's tables) is all that a new feature needs.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace theatre::model {

// The kinds of thing a noun can be. The same list is used three times: what the noun is, what a verb or adjective
// wants its subject (the thing described) to be, and what a verb wants its object to be.
// X(Id, "name")
#define THEATRE_KINDS(X)    \
  X(Living, "living")       \
  X(Person, "person")       \
  X(Animal, "animal")       \
  X(Plant, "plant")         \
  X(Food, "food")           \
  X(Drink, "drink")         \
  X(Body, "body part")      \
  X(Artifact, "made thing") \
  X(Seat, "to sit on")      \
  X(Container, "container") \
  X(Vehicle, "vehicle")     \
  X(Clothing, "clothing")   \
  X(Building, "building")   \
  X(Place, "place")         \
  X(Text, "text")           \
  X(Substance, "substance") \
  X(Money, "money")         \
  X(Time, "time")           \
  X(Group, "group")         \
  X(Event, "event")         \
  X(Abstract, "abstract")

// What a word is about. X(Id, "name")
#define THEATRE_TOPICS(X) \
  X(Money, "money")       \
  X(Time, "time")         \
  X(Food, "food")         \
  X(Health, "health")     \
  X(School, "school")     \
  X(Music, "music")       \
  X(Sea, "sea")           \
  X(Travel, "travel")     \
  X(Law, "law")           \
  X(War, "war")           \
  X(Sport, "sport")       \
  X(Home, "home")

// All other features. X(Id, "name", "meaning")
// Values lie in [0, 1] except the four log shares (0 for a sure part of speech, -4 for one that never happens).
// Features of a verb (forms, transitive, wants) say what holds if the word is a verb in this place; features of a
// noun (number, kinds) what holds if it is a noun. So "saw" is past (as a verb) and singular (as a noun).
#define THEATRE_PLAIN_FEATURES(X)                                                                \
  /* part of speech */                                                                           \
  X(Noun, "noun", "share of this word's uses that are a noun")                                   \
  X(Verb, "verb", "share of this word's uses that are a main verb")                              \
  X(Adjective, "adjective", "share of this word's uses that are an adjective")                   \
  X(Adverb, "adverb", "share of this word's uses that are an adverb")                            \
  X(LogNoun, "noun (log share)", "logarithm of the noun share, between -4 and 0")                \
  X(LogVerb, "verb (log share)", "logarithm of the verb share, between -4 and 0")                \
  X(LogAdjective, "adjective (log share)", "logarithm of the adjective share, between -4 and 0") \
  X(LogAdverb, "adverb (log share)", "logarithm of the adverb share, between -4 and 0")          \
  /* verb forms */                                                                               \
  X(Base, "base form", "the plain verb, as after 'to' or 'can'")                                 \
  X(Finite, "finite", "a verb form that can stand with a subject alone")                         \
  X(ThirdSingular, "third person singular", "agrees with he, she or it")                         \
  X(VerbPlural, "agrees with a plural", "a present or 'were' form for they, we and you")         \
  X(Past, "past tense", "can be a past tense")                                                   \
  X(Participle, "past participle", "can be a past participle")                                   \
  X(Ing, "-ing form", "the -ing form of a verb")                                                 \
  /* what a verb takes */                                                                        \
  X(Transitive, "takes an object", "share of the verb's uses that have a direct object")         \
  X(TakesClause, "takes a clause", "can be followed by a clause: think, say, know")              \
  X(TakesInfinitive, "takes an infinitive", "can be followed by to and a verb: want, try")       \
  X(Ditransitive, "takes two objects", "can have two objects: give, send")                       \
  X(Linking, "linking verb", "can link its subject to an adjective: seem, become")               \
  /* number, gender, names */                                                                    \
  X(Singular, "singular", "names one, or goes with one")                                         \
  X(Plural, "plural", "names several, or goes with several")                                     \
  X(Masculine, "masculine", "means a man or a boy, or goes with one")                            \
  X(Feminine, "feminine", "means a woman or a girl, or goes with one")                           \
  X(Name, "name", "a proper name")                                                               \
  /* pronouns */                                                                                 \
  X(Pronoun, "pronoun", "a personal, reflexive or indefinite pronoun")                           \
  X(PronounI, "pronoun I", "I, me, my, mine, myself")                                            \
  X(PronounYou, "pronoun you", "you, your, yours, yourself")                                     \
  X(PronounHe, "pronoun he", "he, him, his, himself")                                            \
  X(PronounShe, "pronoun she", "she, her, hers, herself")                                        \
  X(PronounIt, "pronoun it", "it, its, itself")                                                  \
  X(PronounWe, "pronoun we", "we, us, our, ours, ourselves")                                     \
  X(PronounThey, "pronoun they", "they, them, their, theirs, themselves")                        \
  X(Nominative, "subject case", "can be a subject only: I, he, she, we, they")                   \
  X(Accusative, "object case", "can be an object only: me, him, us, them")                       \
  X(PossessiveCase, "possessive case", "my, his, their, mine, hers")                             \
  X(Reflexive, "reflexive", "myself, herself, themselves")                                       \
  /* closed classes */                                                                           \
  X(Determiner, "determiner", "a, the, this, every")                                             \
  X(Possessive, "possessive determiner", "my, your, his, their: stands before its noun")         \
  X(Number, "number", "two, ten, 1,000, third")                                                  \
  X(Preposition, "preposition", "on, in, with, of")                                              \
  X(Of, "of", "the word of, which nearly always goes with the noun before it")                   \
  X(To, "to", "the word to, before a verb or a place")                                           \
  X(Conjunction, "and/or/but", "joins equals: and, or, but")                                     \
  X(Subordinator, "subordinator", "opens a clause inside another: because, when, if")            \
  X(RelativeCandidate, "can open a relative clause", "who, which, that, whom, whose")            \
  X(That, "that", "the word that")                                                               \
  X(There, "there", "the word there")                                                            \
  X(Wh, "question word", "who, what, where, how")                                                \
  X(Be, "be", "a form of be")                                                                    \
  X(Have, "have", "a form of have")                                                              \
  X(Do, "do", "a form of do")                                                                    \
  X(Modal, "modal", "can, will, must, should")                                                   \
  X(Negation, "negation", "not, n't, never")                                                     \
  X(PossessiveS, "possessive 's", "the ending 's or ' of an owner")                              \
  X(Particle, "particle", "up, off, out: can belong to the verb before it")                      \
  X(Degree, "degree word", "very, too, so: says how much")                                       \
  X(Interjection, "interjection", "please, yes, oh, hello: stands outside the clause")           \
  /* marks and shape */                                                                          \
  X(Start, "start", "the added token before the first word")                                     \
  X(Stop, "stop", "ends a sentence: . ? !")                                                      \
  X(Comma, "comma", "a comma, semicolon, colon or dash")                                         \
  X(Mark, "other mark", "a quotation mark, bracket or other sign")                               \
  X(End, "end", "the added token after the last word")                                           \
  X(Digits, "digits", "written with figures")                                                    \
  X(Capital, "capital letter", "begins with a capital although no sentence begins here")         \
  X(Unknown, "not in the lexicon", "the lexicon lacks this word: everything about it is a guess")

enum class Feature : std::uint8_t {
#define THEATRE_X(Id, name, meaning) Id,
  THEATRE_PLAIN_FEATURES(THEATRE_X)
#undef THEATRE_X
#define THEATRE_X(Id, name) Is##Id,
      THEATRE_KINDS(THEATRE_X)
#undef THEATRE_X
#define THEATRE_X(Id, name) SubjectWants##Id,
          THEATRE_KINDS(THEATRE_X)
#undef THEATRE_X
#define THEATRE_X(Id, name) ObjectWants##Id,
              THEATRE_KINDS(THEATRE_X)
#undef THEATRE_X
#define THEATRE_X(Id, name) Topic##Id,
                  THEATRE_TOPICS(THEATRE_X)
#undef THEATRE_X
};

#define THEATRE_X(...) +1
inline constexpr std::size_t kKindCount = 0 THEATRE_KINDS(THEATRE_X);
inline constexpr std::size_t kTopicCount = 0 THEATRE_TOPICS(THEATRE_X);
inline constexpr std::size_t kPlainFeatureCount = 0 THEATRE_PLAIN_FEATURES(THEATRE_X);
#undef THEATRE_X
inline constexpr std::size_t kFeatureCount = kPlainFeatureCount + 3 * kKindCount + kTopicCount;
static_assert(kFeatureCount <= 256, "Feature is one byte");

// First of each block of kKindCount (or kTopicCount) neighbouring features.
inline constexpr Feature kFirstKind = Feature::IsLiving;
inline constexpr Feature kFirstSubjectWant = Feature::SubjectWantsLiving;
inline constexpr Feature kFirstObjectWant = Feature::ObjectWantsLiving;
inline constexpr Feature kFirstTopic = Feature::TopicMoney;

// The name a learner sees, unique and stable: "noun", "is living", "wants subject: living", "topic: money".
std::string_view feature_name(Feature feature);

// One short phrase that says what a value of 1 means.
std::string_view feature_meaning(Feature feature);

// The feature with exactly this name, if there is one.
std::optional<Feature> feature_from_name(std::string_view name);

// The k-th feature of a block: kind_feature(kFirstKind, 0) is IsLiving. k < kKindCount (kTopicCount for topics).
constexpr Feature block_feature(Feature first, std::size_t k) {
  return static_cast<Feature>(static_cast<std::size_t>(first) + k);
}

// One value for each feature; 0 where nothing is said.
class FeatureVector {
 public:
  float& operator[](Feature f) { return values_[static_cast<std::size_t>(f)]; }
  float operator[](Feature f) const { return values_[static_cast<std::size_t>(f)]; }
  const std::array<float, kFeatureCount>& values() const { return values_; }

 private:
  std::array<float, kFeatureCount> values_{};
};

}  // namespace theatre::model
