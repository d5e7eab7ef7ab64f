// Where the voices of the party stand.
#pragma once

#include <cstddef>
#include <vector>

#include "scenes/scene_input.hpp"

namespace theatre::scenes {

struct PartyType {
  float quiet = 15, middle = 19, loud = 27;  // what a voice says
  float title = 15;
  float you = 18;
  float heading = 14, word = 13;  // of what you hear
};

inline constexpr float hear_lead = 1.45F;  // from line to line of what you hear, of its size

struct VoicePlace {
  float x = 0, foot = 0;
  float height = 0;  // of the figure; 0: there is no room for one
  float room = 0;    // width that belongs to it
  float title_y = 0;
  float speech_foot = 0;  // where what it says ends; < 0: there is no room for it
};

struct PartyLayout {
  PartyType type;
  float zoom = 1, horizon = 0;
  float left = 0, right = 0;
  float listener_x = 0, listener_foot = 0, listener_height = 0;
  float stage_bottom = 0;
  float bulbs_y = 0;  // where their string is hung up; 0: every px is needed for voices
  float hear_y = 0;   // the first line of the sentence
  int hear_lines = 1;
  float share_y = 0;  // the bar of shares
  Rect words;         // what is heard, word by word
  float word_y = 0;
  std::vector<VoicePlace> voices;
};

PartyLayout layout_party(const SceneInput& input, std::size_t voices);

}  // namespace theatre::scenes
