// The models of the catalog, and how far each is: there, to be had, on its way, or failed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.hpp"

namespace theatre::app {

class Shelf {
 public:
  enum class State { available, loading, ready, failed };
  struct Place {
    const model::CatalogEntry* model;  // never null
    State state;
    double received = 0;  // bytes of the download
    double bytes = 0;
    std::string error;  // one sentence; empty = none
  };

  // A model without a file is ready; where there are no workers, only if the page computes it by itself.
  explicit Shelf(bool has_workers);

  const std::vector<Place>& places() const { return places_; }  // in the catalog's order
  const Place* find(std::string_view id) const;                 // nullptr when there is none
  bool ready(std::string_view id) const;
  // Why a model can't be had here at all; empty when it can.
  std::string missing(std::string_view id) const;

  void begin(std::string_view id);  // a download that was asked for
  // What the page tells of a model; `bytes` 0 where it isn't known yet. Nothing happens where there is none.
  void tell(std::string_view id, State state, double received, double bytes, std::string error);

 private:
  Place* place(std::string_view id);

  bool has_workers_;
  std::vector<Place> places_;
};

const char* state_name(Shelf::State state);
// How far a download is, in [0, 1].
double progress(const Shelf::Place& place);

}  // namespace theatre::app
