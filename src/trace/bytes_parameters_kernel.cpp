// The parameters of a model's heads: kept together, and as bytes.
#include <optional>
#include <string>

#include "trace/bytes.hpp"
#include "trace/bytes_stream.hpp"

namespace theatre::trace {
namespace {

constexpr char magic[4] = {'H', 'E', 'A', 'D'};
constexpr std::uint32_t version = 2;

}  // namespace

void ParameterSet::put(int layer, int index, std::shared_ptr<const HeadParameters> parameters) {
  own_[{layer, index}] = std::move(parameters);
  mixed_.clear();
}

std::shared_ptr<const HeadParameters> ParameterSet::find(int layer, int index, bool of_first) const {
  const auto own = own_.find({layer, index});
  if (own == own_.end()) return nullptr;
  if (!of_first || index == 0) return own->second;
  const auto first = own_.find({layer, 0});
  if (first == own_.end()) return nullptr;
  auto& mixed = mixed_[{layer, index}];
  if (!mixed) {
    HeadParameters made = *first->second;
    made.W_O = own->second->W_O;
    mixed = std::make_shared<HeadParameters>(std::move(made));
  }
  return mixed;
}

std::vector<std::uint8_t> ParameterSet::layer_to_bytes(int layer) const {
  std::vector<std::uint8_t> bytes;
  Put put(bytes);
  for (auto it = own_.lower_bound({layer, 0}); it != own_.end() && it->first.first == layer; ++it) {
    const HeadParameters& p = *it->second;
    if (bytes.empty()) {
      const std::size_t each =
          static_cast<std::size_t>(p.W_Q.size() + p.W_K.size() + p.W_V.size() + p.W_O.size()) * sizeof(float) + 1024;
      bytes.reserve(each * 16);
      put.raw(magic, sizeof magic);
      put.number(version);
    }
    put.number<std::int32_t>(layer);
    put.number<std::int32_t>(it->first.second);
    for (const Matrix* matrix : {&p.W_Q, &p.W_K, &p.W_V, &p.W_O}) put.matrix(*matrix);
    for (const RowVector* bias : {&p.b_Q, &p.b_K, &p.b_V}) put.matrix(*bias);
    put.texts(p.channels);
    put.texts(p.value_names);
    put.size(p.groups.size());
    for (const ChannelGroup& group : p.groups) {
      put.text(group.name);
      put.number(group.points);
    }
    put.numbers(p.group_of);
  }
  return bytes;
}

std::optional<core::Failure> ParameterSet::add(std::span<const std::uint8_t> bytes) {
  Get get(bytes);
  char start[sizeof magic] = {};
  get.raw(start, sizeof start);
  if (!get.fine() || std::memcmp(start, magic, sizeof magic) != 0 || get.number<std::uint32_t>() != version) {
    return core::Failure{"These bytes are not the parameters of heads."};
  }
  Heads found;
  while (get.fine() && !get.at_end()) {
    const int layer = get.index(), index = get.index();
    auto p = std::make_shared<HeadParameters>();
    for (Matrix* matrix : {&p->W_Q, &p->W_K, &p->W_V, &p->W_O}) *matrix = get.matrix<Matrix>();
    for (RowVector* bias : {&p->b_Q, &p->b_K, &p->b_V}) *bias = get.matrix<RowVector>();
    p->channels = get.texts();
    p->value_names = get.texts();
    p->groups.resize(get.size(8));
    for (ChannelGroup& group : p->groups) {
      group.name = get.text();
      group.points = get.number<float>();
    }
    p->group_of = get.numbers<int>();
    const auto groups = static_cast<int>(p->groups.size());
    for (const int group : p->group_of) {
      if (group < 0 || group >= groups) get.fail();
    }
    if (layer < 0 || index < 0) get.fail();
    found[{layer, index}] = std::move(p);
  }
  if (!get.fine()) return core::Failure{"These parameters of heads are damaged."};
  for (auto& [place, parameters] : found) put(place.first, place.second, std::move(parameters));
  return std::nullopt;
}

}  // namespace theatre::trace
