// Writing a Trace to bytes and reading it back, believing nothing.
#include "trace/bytes.hpp"

#include <cmath>
#include <string>
#include <utility>

namespace theatre::trace {
namespace {

constexpr char magic[4] = {'T', 'R', 'C', 'E'};
constexpr std::uint32_t version = 2;
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

core::Mask get_mask(Get& get, Eigen::Index size) {
  using Bytes = Eigen::Array<std::uint8_t, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  const Bytes bytes = get.matrix<Bytes>();
  if (bytes.rows() != size || bytes.cols() != size || (bytes > 1).any()) get.fail();
  return bytes != 0;
}

// 0 nothing, 1 a query, 2 a key.
void put_turned(Put& put, const Head& head) {
  put.number<std::uint8_t>(!head.turned ? 0 : head.turned->side == Side::query ? 1 : 2);
  if (!head.turned) return;
  put.number<std::int32_t>(head.turned->row);
  for (const float number : head.turned->was) put.number(number);
}

// The head's q is there and checked: what was before is as long as one of its rows.
void get_turned(Get& get, Head& head) {
  const int side = get.choice(3);
  if (side == 0) return;
  Turned& turned = head.turned.emplace();
  turned.side = side == 1 ? Side::query : Side::key;
  turned.row = get.index();
  if (turned.row < 0 || turned.row >= head.q.rows()) get.fail();
  for (int c = 0; c < head.d_head && get.fine(); ++c) turned.was.push_back(get.number<float>());
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
  put_turned(put, head);
}

Head get_head(Get& get, Eigen::Index size, const Head* before) {
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
      head.mask = get_mask(get, size);
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
  const auto square = [&](const Matrix& m) { return m.rows() == size && m.cols() == size; };
  if (head.layer < 0 || head.index < 0 || head.d_head <= 0 || !std::isfinite(head.scale) || head.scale <= 0 ||
      head.q.rows() != size || head.q.cols() != head.d_head || head.k.rows() != size || head.k.cols() != head.d_head ||
      head.v.rows() != size || !square(head.products) || !square(head.scores) || !square(head.weights) ||
      head.output.rows() != size || head.output.cols() != head.v.cols()) {
    get.fail();
  }
  get_turned(get, head);
  return head;
}

Step get_step(Get& get, Eigen::Index size, int d_model) {
  Step step;
  step.kind = static_cast<StepKind>(get.choice(static_cast<int>(StepKind::pooling) + 1));
  step.layer = get.index();
  step.name = get.text();
  step.heads.reserve(get.size(64));
  for (std::size_t h = step.heads.capacity(); h > 0 && get.fine(); --h) {
    step.heads.push_back(get_head(get, size, step.heads.empty() ? nullptr : &step.heads.back()));
  }
  step.inside.resize(get.size(12));
  for (Tensor& tensor : step.inside) {
    tensor.name = get.text();
    tensor.values = get.matrix<Matrix>();
    tensor.columns = get.texts();
  }
  step.out = get.matrix<Matrix>();
  if (step.layer < -1 || step.out.rows() != size || step.out.cols() != d_model) get.fail();
  return step;
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
  for (const std::string* text : {&trace.model, &trace.badge, &trace.text}) put.text(*text);
  put.number<std::int32_t>(trace.d_model);
  put.texts(trace.dimensions);
  put.texts(trace.notes);
  put.size(trace.tokens.size());
  for (const Token& token : trace.tokens) {
    put.text(token.text);
    put.size(token.begin);
    put.size(token.end);
    put.number(static_cast<std::uint8_t>(token.kind));
    put.text(token.source);
  }
  put.size(steps);
}

void BytesWriter::step(const Step& step) {
  Put put(bytes_);
  put.number(static_cast<std::uint8_t>(step.kind));
  put.number<std::int32_t>(step.layer);
  put.text(step.name);
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
  for (std::string* text : {&trace_->model, &trace_->badge, &trace_->text}) *text = get_.text();
  trace_->d_model = get_.index();
  trace_->dimensions = get_.texts();
  trace_->notes = get_.texts();
  trace_->tokens.resize(get_.size(17));
  for (Token& token : trace_->tokens) {
    token.text = get_.text();
    token.begin = get_.number<std::uint32_t>();
    token.end = get_.number<std::uint32_t>();
    token.kind = static_cast<TokenKind>(get_.choice(static_cast<int>(TokenKind::added) + 1));
    token.source = get_.text();
    if (token.begin > token.end || token.end > trace_->text.size()) get_.fail();
  }
  if (trace_->d_model <= 0 ||
      (!trace_->dimensions.empty() && trace_->dimensions.size() != static_cast<std::size_t>(trace_->d_model))) {
    get_.fail();
  }
  steps_left_ = get_.size(25);
  trace_->steps.reserve(steps_left_);
  return "";
}

bool BytesReader::step() {
  if (steps_left_ == 0 || !get_.fine()) return false;
  --steps_left_;
  Step step = get_step(get_, static_cast<Eigen::Index>(trace_->tokens.size()), trace_->d_model);
  for (Head& head : step.heads) head.parameters = fitting(parameters_, head, trace_->d_model, of_first_);
  trace_->steps.push_back(std::move(step));
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
