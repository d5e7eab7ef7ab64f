// The table of résumés as JSON: read, made and written.
#include <cstdio>
#include <initializer_list>
#include <nlohmann/json.hpp>

#include "model/measured/link_kinds.hpp"
#include "model/measured/resume_table.hpp"

namespace theatre::model {
namespace {

using Json = nlohmann::json;

constexpr int largest_count = 1000000;

// Each reader below says whether what it wants is there.
const Json* member(const Json& object, const char* key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

bool read(const Json* json, std::string& out) {
  if (json == nullptr || !json->is_string()) return false;
  out = json->get_ref<const std::string&>();
  return !out.empty();
}

bool read(const Json* json, int& out) {
  if (json == nullptr || !json->is_number_unsigned()) return false;
  const auto number = json->get<std::uint64_t>();
  out = static_cast<int>(number);
  return number <= largest_count;
}

bool read(const Json* json, double& out) {
  if (json == nullptr || !json->is_number()) return false;
  out = json->get<double>();
  return out >= 0 && out <= 1;
}

bool read(const Json* json, Sharing::Tenth& tenth) {
  return json != nullptr && read(member(*json, "weight"), tenth.weight) &&
         read(member(*json, "partners"), tenth.partners) && read(member(*json, "count"), tenth.count);
}

bool read(const Json* json, Sharing& sharing) {
  if (json == nullptr) return false;
  const Json* const entropy = member(*json, "entropy");
  const Json* const tenths = member(*json, "reliability");
  if (!read(member(*json, "words"), sharing.words) || !read(member(*json, "on_partners"), sharing.on_partners) ||
      !read(member(*json, "strongest"), sharing.strongest) ||
      !read(member(*json, "strongest_or_phrase"), sharing.strongest_or_phrase) ||
      !read(member(*json, "resting"), sharing.resting) || !read(member(*json, "above_95"), sharing.above_95) ||
      !read(member(*json, "calibration_error"), sharing.calibration_error) || entropy == nullptr ||
      !entropy->is_number() || tenths == nullptr || !tenths->is_array() ||
      tenths->size() != sharing.reliability.size()) {
    return false;
  }
  sharing.entropy = entropy->get<double>();
  for (std::size_t t = 0; t < sharing.reliability.size(); ++t) {
    if (!read(&(*tenths)[t], sharing.reliability[t])) return false;
  }
  return sharing.entropy >= 0;
}

template <class T>
bool read_halves(const Json* json, T& tuned, T& held_out) {
  return json != nullptr && read(member(*json, "tuned"), tuned) && read(member(*json, "held_out"), held_out);
}

bool read(const Json& json, TabledLink& link) {
  if (!read(member(json, "id"), link.id) || !read(member(json, "title"), link.title) ||
      !read_halves(member(json, "chance"), link.tuned.chance, link.held_out.chance) ||
      !read_halves(member(json, "count"), link.tuned.count, link.held_out.count)) {
    return false;
  }
  for (Share* share : {&link.tuned, &link.held_out}) share->chance *= share->count;
  return true;
}

// One number for each link, none larger than its count.
bool read(const Json* json, const std::vector<TabledLink>& links, Share TabledLink::*half, std::vector<int>& out) {
  if (json == nullptr || !json->is_array() || json->size() != links.size()) return false;
  for (std::size_t i = 0; i < links.size(); ++i) {
    int right = 0;
    if (!read(&(*json)[i], right) || right > (links[i].*half).count) return false;
    out.push_back(right);
  }
  return true;
}

bool read(const Json& json, const std::vector<TabledLink>& links, TabledHead& head) {
  const Json* const right = member(json, "right");
  return right != nullptr && read(member(json, "layer"), head.layer) && read(member(json, "head"), head.head) &&
         read(member(json, "name"), head.name) &&
         read(member(*right, "tuned"), links, &TabledLink::tuned, head.tuned) &&
         read(member(*right, "held_out"), links, &TabledLink::held_out, head.held_out);
}

// What is wrong with it; empty when nothing is.
std::string read(const Json& json, ResumeTable& table) {
  const Json* const links = member(json, "links");
  const Json* const heads = member(json, "heads");
  if (!read(member(json, "model"), table.model) || !read(member(json, "badge"), table.badge) ||
      !read_halves(member(json, "sentences"), table.tuned_sentences, table.held_out_sentences) || links == nullptr ||
      !links->is_array() || heads == nullptr || !heads->is_array()) {
    return "a model lacks its name, its sentences, its links or its heads";
  }
  for (const Json& one : *links) {
    TabledLink link;
    if (!read(one, link) || table.link(link.id) != nullptr) {
      return "link " + std::to_string(table.links.size()) + " of " + table.model + " can't be read";
    }
    table.links.push_back(std::move(link));
  }
  for (const Json& one : *heads) {
    TabledHead head;
    if (!read(one, table.links, head) || table.head(head.layer, head.head) != nullptr) {
      return "head " + std::to_string(table.heads.size()) + " of " + table.model + " can't be read";
    }
    table.heads.push_back(std::move(head));
  }
  const Json* const sharing = member(json, "sharing");
  if (sharing != nullptr && !read_halves(sharing, table.shared_tuned, table.shared_held_out)) {
    return "how " + table.model + " shares its light can't be read";
  }
  return "";
}

core::Failure damaged(const std::string& why) { return {"The table of résumés is damaged: " + why + "."}; }

std::string in_quotes(const std::string& text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string halves(const std::string& tuned, const std::string& held_out) {
  return R"({"tuned":)" + tuned + R"(,"held_out":)" + held_out + "}";
}

std::string four_digits(double number) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4f", number);
  return text;
}

std::string list(const std::vector<int>& numbers) {
  std::string out = "[";
  for (const int number : numbers) out += (out.size() > 1 ? "," : "") + std::to_string(number);
  return out + "]";
}

}  // namespace

core::Result<std::vector<ResumeTable>> parse_resume_tables(std::string_view text) {
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (json.is_discarded()) return damaged("it is not JSON");
  const Json* const models = member(json, "models");
  if (models == nullptr || !models->is_array()) return damaged("it has no list of models");
  std::vector<ResumeTable> out;
  for (const Json& model : *models) {
    ResumeTable table;
    const std::string why = read(model, table);
    if (!why.empty()) return damaged(why);
    out.push_back(std::move(table));
  }
  return out;
}

namespace {

std::string to_json(const Sharing& sharing) {
  std::string out = R"({"words":)" + std::to_string(sharing.words);
  const std::pair<const char*, double> figures[] = {{"on_partners", sharing.on_partners},
                                                    {"strongest", sharing.strongest},
                                                    {"strongest_or_phrase", sharing.strongest_or_phrase},
                                                    {"entropy", sharing.entropy},
                                                    {"resting", sharing.resting},
                                                    {"above_95", sharing.above_95},
                                                    {"calibration_error", sharing.calibration_error}};
  for (const auto& [name, value] : figures) out += std::string(",\"") + name + "\":" + four_digits(value);
  out += R"(,"reliability":[)";
  for (const auto& tenth : sharing.reliability) {
    out += (&tenth != &sharing.reliability.front() ? "," : "") + (R"({"weight":)" + four_digits(tenth.weight)) +
           R"(,"partners":)" + four_digits(tenth.partners) + R"(,"count":)" + std::to_string(tenth.count) + "}";
  }
  return out + "]}";
}

}  // namespace

ResumeTable tabulate(const Model& model, const Resumes& resumes) {
  ResumeTable table;
  table.model = model.id();
  table.badge = model.badge();
  table.tuned_sentences = resumes.tuned_sentences;
  table.held_out_sentences = resumes.held_out_sentences;
  table.shared_tuned = resumes.shared_tuned;
  table.shared_held_out = resumes.shared_held_out;
  for (const auto& info : model.heads()) table.heads.push_back({info.layer, info.index, info.name, {}, {}});
  const auto add = [&](const LinkKind& kind) {
    TabledLink link{std::string(kind.id), std::string(kind.title), {}, {}};
    for (auto& head : table.heads) {
      int tuned = 0, held_out = 0;
      for (const auto& row : resumes.heads) {
        if (row.link != kind.id || row.layer != head.layer || row.head != head.head) continue;
        tuned = row.tuned.right;
        held_out = row.held_out.right;
        link.tuned = {0, row.tuned.count, row.tuned.chance};
        link.held_out = {0, row.held_out.count, row.held_out.chance};
      }
      head.tuned.push_back(tuned);
      head.held_out.push_back(held_out);
    }
    table.links.push_back(std::move(link));
  };
  for (const auto& kind : place_kinds) add(kind);
  for (const auto& kind : word_kinds) add(kind);
  return table;
}

std::string to_json(const ResumeTable& table) {
  std::string out =
      R"({"model":)" + in_quotes(table.model) + R"(,"badge":)" + in_quotes(table.badge) + R"(,"sentences":)" +
      halves(std::to_string(table.tuned_sentences), std::to_string(table.held_out_sentences)) + R"(,"links":[)";
  for (const auto& link : table.links) {
    out += (&link != &table.links.front() ? "," : "") + (R"({"id":)" + in_quotes(link.id)) + R"(,"title":)" +
           in_quotes(link.title) + R"(,"chance":)" +
           halves(four_digits(link.tuned.chance_share()), four_digits(link.held_out.chance_share())) + R"(,"count":)" +
           halves(std::to_string(link.tuned.count), std::to_string(link.held_out.count)) + "}";
  }
  out += R"(],"heads":[)";
  for (const auto& head : table.heads) {
    out += (&head != &table.heads.front() ? "," : "") + (R"({"layer":)" + std::to_string(head.layer)) + R"(,"head":)" +
           std::to_string(head.head) + R"(,"name":)" + in_quotes(head.name) + R"(,"right":)" +
           halves(list(head.tuned), list(head.held_out)) + "}";
  }
  out += "]";
  if (table.shared_held_out.words > 0) {
    out += R"(,"sharing":)" + halves(to_json(table.shared_tuned), to_json(table.shared_held_out));
  }
  return out + "}";
}

}  // namespace theatre::model
