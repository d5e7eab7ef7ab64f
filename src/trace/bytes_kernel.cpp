// Writing a Trace to bytes and reading it back, believing nothing.
#include "trace/bytes.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <string>
#include <utility>

namespace theatre::trace {
namespace {

constexpr char magic[4] = {'T', 'R', 'C', 'E'};
constexpr std::uint32_t version = 3;
constexpr std::size_t length_at = 8;  // magic, version, then the number of bytes in all

enum MaskForm { no_mask, own_mask, same_mask };  // same: as the head before it in this step

// Scores follow from products; they are only written where they don't.
bool scores_follow(const Head& head) {
  return head.scores.rows() == head.products.rows() && head.scores.cols() == head.products.cols() &&
         head.scores == head.products / head.scale;
}

bool same_mask_as(const core::Mask& a, const core::Mask& b) {
  return a.rows() == b.rows() && a.cols() == b.cols() && (a == b).all();
}

void put_mask(Put& put, const core::Mask& mask) {
  put.size(static_cast<std::size_t>(mask.rows()));
  put.size(static_cast<std::size_t>(mask.cols()));
  for (Eigen::Index i = 0; i < mask.size(); ++i) put.number<std::uint8_t>(mask.data()[i] ? 1 : 0);
}

core::Mask get_mask(Get& get, Eigen::Index rows, Eigen::Index columns) {
  using Bytes = Eigen::Array<std::uint8_t, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  const Bytes bytes = get.matrix<Bytes>();
  if (bytes.rows() != rows || bytes.cols() != columns || (bytes > 1).any()) get.fail();
  return bytes != 0;
}

// 0 nothing, 1 a query, 2 a key.
void put_turned(Put& put, const Head& head) {
  put.number<std::uint8_t>(!head.turned ? 0 : head.turned->side == Side::query ? 1 : 2);
  if (!head.turned) return;
  put.number<std::int32_t>(head.turned->row);
  for (const float number : head.turned->was) put.number(number);
}

// The head's q and k are there and checked: what was before is as long as one of their rows.
void get_turned(Get& get, Head& head) {
  const int side = get.choice(3);
  if (side == 0) return;
  Turned& turned = head.turned.emplace();
  turned.side = side == 1 ? Side::query : Side::key;
  turned.row = get.index();
  if (turned.row < 0 || turned.row >= (side == 1 ? head.q : head.k).rows()) get.fail();
  for (int c = 0; c < head.d_head && get.fine(); ++c) turned.was.push_back(get.number<float>());
}

void put_rotary(Put& put, const Head& head) {
  put.number<std::uint8_t>(head.rotary ? 1 : 0);
  if (!head.rotary) return;
  const Rotary& rotary = *head.rotary;
  for (const Matrix* matrix : {&rotary.q, &rotary.k, &rotary.q_angles, &rotary.k_angles}) put.matrix(*matrix);
  put.number<std::uint8_t>(rotary.halves ? 1 : 0);
}

// Likewise checked against the head's q and k.
void get_rotary(Get& get, Head& head) {
  if (get.choice(2) == 0) return;
  Rotary& rotary = head.rotary.emplace();
  for (Matrix* matrix : {&rotary.q, &rotary.k, &rotary.q_angles, &rotary.k_angles}) *matrix = get.matrix<Matrix>();
  rotary.halves = get.choice(2) == 1;
  const auto fits = [&](const Matrix& before, const Matrix& angles, const Matrix& after) {
    return before.rows() == after.rows() && before.cols() == after.cols() && angles.rows() == after.rows() &&
           2 * angles.cols() <= after.cols();
  };
  if (!fits(rotary.q, rotary.q_angles, head.q) || !fits(rotary.k, rotary.k_angles, head.k)) get.fail();
}

void put_head(Put& put, const Head& head, const Head* before) {
  put.number<std::int32_t>(head.layer);
  put.number<std::int32_t>(head.index);
  for (const std::string* text : {&head.name, &head.title, &head.asks, &head.offers, &head.carries}) put.text(*text);
  put.number<std::int32_t>(head.d_head);
  put.number(head.scale);
  put.number(head.temperature);
  put.number<std::uint8_t>(head.off ? 1 : 0);
  for (const Matrix* matrix : {&head.q, &head.k, &head.v, &head.products, &head.weights, &head.output}) {
    put.matrix(*matrix);
  }
  const bool follow = scores_follow(head);
  put.number<std::uint8_t>(follow ? 1 : 0);
  if (!follow) put.matrix(head.scores);
  const MaskForm form = head.mask.size() == 0                                        ? no_mask
                        : before != nullptr && same_mask_as(head.mask, before->mask) ? same_mask
                                                                                     : own_mask;
  put.number<std::uint8_t>(form);
  if (form == own_mask) put_mask(put, head.mask);
  put_rotary(put, head);
  put_turned(put, head);
}

// A head has everything, or its weights alone. (rows, columns): the shape of its weights.
bool has_shapes(const Head& head, Eigen::Index rows, Eigen::Index columns) {
  const auto between = [&](const Matrix& m) { return m.rows() == rows && m.cols() == columns; };
  if (!between(head.weights)) return false;
  const Matrix* rest[] = {&head.q, &head.k, &head.v, &head.products, &head.scores, &head.output};
  if (std::all_of(std::begin(rest), std::end(rest), [](const Matrix* m) { return m->rows() == 0 && m->cols() == 0; })) {
    return true;
  }
  return head.q.rows() == rows && head.q.cols() == head.d_head && head.k.rows() == columns &&
         head.k.cols() == head.d_head && head.v.rows() == columns && between(head.products) && between(head.scores) &&
         head.output.rows() == rows && head.output.cols() == head.v.cols();
}

Head get_head(Get& get, Eigen::Index rows, Eigen::Index columns, const Head* before) {
  Head head;
  head.layer = get.index();
  head.index = get.index();
  for (std::string* text : {&head.name, &head.title, &head.asks, &head.offers, &head.carries}) *text = get.text();
  head.d_head = get.index();
  head.scale = get.number<float>();
  head.temperature = get.number<float>();
  head.off = get.choice(2) == 1;
  for (Matrix* matrix : {&head.q, &head.k, &head.v, &head.products, &head.weights, &head.output}) {
    *matrix = get.matrix<Matrix>();
  }
  if (get.choice(2) == 1) {
    if (std::isfinite(head.scale) && head.scale > 0) head.scores = head.products / head.scale;
  } else {
    head.scores = get.matrix<Matrix>();
  }
  switch (get.choice(3)) {
    case own_mask:
      head.mask = get_mask(get, rows, columns);
      break;
    case same_mask:
      if (before == nullptr || before->mask.size() == 0) {
        get.fail();
      } else {
        head.mask = before->mask;
      }
      break;
    default:
      break;
  }
  if (head.layer < 0 || head.index < 0 || head.d_head <= 0 || !std::isfinite(head.scale) || head.scale <= 0 ||
      !has_shapes(head, rows, columns)) {
    get.fail();
  }
  get_rotary(get, head);
  get_turned(get, head);
  return head;
}

// A step's places in the pass: earlier steps, rows of one text where numbers of two steps meet.
bool has_places(const Trace& trace, int at) {
  const Step& step = trace.steps[static_cast<std::size_t>(at)];
  if (step.text < 0 || static_cast<std::size_t>(step.text) >= trace.texts()) return false;
  for (const int other : {step.reads, step.keys_from, step.adds_to}) {
    if (other < Step::nothing || other >= at) return false;
  }
  const auto of_text = [&](int other) {
    return other < 0 || trace.steps[static_cast<std::size_t>(other)].text == step.text;
  };
  return of_text(added_to_step(trace, at)) && (step.heads.empty() || of_text(read_step(trace, at)));
}

// Reads the next step into the Trace. `heads` says what heads there are so far.
void get_step(Get& get, Trace& trace, std::set<std::pair<int, int>>& heads) {
  Step& step = trace.steps.emplace_back();
  const int at = static_cast<int>(trace.steps.size()) - 1;
  step.kind = static_cast<StepKind>(get.choice(static_cast<int>(StepKind::recurrent) + 1));
  step.layer = get.index();
  step.name = get.text();
  for (int* place : {&step.text, &step.reads, &step.keys_from, &step.adds_to}) *place = get.index();
  step.heads.resize(get.size(64));
  if (step.layer < -1 || !has_places(trace, at)) get.fail();
  if (!get.fine()) {
    trace.steps.pop_back();
    return;
  }
  const auto size_at = [&](int other) {
    const auto text = static_cast<std::size_t>(trace.steps[static_cast<std::size_t>(other)].text);
    return static_cast<Eigen::Index>(trace.nth_text(text).size());
  };
  const int memory = keys_step(trace, at);
  const Eigen::Index rows = size_at(at), columns = memory < 0 ? rows : size_at(memory);
  const Head* before = nullptr;
  for (Head& head : step.heads) {
    if (!get.fine()) break;
    head = get_head(get, rows, columns, before);
    if (!heads.emplace(head.layer, head.index).second) get.fail();
    before = &head;
  }
  step.inside.resize(get.size(12));
  for (Tensor& tensor : step.inside) {
    tensor.name = get.text();
    tensor.values = get.matrix<Matrix>();
    tensor.columns = get.texts();
  }
  step.out = get.matrix<Matrix>();
  const bool kept = step.out.rows() == rows && step.out.cols() == trace.d_model;
  if (!kept && (step.out.rows() != 0 || step.out.cols() != 0)) get.fail();
}

void put_text(Put& put, const Text& text) {
  put.text(text.name);
  put.text(text.text);
  put.size(text.tokens.size());
  for (const Token& token : text.tokens) {
    put.text(token.text);
    put.size(token.begin);
    put.size(token.end);
    put.number(static_cast<std::uint8_t>(token.kind));
    put.text(token.source);
  }
}

void get_text(Get& get, Text& text) {
  text.name = get.text();
  text.text = get.text();
  text.tokens.resize(get.size(17));
  for (Token& token : text.tokens) {
    token.text = get.text();
    token.begin = get.number<std::uint32_t>();
    token.end = get.number<std::uint32_t>();
    token.kind = static_cast<TokenKind>(get.choice(static_cast<int>(TokenKind::added) + 1));
    token.source = get.text();
    if (token.begin > token.end || token.end > text.text.size()) get.fail();
  }
}

void put_series(Put& put, const std::vector<Series>& all) {
  put.size(all.size());
  for (const Series& series : all) {
    for (const std::string* text : {&series.name, &series.along, &series.unit}) put.text(*text);
    for (const std::vector<float>* numbers : {&series.x, &series.y}) put.numbers(*numbers);
  }
}

std::vector<Series> get_series(Get& get) {
  std::vector<Series> all(get.size(20));
  for (Series& series : all) {
    for (std::string* text : {&series.name, &series.along, &series.unit}) *text = get.text();
    for (std::vector<float>* numbers : {&series.x, &series.y}) *numbers = get.numbers<float>();
    if (series.x.size() != series.y.size()) get.fail();
  }
  return all;
}

// Parameters that fit the head's shapes; others are as good as none.
std::shared_ptr<const HeadParameters> fitting(const ParameterSet* set, const Head& head, int d_model, bool of_first) {
  if (set == nullptr) return nullptr;
  auto found = set->find(head.layer, head.index, of_first);
  if (!found) return nullptr;
  const HeadParameters& p = *found;
  const bool fits =
      p.W_Q.rows() == d_model && p.W_Q.cols() == head.d_head && p.W_K.rows() == d_model &&
      p.W_K.cols() == head.d_head && p.W_V.rows() == d_model && p.W_V.cols() == head.v.cols() &&
      p.W_O.rows() == head.v.cols() && p.W_O.cols() == d_model && (p.b_Q.size() == 0 || p.b_Q.size() == head.d_head) &&
      (p.b_K.size() == 0 || p.b_K.size() == head.d_head) && (p.b_V.size() == 0 || p.b_V.size() == head.v.cols());
  return fits ? found : nullptr;
}

}  // namespace

BytesWriter::BytesWriter(std::size_t room, bool of_first) : of_first_(of_first) { bytes_.reserve(room); }

void BytesWriter::begin(const Trace& trace, std::size_t steps) {
  Put put(bytes_);
  put.raw(magic, sizeof magic);
  put.number(version);
  put.number<std::uint64_t>(0);  // the length, known at the end
  put.number<std::uint32_t>(of_first_ ? 1 : 0);
  for (const std::string* text : {&trace.model, &trace.badge}) put.text(*text);
  put.number<std::int32_t>(trace.d_model);
  put.texts(trace.dimensions);
  put.texts(trace.notes);
  put_text(put, trace);
  put.size(trace.more_texts.size());
  for (const Text& text : trace.more_texts) put_text(put, text);
  put_series(put, trace.series);
  put.size(steps);
}

void BytesWriter::step(const Step& step) {
  Put put(bytes_);
  put.number(static_cast<std::uint8_t>(step.kind));
  put.number<std::int32_t>(step.layer);
  put.text(step.name);
  for (const int place : {step.text, step.reads, step.keys_from, step.adds_to}) put.number<std::int32_t>(place);
  put.size(step.heads.size());
  const Head* before = nullptr;
  for (const Head& head : step.heads) {
    put_head(put, head, before);
    before = &head;
  }
  put.size(step.inside.size());
  for (const Tensor& tensor : step.inside) {
    put.text(tensor.name);
    put.matrix(tensor.values);
    put.texts(tensor.columns);
  }
  put.matrix(step.out);
}

std::vector<std::uint8_t> BytesWriter::finish() {
  const std::uint64_t length = bytes_.size();
  std::memcpy(&bytes_[length_at], &length, sizeof length);
  return std::move(bytes_);
}

std::vector<std::uint8_t> to_bytes(const Trace& trace) {
  BytesWriter writer;
  writer.begin(trace, trace.steps.size());
  for (const Step& step : trace.steps) writer.step(step);
  return writer.finish();
}

BytesReader::BytesReader(std::span<const std::uint8_t> bytes, const ParameterSet* parameters)
    : get_(bytes), parameters_(parameters), trace_(std::make_shared<Trace>()) {
  failure_ = read_start(bytes.size());
  if (!failure_.empty()) get_.fail();
}

// What comes before the steps; a sentence where it is wrong, empty where it is right or merely damaged.
std::string BytesReader::read_start(std::size_t length) {
  char start[sizeof magic] = {};
  get_.raw(start, sizeof start);
  if (!get_.fine() || std::memcmp(start, magic, sizeof magic) != 0) return "These bytes are not a trace.";
  const auto found = get_.number<std::uint32_t>();
  if (found != version) {
    return "This trace has version " + std::to_string(found) + ", but this program reads version " +
           std::to_string(version) + ".";
  }
  if (get_.number<std::uint64_t>() != length) return "This trace is cut short or too long.";
  const auto flags = get_.number<std::uint32_t>();
  if (flags > 1) get_.fail();
  of_first_ = flags == 1;
  for (std::string* text : {&trace_->model, &trace_->badge}) *text = get_.text();
  trace_->d_model = get_.index();
  trace_->dimensions = get_.texts();
  trace_->notes = get_.texts();
  get_text(get_, *trace_);
  trace_->more_texts.resize(get_.size(12));
  for (Text& text : trace_->more_texts) get_text(get_, text);
  trace_->series = get_series(get_);
  if (trace_->d_model <= 0 ||
      (!trace_->dimensions.empty() && trace_->dimensions.size() != static_cast<std::size_t>(trace_->d_model))) {
    get_.fail();
  }
  steps_left_ = get_.size(41);
  trace_->steps.reserve(steps_left_);
  return "";
}

bool BytesReader::step() {
  if (steps_left_ == 0 || !get_.fine()) return false;
  --steps_left_;
  get_step(get_, *trace_, heads_);
  if (!get_.fine()) return false;
  for (Head& head : trace_->steps.back().heads)
    head.parameters = fitting(parameters_, head, trace_->d_model, of_first_);
  return steps_left_ > 0 && get_.fine();
}

core::Result<std::shared_ptr<Trace>> BytesReader::finish() {
  while (step()) {
  }
  if (!failure_.empty()) return core::Failure{failure_};
  if (!get_.fine() || !get_.at_end()) return core::Failure{"This trace is damaged."};
  return std::move(trace_);
}

core::Result<std::shared_ptr<Trace>> from_bytes(std::span<const std::uint8_t> bytes, const ParameterSet* parameters) {
  return BytesReader(bytes, parameters).finish();
}

}  // namespace theatre::trace
