#include "scenes/library/desk.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "scenes/kit/measure.hpp"
#include "scenes/kit/order.hpp"
#include "scenes/library/room.hpp"
#include "trace/ledger.hpp"
#include "trace/share.hpp"

namespace theatre::scenes {

namespace {

using Kind = trace::Quantity::Kind;

// Tints of the value colour for the first books of the blend, strongest first; all others take the last.
constexpr std::array<float, 4> tints = {1, 0.62F, 0.4F, 0.26F};
float tint(std::size_t rank) { return tints[std::min(rank, tints.size() - 1)]; }

class Desk {
 public:
  Desk(const DeskInput& desk, Picture& picture)
      : d_(desk),
        in_(*desk.input),
        l_(*desk.layout),
        measure_(*desk.measure),
        truth_(desk.light->truth),
        out_(picture),
        left_{l_.book.x + l_.margin, l_.book.y, l_.book.w / 2 - 1.8F * l_.margin, l_.book.h},
        right_{l_.book.x + l_.book.w / 2 + 0.9F * l_.margin, l_.book.y, l_.book.w / 2 - 1.8F * l_.margin, l_.book.h} {
    std::vector<float> lightness;  // the negative weights: the strongest comes first
    for (const float weight : truth_) lightness.push_back(-weight);
    for (const std::size_t n : ascending(lightness)) {
      const int i = static_cast<int>(n);
      if (i != in_.row.token && truth_(i) > 0) by_weight_.push_back(i);
    }
  }

  void lay() {
    query_card();
    const bool shares = in_.step >= 4 && in_.reveal > 0;
    heading(in_.step >= 4   ? "The blend you read"
            : in_.step >= 2 ? "Scores"
            : in_.step == 1 ? "Query, key, value"
                            : "The shelf");
    if (in_.trace->size() < 2) return note("Write some books first.");
    if (shares && by_weight_.empty()) {
      return note(in_.trace->tokens[static_cast<std::size_t>(in_.row.token)].text.empty()
                      ? "Ask for something."
                      : "No title is exactly your question, so no book opens.");
    }
    if (d_.mixed > 0) {
      blend();
    } else {
      note(stage_note(shares));
    }
    if (shares) {
      entries();
    } else {
      contents();
    }
  }

 private:
  float body() const { return l_.type.body; }
  float first_y() const { return left_.y + 0.115F * left_.h + 0.62F * l_.type.heading; }
  float last_y() const { return left_.y + left_.h - 0.08F * left_.h - 6; }

  Label& text(std::string id, std::string words, float x, float y, float size, int weight, Role role, int align = -1) {
    Label label{std::move(id), std::move(words), x, y, size, weight};
    label.role = role;
    label.align = align;
    out_.labels.push_back(std::move(label));
    return out_.labels.back();
  }

  std::string cut(const std::string& words, float width, Font font, float size, int weight) const {
    return ellipsised(words, width, font, size, weight, measure_);
  }

  // What happens at this step, before there is a blend.
  std::string stage_note(bool shares) const {
    if (shares) return "Shares are given. Nothing is read yet.";
    switch (in_.step) {
      case 0:
        return "Each book has a title to find it by, and a text to read.";
      case 1:
        return "Your question is the query. A title is a key, the text behind it a value.";
      case 2:
        return "Query times key, added up: how well does each title fit your question?";
      case 3:
        return "Each score is divided by " + trace::shown(d_.head != nullptr ? d_.head->scale : 1) +
               ". The best match leads, but nothing is read yet.";
      default:
        return "Guess first.";
    }
  }

  void heading(const char* words) {
    text("blend", cut(words, left_.w, Font::sans, l_.type.heading, 600), left_.x, first_y(), l_.type.heading, 600,
         Role::text);
  }

  void note(const std::string& words) {
    const float lead = 1.25F * l_.type.read;
    const float top = first_y() + 1.75F * l_.type.heading;
    const auto room = static_cast<std::size_t>(std::clamp((last_y() - top) / lead + 1, 2.0F, 6.0F));
    const auto lines = wrapped(words, room, left_.w, Font::serif, l_.type.read, 400, measure_);
    for (std::size_t n = 0; n < lines.size(); ++n) {
      Label& label = text("note:" + std::to_string(n), lines[n], left_.x, top + static_cast<float>(n) * lead,
                          l_.type.read, 400, Role::text_2);
      label.font = Font::serif;
    }
  }

  void query_card() {
    const Rect& c = l_.card;
    if (in_.row.token < 0 || in_.row.token >= static_cast<int>(in_.trace->size())) return;
    const std::string& asked = in_.trace->tokens[static_cast<std::size_t>(in_.row.token)].text;
    HotSpot spot{"query", asked.empty() ? "Your question" : "Your question: " + asked, 0, c, "edit", in_.row.token};
    spot.value = truth_.size() > 0 ? static_cast<double>(truth_.sum()) : 0;
    const bool roles = in_.step >= 1;
    if (c.w <= 0) return;
    const float lead = 1.35F * l_.type.query;
    const float bar = std::min(10.0F, 0.09F * c.h);
    const auto room = static_cast<std::size_t>(std::max(1.0F, std::floor((c.h - bar - 30) / lead)));
    const auto lines =
        wrapped(asked, std::min<std::size_t>(room, 3), c.w - 34, Font::serif, l_.type.query, 400, measure_);
    paint_card(out_.paints, l_, *d_.look, d_.palette->query, roles ? 1 : 0,
               static_cast<int>(std::max<std::size_t>(lines.size(), 2)), lead);
    const float turn = l_.card_turn * 3.14159265F / 180;
    const Point middle{c.x + c.w / 2, c.y + c.h / 2};
    const auto put = [&](std::string id, std::string words, float y, float size, int weight, Role role, Font font) {
      const float dx = c.x + 17 - middle.x, dy = y - middle.y;
      Label& label = text(std::move(id), std::move(words), middle.x + dx * std::cos(turn) - dy * std::sin(turn),
                          middle.y + dx * std::sin(turn) + dy * std::cos(turn), size, weight, role);
      label.font = font;
      label.angle = l_.card_turn;
    };
    put("query", "Query", c.y + bar + 15, std::max(14.0F, 0.94F * body()), 600, roles ? Role::query : Role::text_3,
        Font::sans);
    for (std::size_t n = 0; n < lines.size(); ++n) {
      put("query:" + std::to_string(n), lines[n], c.y + bar + 17 + 0.62F * lead + static_cast<float>(n) * lead + 6,
          l_.type.query, 400, Role::text, Font::serif);
    }
    out_.hotspots.push_back(std::move(spot));
  }

  // How many columns of the output stand for words.
  int words_known() const {
    const auto* parameters = d_.head->parameters.get();
    const std::size_t named = parameters != nullptr ? parameters->value_names.size() : 0;
    return static_cast<int>(std::min(named, static_cast<std::size_t>(d_.head->output.cols())));
  }

  // The first `most` words by their amounts, those that nobody says left out.
  std::vector<int> largest(std::size_t most) const {
    const auto amounts = d_.head->output.row(in_.row.token);
    std::vector<int> words;
    while (words.size() < most) {
      int best = -1;
      for (int c = 0; c < words_known(); ++c) {
        const bool taken = std::find(words.begin(), words.end(), c) != words.end();
        if (!taken && amounts(c) > 0 && (best < 0 || amounts(c) > amounts(best))) best = c;
      }
      if (best < 0) break;
      words.push_back(best);
    }
    return words;
  }

  // The words with the largest amounts: Σ w · v, each bar in pieces, one for each book that says the word.
  void blend() {
    const auto& amounts = d_.head->output;
    const int row = in_.row.token;
    const float top = first_y() + 1.75F * l_.type.heading;
    const float step = 1.5F * body();
    const auto most = static_cast<std::size_t>(std::max(1.0F, std::floor((last_y() - top) / step) + 1));
    const std::vector<int> words = largest(most);
    if (words.empty()) return note("These books say no words that can be counted.");

    const auto& names = d_.head->parameters->value_names;
    const float numbers = measure_("0.00", Font::sans, body(), 600) + 8;
    float widest = 0;
    for (const int c : words)
      widest = std::max(widest, measure_(names[static_cast<std::size_t>(c)], Font::sans, body(), 400));
    const float name_w = std::min(widest, 0.56F * (left_.w - numbers));
    const float bar_x = left_.x + name_w + 10;
    const float bar_w = std::max(6.0F, left_.x + left_.w - numbers - bar_x);
    const float scale = bar_w / std::max(1.0F, amounts.row(row).maxCoeff());
    for (std::size_t n = 0; n < words.size(); ++n) {
      const int c = words[n];
      const std::string number = std::to_string(c);
      const float y = top + static_cast<float>(n) * step;
      const float amount = amounts(row, c);
      text("blend:" + number, cut(names[static_cast<std::size_t>(c)], name_w + 1, Font::sans, body(), 400), left_.x, y,
           body(), 400, Role::text_2)
          .opacity = d_.mixed;
      text("amount:" + number, trace::shown(amount), left_.x + left_.w, y, body(), 600, Role::value, 1).opacity =
          d_.mixed;
      const float h = 0.72F * body();
      out_.paints.push_back(flat_box({bar_x, y - h / 2, bar_w, h}, 2, {d_.look->page_line}));
      float x = bar_x;
      for (std::size_t rank = 0; rank < by_weight_.size(); ++rank) {
        const int i = by_weight_[rank];
        const float part = truth_(i) * d_.head->v(i, c) * scale * d_.mixed;
        if (part <= 0) continue;
        out_.paints.push_back(flat_box({x, y - h / 2, std::max(0.5F, part - (part > 3 ? 1.0F : 0.0F)), h},
                                       std::min(2.0F, part / 2), {d_.palette->value, tint(rank)}));
        x += part;
      }
      HotSpot spot{"blend:" + number,
                   names[static_cast<std::size_t>(c)] + ", " + trace::shown(amount) + " of the blend",
                   static_cast<double>(amount),
                   {left_.x, y - step / 2, left_.w, step},
                   "explain",
                   -1};
      spot.quantity = trace::Quantity{Kind::output, in_.row.layer, in_.row.head, row, c, -1};
      out_.hotspots.push_back(std::move(spot));
    }
  }

  float read_lead() const { return 1.22F * l_.type.read; }
  float each() const { return 1.3F * body() + read_lead() + 1; }
  std::size_t most_entries() const {
    return static_cast<std::size_t>(std::max(1.0F, std::floor((last_y() + 2 - first_y()) / each() + 0.5F)));
  }

  // Before shares are given: what the books say, in the order of the shelf, or of their scores.
  void contents() {
    const bool scores = d_.head != nullptr && (in_.step == 2 || in_.step == 3);
    std::vector<float> keys;  // smallest first
    std::vector<int> books;
    for (int i = 0; i < static_cast<int>(in_.trace->size()); ++i) {
      if (i == in_.row.token) continue;
      books.push_back(i);
      keys.push_back(scores ? -score(i) : 0);
    }
    std::size_t place = 0;
    for (const std::size_t n : ascending(keys)) {
      if (place == most_entries()) break;
      const int i = books[n];
      const trace::Token& token = in_.trace->tokens[static_cast<std::size_t>(i)];
      const std::string number = std::to_string(i);
      const float y = first_y() + static_cast<float>(place++) * each();
      float x = right_.x;
      if (scores) {
        const std::string shown = trace::shown(score(i));
        text("entry:" + number, shown, x, y, body(), 600, Role::text);
        x += measure_(shown, Font::sans, body(), 600) + 7;
        HotSpot spot{"entry:" + number,
                     token.text + ", score " + shown,
                     static_cast<double>(score(i)),
                     {right_.x, y - 0.7F * body(), right_.w, each()},
                     "explain",
                     i};
        spot.quantity = trace::Quantity{
            in_.step == 2 ? Kind::product : Kind::score, in_.row.layer, in_.row.head, in_.row.token, i, -1};
        out_.hotspots.push_back(std::move(spot));
      }
      text("entry-title:" + number, cut(token.text, right_.x + right_.w - x, Font::sans, body(), scores ? 400 : 600), x,
           y, body(), scores ? 400 : 600, in_.step == 1 ? Role::key : Role::text_2);
      if (token.source.empty() || y + 1.3F * body() >= last_y() + 6) continue;
      Label& says = text("entry-says:" + number, cut(token.source, right_.w, Font::serif, l_.type.read, 400), right_.x,
                         y + 0.5F * (1.3F * body() + read_lead()) - 2, l_.type.read, 400,
                         in_.step == 1 ? Role::value : Role::text);
      says.font = Font::serif;
    }
  }

  float score(int i) const { return (in_.step == 2 ? d_.head->products : d_.head->scores)(in_.row.token, i); }

  // The books with the largest shares, and what they say.
  void entries() {
    const float top = first_y();
    const std::size_t most = most_entries();
    const float reveal = std::clamp(2 * in_.reveal - 1, 0.0F, 1.0F);
    const float swatch = 0.66F * body();
    const float x = right_.x + swatch + 7;
    for (std::size_t rank = 0; rank < std::min(most, by_weight_.size()); ++rank) {
      const int i = by_weight_[rank];
      const trace::Token& token = in_.trace->tokens[static_cast<std::size_t>(i)];
      const int percent = d_.light->percents[static_cast<std::size_t>(i)];
      if (rank > 0 && percent == 0) break;
      const std::string number = std::to_string(i);
      const std::string share = trace::percent_text(percent);
      const float y = top + static_cast<float>(rank) * each();
      out_.paints.push_back(
          flat_box({right_.x, y - swatch / 2, swatch, swatch}, 2, {d_.palette->value, tint(rank) * reveal}));
      text("entry:" + number, share, x, y, body(), 600, Role::text).opacity = reveal;
      const float name_x = x + measure_(share, Font::sans, body(), 600) + 7;
      const float room = right_.x + right_.w - name_x;
      if (room > 24) {
        text("entry-title:" + number, cut(token.text, room, Font::sans, body(), 400), name_x, y, body(), 400,
             Role::text_2)
            .opacity = reveal;
      }
      if (!token.source.empty() && y + 1.3F * body() < last_y() + 6) {
        Label& says =
            text("entry-says:" + number, cut(token.source, right_.x + right_.w - x, Font::serif, l_.type.read, 400), x,
                 y + 0.5F * (1.3F * body() + read_lead()) - 2, l_.type.read, 400, Role::text);
        says.font = Font::serif;
        says.opacity = reveal;
      }
      HotSpot spot{"entry:" + number,
                   token.text + ", " + share,
                   static_cast<double>(truth_(i)),
                   {right_.x, y - 0.7F * body(), right_.w, each()},
                   "explain",
                   i};
      spot.quantity = trace::Quantity{Kind::weight, in_.row.layer, in_.row.head, in_.row.token, i, -1};
      out_.hotspots.push_back(std::move(spot));
    }
  }

  const DeskInput& d_;
  const SceneInput& in_;
  const LibraryLayout& l_;
  const Measure& measure_;
  const trace::RowVector& truth_;
  Picture& out_;
  Rect left_, right_;  // where the pages may be written on
  std::vector<int> by_weight_;
};

}  // namespace

void lay_the_desk(const DeskInput& desk, Picture& picture) { Desk(desk, picture).lay(); }

}  // namespace theatre::scenes
