#include "app/shelf.hpp"

#include <algorithm>
#include <utility>

namespace theatre::app {

Shelf::Shelf(bool has_workers) : has_workers_(has_workers) {
  for (const auto& entry : model::catalog()) {
    const bool here = entry.file.empty() && (has_workers || entry.words_here > 0);
    places_.push_back({&entry, here ? State::ready : State::available, 0, static_cast<double>(entry.bytes), {}});
  }
}

const Shelf::Place* Shelf::find(std::string_view id) const {
  const auto found = std::find_if(places_.begin(), places_.end(), [&](const Place& p) { return p.model->id == id; });
  return found != places_.end() ? &*found : nullptr;
}

Shelf::Place* Shelf::place(std::string_view id) { return const_cast<Place*>(std::as_const(*this).find(id)); }

bool Shelf::ready(std::string_view id) const {
  const auto* place = find(id);
  return place != nullptr && place->state == State::ready;
}

std::string Shelf::missing(std::string_view id) const {
  const auto* place = find(id);
  if (place == nullptr) return "There is no model “" + std::string(id) + "” here.";
  if (has_workers_ || place->model->words_here > 0) return {};
  return std::string(place->model->title) + " needs a worker, and there is none here.";
}

void Shelf::begin(std::string_view id) {
  if (Place* p = place(id)) {
    p->state = State::loading;
    p->error.clear();
  }
}

void Shelf::tell(std::string_view id, State state, double received, double bytes, std::string error) {
  Place* p = place(id);
  if (p == nullptr) return;
  p->state = state;
  p->received = received;
  p->bytes = bytes > 0 ? bytes : static_cast<double>(p->model->bytes);
  p->error = std::move(error);
}

const char* state_name(Shelf::State state) {
  switch (state) {
    case Shelf::State::loading:
      return "loading";
    case Shelf::State::ready:
      return "ready";
    case Shelf::State::failed:
      return "failed";
    case Shelf::State::available:
      break;
  }
  return "available";
}

double progress(const Shelf::Place& place) {
  if (place.state == Shelf::State::ready || place.bytes <= 0) return place.state == Shelf::State::ready ? 1 : 0;
  return std::clamp(place.received / place.bytes, 0.0, 1.0);
}

}  // namespace theatre::app
