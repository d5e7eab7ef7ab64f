// What `attend --resumes` prints: how often heads are right, measured on the labelled sentences that are built in.
#include <cstdio>
#include <string_view>
#include <vector>

#include "app/command_line/padded.hpp"
#include "app/command_line/report.hpp"
#include "embedded/links_txt.hpp"
#include "model/measured/link_kinds.hpp"
#include "model/measured/resume_table.hpp"
#include "model/measured/resumes.hpp"

namespace theatre::app {
namespace {

std::string share_text(const model::Share& share) {
  if (share.count == 0) return "–";
  char text[64];
  std::snprintf(text, sizeof text, "%5.1f %%  %4d of %4d", 100 * share.share(), share.right, share.count);
  return text;
}

std::string chance_text(const model::Share& share) {
  if (share.count == 0) return "–";
  char text[32];
  std::snprintf(text, sizeof text, "%5.1f %%", 100 * share.chance_share());
  return text;
}

// The head that the link is named after; where there is none, the best head on the tuned half, to be believed on the
// other. nullptr when nothing was measured.
const model::Resume* shown_for(const model::Resumes& resumes, const std::string& link) {
  const std::string plain = link.substr(0, link.rfind("-hard"));
  const model::Resume* best = nullptr;
  for (const auto& row : resumes.heads) {
    if (row.link != link) continue;
    if (row.name == plain) return &row;
    if (best == nullptr || row.tuned.share() > best->tuned.share()) best = &row;
  }
  return best;
}

std::string resumes_table(const model::Resumes& resumes) {
  constexpr std::size_t wide = 25, narrow = 23;
  std::vector<std::pair<std::string, std::string>> kinds;
  for (const auto& kind : model::place_kinds) kinds.emplace_back(kind.id, kind.title);
  for (const auto& kind : model::word_kinds) kinds.emplace_back(kind.id, kind.title);
  kinds.emplace_back("pronoun-antecedent-hard", "the same, hard ones");
  std::string out = padded("link", wide) + padded("head", wide) + padded("tuned half", narrow) +
                    padded("held-out half", narrow) + "by chance\n";
  bool named = false;
  for (const auto& [id, title] : kinds) {
    const auto* row = shown_for(resumes, id);
    if (row == nullptr) continue;
    named = named || row->name == id;
    const std::string number = std::to_string(row->layer) + "." + std::to_string(row->head);
    out += padded(title, wide) + padded(row->name == number ? number : number + " " + row->name, wide) +
           padded(share_text(row->tuned), narrow) + padded(share_text(row->held_out), narrow) +
           chance_text(row->held_out) + "\n";
  }
  if (!named) return out;
  out += "\n" + padded("construction", wide) + padded("links, held-out", narrow) + "whole sentences, held-out\n";
  for (const auto& total : resumes.held_out) {
    out += padded(total.name, wide) + padded(share_text(total.links), narrow) + share_text(total.sentences) + "\n";
  }
  return out;
}

std::string of_hundred(double share) {
  char text[32];
  std::snprintf(text, sizeof text, "%5.1f %%", 100 * share);
  return text;
}

// How the head that looks at several words shares its light, half beside half, and where its weights can be believed.
std::string sharing_table(const model::Resumes& resumes) {
  const auto &tuned = resumes.shared_tuned, &held_out = resumes.shared_held_out;
  if (tuned.words + held_out.words == 0) return "";
  constexpr std::size_t wide = 50, narrow = 23;
  std::string out = "\n" + padded(std::string(model::kSharer) + ", words with a partner", wide) +
                    padded("tuned half", narrow) + "held-out half\n";
  const auto line = [&](const char* name, const std::string& a, const std::string& b) {
    out += padded(name, wide) + padded(a, narrow) + b + "\n";
  };
  const auto shares = [&](const char* name, double model::Sharing::*figure) {
    line(name, of_hundred(tuned.*figure), of_hundred(held_out.*figure));
  };
  const auto bits = [](double entropy) {
    char text[32];
    std::snprintf(text, sizeof text, "%5.2f bits", entropy);
    return std::string(text);
  };
  line("words", std::to_string(tuned.words), std::to_string(held_out.words));
  shares("weight on partners", &model::Sharing::on_partners);
  shares("strongest word is a partner", &model::Sharing::strongest);
  shares("or of the same phrase or verb group", &model::Sharing::strongest_or_phrase);
  line("entropy", bits(tuned.entropy), bits(held_out.entropy));
  shares("weight on ⟨start⟩ and ⟨end⟩, all words", &model::Sharing::resting);
  shares("one weight above .95, texts of 4 words or more", &model::Sharing::above_95);
  shares("expected calibration error, strongest weight", &model::Sharing::calibration_error);
  out += "\n" + padded("weights, held-out half", wide) + padded("on a partner", narrow) + "count\n";
  for (std::size_t t = 0; t < held_out.reliability.size(); ++t) {
    const auto& tenth = held_out.reliability[t];
    if (tenth.count == 0) continue;
    out += padded(of_hundred(static_cast<double>(t) / 10) + " –" + of_hundred(static_cast<double>(t + 1) / 10), wide) +
           padded(of_hundred(tenth.partners), narrow) + std::to_string(tenth.count) + "\n";
  }
  return out;
}

}  // namespace

core::Result<std::string> report_resumes(const model::Model& model, bool json) {
  const std::string_view file(reinterpret_cast<const char*>(embedded::links_txt), embedded::links_txt_size);
  const auto sentences = model::parse_links(file);
  if (!sentences) return core::Failure{sentences.error()};
  const auto resumes = model::measure(model, sentences.value());
  return json ? model::to_json(model::tabulate(model, resumes)) + "\n"
              : resumes_table(resumes) + sharing_table(resumes);
}

}  // namespace theatre::app
