// Asking the table of résumés.
#include "model/measured/resume_table.hpp"

#include <algorithm>

#include "embedded/resumes_json.hpp"

namespace theatre::model {
namespace {

// Nearer to chance is not worth telling: a head that looks at the word before does so for the first word too, and so
// "at the start of the text" one time in ten.
constexpr double worth_telling = 0.05;

}  // namespace

const TabledLink* ResumeTable::link(std::string_view id) const {
  const auto found = std::find_if(links.begin(), links.end(), [&](const auto& one) { return one.id == id; });
  return found == links.end() ? nullptr : &*found;
}

const TabledHead* ResumeTable::head(int layer, int index) const {
  const auto found = std::find_if(heads.begin(), heads.end(),
                                  [&](const auto& one) { return one.layer == layer && one.head == index; });
  return found == heads.end() ? nullptr : &*found;
}

Share ResumeTable::share(const TabledHead& head, const TabledLink& link, Half half) const {
  const auto place = static_cast<std::size_t>(&link - links.data());
  Share out;
  const auto add = [&](const Share& of, int right) {
    out.right += right;
    out.count += of.count;
    out.chance += of.chance;
  };
  if (half != Half::held_out) add(link.tuned, head.tuned[place]);
  if (half != Half::tuned) add(link.held_out, head.held_out[place]);
  return out;
}

const TabledHead* ResumeTable::best_head(std::string_view link_id) const {
  const TabledLink* const wanted = link(link_id);
  if (wanted == nullptr || heads.empty()) return nullptr;
  const auto place = static_cast<std::size_t>(wanted - links.data());
  return &*std::max_element(heads.begin(), heads.end(), [&](const TabledHead& a, const TabledHead& b) {
    return a.tuned[place] < b.tuned[place];  // the count is alike for all heads
  });
}

std::vector<Telling> ResumeTable::telling(int layer, int index, std::size_t most) const {
  std::vector<Telling> out;
  const TabledHead* const of = head(layer, index);
  if (of == nullptr) return out;
  for (const auto& one : links) {
    Telling telling{&one, share(*of, one, Half::tuned), share(*of, one, Half::held_out), 0};
    telling.above_chance = telling.held_out.share() - telling.held_out.chance_share();
    if (telling.above_chance > worth_telling) out.push_back(telling);
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.above_chance > b.above_chance; });
  if (out.size() > most) out.resize(most);
  return out;
}

const ResumeTable* resume_table(std::string_view model_id) {
  static const auto tables =
      parse_resume_tables({reinterpret_cast<const char*>(embedded::resumes_json), embedded::resumes_json_size});
  if (!tables) return nullptr;
  for (const auto& table : tables.value()) {
    if (table.model == model_id) return &table;
  }
  return nullptr;
}

}  // namespace theatre::model
