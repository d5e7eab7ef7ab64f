// The arithmetic inside one head: from x to q, k and v, to products, scores, weights and output.
#include <algorithm>
#include <cmath>

#include "core/mask.hpp"
#include "core/rotary.hpp"
#include "trace/ledger_writer.hpp"

namespace theatre::trace::ledger {

namespace {

constexpr int every_group = -1;
// Parts of a score that are nearer to 0 go into the line for the rest.
constexpr float worth_a_line = 0.05f;
// Up to this score exp can be read as it is: 3.3 million.
constexpr float plain_exp = 15;

}  // namespace

// q_c · k_c of every channel, or of those of one group.
std::vector<LedgerTerm> Writer::channel_terms(int group) const {
  const Index i = asked.row, j = asked.col;
  std::vector<LedgerTerm> terms;
  for (Index c = 0; c < head->q.cols(); ++c) {
    if (group != every_group && head->parameters->group_of[static_cast<std::size_t>(c)] != group) continue;
    LedgerTerm term;
    term.label = channel_name(*head, Kind::q, c);
    term.left = head->q(i, c);
    term.right = head->k(j, c);
    term.product = term.left * term.right;
    term.left_accent = Accent::query;
    term.right_accent = Accent::key;
    term.left_from = of(Kind::q, i, c);
    term.right_from = of(Kind::k, j, c);
    terms.push_back(std::move(term));
  }
  return terms;
}

// Σ_c q_c · k_c
void Writer::products() {
  const Index i = asked.row, j = asked.col;
  std::vector<LedgerTerm> terms = channel_terms(every_group);
  collapse(terms, most);
  const float product = head->products(i, j);
  Section section = sum_of(std::move(terms), "Add them up: q · k", kProducts, product);
  section.from = of(Kind::product, i, j);
  add(std::move(section));
}

// The same sum, group by group and in points of the score: what the group is worth × how well it holds.
void Writer::parts() {
  const auto& groups = head->parameters->groups;
  const float root = std::sqrt(static_cast<float>(head->d_head));  // was multiplied into W_Q
  std::vector<LedgerTerm> terms;
  for (int g = 0; g < static_cast<int>(groups.size()); ++g) {
    LedgerTerm term;
    term.label = group_name(*head, g);
    term.product = part_of(*head, asked.row, asked.col, g) / head->scale;
    term.left = groups[static_cast<std::size_t>(g)].points * root / head->scale;
    term.factors = term.left != 0;
    if (term.factors) term.right = term.product / term.left;
    term.from = of(Kind::part, asked.row, asked.col);
    term.from->step = g;
    terms.push_back(std::move(term));
  }
  const auto worth = std::count_if(terms.begin(), terms.end(),
                                   [](const LedgerTerm& t) { return std::abs(t.product) >= worth_a_line; });
  collapse(terms, std::min(most, std::max<std::size_t>(static_cast<std::size_t>(worth), 1)));
  Section section =
      sum_of(std::move(terms), "Add them up: q · k ÷ √d_k", kProducts, head->scores(asked.row, asked.col));
  if (head->scale == 1.0f) section.label = "Add them up: q · k";
  section.from = of(Kind::score, asked.row, asked.col);
  add(std::move(section));
}

// One group of channels, opened.
void Writer::part() {
  title({{"Why"},
         named(asked.row, Accent::query),
         {"matches"},
         {word(looked_at, asked.col), Accent::key, asked.col},
         {": " + group_name(*head, asked.step)}});
  std::vector<LedgerTerm> terms = channel_terms(asked.step);
  collapse(terms, most);
  const float sum = part_of(*head, asked.row, asked.col, asked.step);
  add(sum_of(std::move(terms), "Add them up: q · k of these channels", kProducts, sum));
  Section section = step_of("÷ √d_k", shown(sum) + " ÷ " + shown(head->scale), kScale, ledger.result);
  if (head->scale == 1.0f && head->d_head > 1) section.label = "÷ 1";
  add(std::move(section));
}

void Writer::scaled() {
  const Index i = asked.row, j = asked.col;
  const float product = head->products(i, j), score = head->scores(i, j);
  Section section = step_of("÷ √d_k", shown(product) + " ÷ " + shown(head->scale), kScale, score);
  if (head->scale == 1.0f && head->d_head > 1) {
    section.label = "÷ 1";
    section.note = "Nothing is divided here: the score is the sum itself.";
  } else {
    section.note = "d_k is " + std::to_string(head->d_head) + ": the number of terms in the sum.";
    if (has_groups(*head)) section.note += " The lines above are divided already.";
  }
  section.from = of(Kind::score, i, j);
  add(std::move(section));
}

// The mask in words: all but itself, all, or so many.
std::string Writer::who_may_be_looked_at(int allowed) const {
  const auto keys = static_cast<int>(head->weights.cols());
  const std::string query = in_quotes(word(rows, asked.row));
  const bool not_itself = &rows == &looked_at && allowed == keys - 1 && !core::allows(head->mask, asked.row, asked.row);
  if (not_itself) return query + " looks at every word but itself.";
  if (allowed == keys) return query + " looks at every word.";
  return query + " may look at " + std::to_string(allowed) + " of " + std::to_string(keys) +
         " words here: the mask hides the others.";
}

// From the score to the share. Where exp of the row's largest score would be too large, that is taken off first, as it
// is in the computation; it changes no share.
void Writer::shared_out() {
  const Index i = asked.row, j = asked.col;
  const auto keys = head->weights.cols();
  const float temperature = head->temperature;
  const auto tempered = [&](Index key) { return head->scores(i, key) / temperature; };
  int allowed = 0;
  Index largest = -1;
  for (Index key = 0; key < keys; ++key) {
    if (!core::allows(head->mask, i, key)) continue;
    ++allowed;
    if (largest < 0 || head->scores(i, key) > head->scores(i, largest)) largest = key;
  }
  if (!core::allows(head->mask, i, j)) {
    masked_out(allowed);
    return;
  }
  if (head->mask.size() != 0) {
    add(note_of(who_may_be_looked_at(allowed), kSoftmax));
  }
  if (temperature != 1.0f) {
    add(step_of("÷ temperature", shown(head->scores(i, j)) + " ÷ " + shown(temperature), kSoftmax, tempered(j)));
  }
  const float off = std::abs(tempered(largest)) <= plain_exp ? 0 : tempered(largest);
  const float shifted = tempered(j) - off;
  if (off != 0) {
    const std::string top = off < 0 ? "(" + shown(off) + ")" : shown(off);
    Section less = step_of("less the row’s largest", shown(tempered(j)) + " − " + top, kSoftmax, shifted);
    less.note = "The largest is " + in_quotes(word(looked_at, largest)) +
                ". Taking it off changes no share and keeps exp from growing too large.";
    less.from = of(Kind::score, i, largest);
    add(std::move(less));
  }

  const float raised = std::exp(shifted);
  add(step_of("softmax: exp", "exp(" + shown(shifted) + ")", kSoftmax, raised));
  double sum = 0;
  for (Index key = 0; key < keys; ++key) {
    if (!core::allows(head->mask, i, key)) continue;
    sum += std::exp(static_cast<double>(tempered(key) - off));
  }
  Section divide = step_of("÷ the row’s sum", shown(raised, true) + " ÷ " + shown(static_cast<float>(sum)), kSoftmax,
                           head->weights(i, j));
  divide.from = of(Kind::weight, i, j);
  add(std::move(divide));
  shares(i);
}

void Writer::masked_out(int allowed) {
  const std::string query = in_quotes(word(rows, asked.row));
  Section section = step_of("mask", "exp(−∞)", kSoftmax, 0);
  section.from = of(Kind::weight, asked.row, asked.col);
  section.note = allowed == 0 ? query + " may look at nothing here, so its whole row is 0."
                              : query + " may not look at " + in_quotes(word(looked_at, asked.col)) +
                                    ": the mask makes the score −∞, and exp(−∞) is exactly 0.";
  add(std::move(section));
  shares(asked.row);
}

void Writer::shares(Index i) {
  Section section;
  section.kind = Section::Kind::shares;
  section.stage = kSoftmax;
  section.label = "All shares of " + in_quotes(word(rows, i));
  for (Index j = 0; j < head->weights.cols(); ++j) {
    LedgerTerm term;
    term.label = word(looked_at, j);
    term.factors = false;
    term.product = head->weights(i, j);
    term.token = static_cast<int>(j);
    term.left_accent = Accent::weight;
    term.from = of(Kind::weight, i, j);
    section.terms.push_back(std::move(term));
  }
  section.value = head->weights.row(i).sum();
  add(std::move(section));
}

void Writer::handed_over() {
  const Index i = asked.row, j = asked.col;
  const float share = head->weights(i, j);
  std::vector<LedgerTerm> terms;
  for (Index c = 0; c < head->v.cols(); ++c) {
    LedgerTerm term;
    term.label = channel_name(*head, Kind::v, c);
    term.left = share;
    term.right = head->v(j, c);
    term.product = share * term.right;
    term.left_accent = Accent::weight;
    term.right_accent = Accent::value;
    term.right_from = of(Kind::v, j, c);
    term.from = of(Kind::output, i, c);
    if (term.product != 0) terms.push_back(std::move(term));
  }
  Section section = list_of(std::move(terms), most, "× v of " + word(looked_at, asked.col), kMix);
  section.working = shown(share) + " × v";
  section.value = share;
  if (section.terms.empty()) {
    section.note = share == 0 ? "A share of 0 hands nothing over." : "Every number of this value is 0.";
  }
  add(std::move(section));
}

void Writer::score_like() {
  const bool weight = asked.kind == Kind::weight;
  title({{weight ? "How much does" : "How well does"},
         named(asked.row, Accent::query),
         {weight ? "look at" : "match"},
         {word(looked_at, asked.col), Accent::key, asked.col},
         {"?"}});
  if (asked.kind == Kind::product) return products();
  has_groups(*head) ? parts() : products();
  scaled();
  if (!weight) return;
  shared_out();
  handed_over();
}

// Σ_d x_d · W[d, c] + b_c, and then what turned it.
void Writer::projected() {
  const auto& p = *head->parameters;
  const bool plain = asked.kind == Kind::q_before || asked.kind == Kind::k_before;
  const bool is_q = asked.kind == Kind::q || asked.kind == Kind::q_before;
  const bool is_k = asked.kind == Kind::k || asked.kind == Kind::k_before;
  const Matrix& W = is_q ? p.W_Q : is_k ? p.W_K : p.W_V;
  const RowVector& b = is_q ? p.b_Q : is_k ? p.b_K : p.b_V;
  const Accent accent = is_q ? Accent::query : is_k ? Accent::key : Accent::value;
  const std::string letter = is_q ? "Q" : is_k ? "K" : "V";
  const Kind kind = is_q || is_k ? Kind::q : Kind::v;
  title({{"What"},
         named(asked.row, accent),
         {std::string(is_q   ? "asks for"
                      : is_k ? "offers"
                             : "carries") +
              ": " + channel_name(*head, kind, asked.col) + (plain ? ", before its place turns it" : ""),
          accent}});
  const int from = is_q ? input_step_of(trace, *head) : keys_input_step_of(trace, *head);
  const Matrix& x = is_q ? input_of(trace, *head) : keys_input_of(trace, *head);
  std::vector<LedgerTerm> terms;
  for (Index d = 0; d < W.rows(); ++d) {
    LedgerTerm term;
    term.label = dimension_name(trace, d);
    term.left = x(asked.row, d);
    term.right = W(d, asked.col);
    term.product = term.left * term.right;
    term.right_accent = accent;
    term.left_from = stream(from, asked.row, d);
    terms.push_back(std::move(term));
  }
  if (b.size() != 0) terms.push_back(value_term("bias", b(asked.col)));
  collapse(terms, most);
  const bool turned = !plain && (is_q || is_k) && head->turned && head->turned->row == asked.row &&
                      (head->turned->side == Side::query) == is_q;
  const float computed = turned ? head->turned->was[static_cast<std::size_t>(asked.col)] : ledger.result;
  if (head->rotary && !plain && (is_q || is_k)) {
    const Matrix& before = is_q ? head->rotary->q : head->rotary->k;
    Section section = sum_of(std::move(terms), "Add them up: x · W_" + letter, kQkv, before(asked.row, asked.col));
    section.from = of(is_q ? Kind::q_before : Kind::k_before, asked.row, asked.col);
    add(std::move(section));
    turned_by_place(before, is_q ? head->rotary->q_angles : head->rotary->k_angles, computed);
  } else {
    add(sum_of(std::move(terms), "Add them up: x · W_" + letter, kQkv, computed));
  }
  if (!turned) return;
  const float by = ledger.result - computed;
  add(step_of("turned by hand", shown(computed) + (by < 0 ? " − " : " + ") + shown(std::fabs(by)), kQkv,
              ledger.result));
}

// x cos − y sin, or y cos + x sin: each pair of channels is the point of a plane, turned about its origin.
void Writer::turned_by_place(const Matrix& before, const Matrix& angles, float result) {
  const Index row = asked.row, c = asked.col;
  if (c >= 2 * angles.cols()) {
    add(note_of("Places don’t turn this channel.", kQkv));
    return;
  }
  const auto [partner, pair, first] = core::rotary_pair(c, angles.cols(), head->rotary->halves);
  const double angle = static_cast<double>(angles(row, pair));
  const Kind kind = asked.kind == Kind::q ? Kind::q_before : Kind::k_before;
  const Accent accent = asked.kind == Kind::q ? Accent::query : Accent::key;
  std::vector<LedgerTerm> terms;
  for (const auto& [channel, factor] :
       {std::pair{c, std::cos(angle)}, std::pair{partner, first ? -std::sin(angle) : std::sin(angle)}}) {
    LedgerTerm term;
    term.label = channel_name(*head, Kind::q, channel);
    term.left = before(row, channel);
    term.right = static_cast<float>(factor);
    term.product = term.left * term.right;
    term.left_accent = accent;
    term.left_from = of(kind, row, channel);
    terms.push_back(std::move(term));
  }
  Section section = sum_of(std::move(terms), "Turn it by its place", kQkv, result);
  section.note = "This pair of channels is turned by " + shown(angles(row, pair)) +
                 " radians: × the cosine and the sine." + (section.note.empty() ? "" : " " + section.note);
  add(std::move(section));
}

// Σ_j w_ij · v_jc
void Writer::mixed() {
  title({{"What"},
         named(asked.row, Accent::query),
         {"takes away: " + channel_name(*head, Kind::output, asked.col), Accent::value}});
  std::vector<LedgerTerm> terms;
  for (Index j = 0; j < head->weights.cols(); ++j) {
    LedgerTerm term;
    term.label = word(looked_at, j);
    term.token = static_cast<int>(j);
    term.left = head->weights(asked.row, j);
    term.right = head->v(j, asked.col);
    term.product = term.left * term.right;
    term.left_accent = Accent::weight;
    term.right_accent = Accent::value;
    term.left_from = of(Kind::weight, asked.row, j);
    term.right_from = of(Kind::v, j, asked.col);
    terms.push_back(std::move(term));
  }
  collapse(terms, most);
  add(sum_of(std::move(terms), "Add them up: weights · v", kMix, ledger.result));
}

// Σ_c output_c · W_O[c, d]
void Writer::contributed() {
  const Matrix& W_O = head->parameters->W_O;
  title({{"What the head " + in_quotes(head->name) + " adds to"},
         named(asked.row, Accent::query),
         {": " + dimension_name(trace, asked.col)}});
  std::vector<LedgerTerm> terms;
  for (Index c = 0; c < W_O.rows(); ++c) {
    LedgerTerm term;
    term.label = channel_name(*head, Kind::output, c);
    term.left = head->output(asked.row, c);
    term.right = W_O(c, asked.col);
    term.product = term.left * term.right;
    term.left_accent = Accent::value;
    term.left_from = of(Kind::output, asked.row, c);
    terms.push_back(std::move(term));
  }
  collapse(terms, most);
  add(sum_of(std::move(terms), "Add them up: output · W_O", kMix, ledger.result));
  if (head->off) add(note_of("This head is switched off, so nothing of it is added.", kMix));
}

}  // namespace theatre::trace::ledger
