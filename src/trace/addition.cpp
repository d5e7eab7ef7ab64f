// A pass put together from the one before and what is new.
#include "trace/addition.hpp"

#include <cmath>
#include <utility>

namespace theatre::trace {
namespace {

// Puts new rows below the `kept` first ones. False where their shapes don't go together.
bool stack(Matrix& whole, const Matrix& before, const Matrix& rows, Eigen::Index kept, Eigen::Index fresh) {
  if (before.size() == 0 && rows.size() == 0) {
    whole = before;
    return true;
  }
  if (before.rows() < kept || rows.rows() != fresh || (kept > 0 && before.cols() != rows.cols())) return false;
  whole.resize(kept + fresh, rows.cols());
  whole.topRows(kept) = before.topRows(kept);
  whole.bottomRows(fresh) = rows;
  return true;
}

// Where the new rows and columns of one step go.
struct Growth {
  Eigen::Index kept, fresh;  // rows
  bool itself;               // the keys grow with the queries
};

// (kept + N, kept + N) of (N, kept + N) new rows and what stands above the new columns; for keys that don't grow, rows
// alone.
template <class M>
bool grow(M& whole, const M& before, const M& rows, const M* above, const Growth& growth) {
  const auto [kept, fresh, itself] = growth;
  if (before.size() == 0 && rows.size() == 0) {
    whole = before;
    return true;
  }
  const Eigen::Index columns = rows.cols(), old = itself ? kept : columns;
  if (before.rows() < kept || (kept > 0 && before.cols() < old) || rows.rows() != fresh ||
      (itself ? columns != kept + fresh : kept > 0 && before.cols() != columns)) {
    return false;
  }
  if (above != nullptr && (above->rows() != kept || above->cols() != fresh)) return false;
  whole.setZero(kept + fresh, columns);
  whole.topLeftCorner(kept, old) = before.topLeftCorner(kept, old);
  if (itself && above != nullptr) whole.topRightCorner(kept, fresh) = *above;
  whole.bottomRows(fresh) = rows;
  return true;
}

bool grow_head(Head& whole, const Head& before, const Head& rows, const Matrix* above, const Growth& growth) {
  const auto [kept, fresh, itself] = growth;
  if (before.layer != rows.layer || before.index != rows.index || before.rotary.has_value() != rows.rotary.has_value())
    return false;
  whole.scale = rows.scale;
  whole.temperature = rows.temperature;
  whole.off = rows.off;
  bool fits =
      stack(whole.q, before.q, rows.q, kept, fresh) && stack(whole.output, before.output, rows.output, kept, fresh);
  if (itself)
    fits = fits && stack(whole.k, before.k, rows.k, kept, fresh) && stack(whole.v, before.v, rows.v, kept, fresh);
  if (fits && rows.rotary) {
    fits = stack(whole.rotary->q, before.rotary->q, rows.rotary->q, kept, fresh) &&
           stack(whole.rotary->q_angles, before.rotary->q_angles, rows.rotary->q_angles, kept, fresh);
    if (itself) {
      fits = fits && stack(whole.rotary->k, before.rotary->k, rows.rotary->k, kept, fresh) &&
             stack(whole.rotary->k_angles, before.rotary->k_angles, rows.rotary->k_angles, kept, fresh);
    }
  }
  if (!fits || !std::isfinite(rows.scale) || rows.scale <= 0) return false;
  const Matrix* products_above = itself && rows.products.size() > 0 ? above : nullptr;
  const Matrix scores_above = products_above != nullptr ? Matrix(*products_above / rows.scale) : Matrix();
  return grow(whole.products, before.products, rows.products, products_above, growth) &&
         grow(whole.scores, before.scores, rows.scores, products_above != nullptr ? &scores_above : nullptr, growth) &&
         grow<core::Mask>(whole.mask, before.mask, rows.mask, nullptr, growth) &&
         grow<Matrix>(whole.weights, before.weights, rows.weights, nullptr, growth);
}

// The heads of one step; `above` points at what is left of Addition::products_above.
bool grow_heads(Step& whole, const Step& before, const Step& rows, std::span<const Matrix>& above,
                const Growth& growth) {
  if (before.heads.size() != rows.heads.size()) return false;
  for (std::size_t h = 0; h < rows.heads.size(); ++h) {
    const Matrix* here = nullptr;
    if (growth.itself) {
      if (above.empty()) return false;
      here = &above.front();
      above = above.subspan(1);
    }
    if (!grow_head(whole.heads[h], before.heads[h], rows.heads[h], here, growth)) return false;
  }
  return true;
}

bool grow_step(Step& whole, const Step& before, const Step& rows, const Growth& growth) {
  if (before.inside.size() != rows.inside.size()) return false;
  for (std::size_t t = 0; t < rows.inside.size(); ++t) {
    if (!stack(whole.inside[t].values, before.inside[t].values, rows.inside[t].values, growth.kept, growth.fresh))
      return false;
  }
  return stack(whole.out, before.out, rows.out, growth.kept, growth.fresh);
}

bool grow_text(Text& whole, const Text& before, const Addition& more) {
  if (more.kept > before.size() || more.kept_text > before.text.size()) return false;
  whole.text = before.text.substr(0, more.kept_text) + more.rows.text;
  whole.tokens.resize(more.kept);
  whole.tokens.insert(whole.tokens.end(), more.rows.tokens.begin(), more.rows.tokens.end());
  for (const Token& token : whole.tokens) {
    if (token.begin > token.end || token.end > whole.text.size()) return false;
  }
  return true;
}

}  // namespace

core::Result<std::shared_ptr<Trace>> extend(const Trace& before, const Addition& more) {
  const core::Failure misfit{"This pass doesn’t go on from the one before it."};
  if (more.grows >= before.texts() || before.steps.size() != more.rows.steps.size()) return misfit;
  auto out = std::make_shared<Trace>(before);
  Text& grown = more.grows == 0 ? *out : out->more_texts[more.grows - 1];
  if (!grow_text(grown, before.nth_text(more.grows), more)) return misfit;
  out->notes = more.rows.notes;
  std::span<const Matrix> above = more.products_above;
  for (std::size_t s = 0; s < before.steps.size(); ++s) {
    const Step& old = before.steps[s];
    if (old.text != static_cast<int>(more.grows)) continue;
    const int keys = keys_step(before, static_cast<int>(s));
    Growth growth{static_cast<Eigen::Index>(more.kept), static_cast<Eigen::Index>(more.rows.tokens.size()), true};
    growth.itself = keys >= 0 && before.steps[static_cast<std::size_t>(keys)].text == old.text;
    if (!grow_step(out->steps[s], old, more.rows.steps[s], growth) ||
        !grow_heads(out->steps[s], old, more.rows.steps[s], above, growth)) {
      return misfit;
    }
  }
  if (!above.empty()) return misfit;
  return out;
}

}  // namespace theatre::trace
