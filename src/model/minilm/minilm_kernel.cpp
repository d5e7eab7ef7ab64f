// Loading MiniLM, and the fast path.
#include "model/minilm/minilm.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "model/minilm/parts.hpp"
#include "model/turn.hpp"
#include "text/utf8.hpp"

namespace theatre::model {
namespace {

// What a head does was measured (resume_table.hpp), never asserted: these names only say where it is.
std::vector<HeadInfo> describe_heads(int layers, int heads) {
  std::vector<HeadInfo> out;
  for (int layer = 0; layer < layers; ++layer) {
    for (int head = 0; head < heads; ++head) {
      HeadInfo info;
      info.layer = layer;
      info.index = head;
      info.name = std::to_string(layer) + "." + std::to_string(head);
      info.title = "layer " + std::to_string(layer) + ", head " + std::to_string(head);
      info.asks = "Training found what this head's queries ask for; nobody wrote it down.";
      info.offers = "Training found what its keys offer.";
      info.carries = "Its values carry 32 numbers a word without names.";
      out.push_back(std::move(info));
    }
  }
  return out;
}

}  // namespace

Eigen::Block<const core::Matrix> Encoding::map(int layer, int head) const {
  const core::Matrix& weights = layers[static_cast<std::size_t>(layer)].weights;
  return weights.block(head * weights.cols(), 0, weights.cols(), weights.cols());
}

float similarity(const core::RowVector& a, const core::RowVector& b) {
  return a.size() == b.size() ? std::clamp(a.dot(b), -1.0F, 1.0F) : 0;
}

MiniLM::MiniLM(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
MiniLM::~MiniLM() = default;

core::Result<std::unique_ptr<MiniLM>> MiniLM::load(std::span<const std::uint8_t> bytes) {
  auto file = WeightsFile::open(bytes);
  if (!file) return core::Failure{file.error()};
  auto weights = bind_minilm(file.value());
  if (!weights) return core::Failure{weights.error()};
  text::WordPiece words(weights.value().vocabulary);
  if (!words.valid() || words.size() != weights.value().words->rows) {
    return core::Failure{"The weights file does not hold MiniLM: its vocabulary is not whole."};
  }
  std::vector<HeadInfo> heads = describe_heads(weights.value().layers, weights.value().heads);
  // `weights` points at the tensors inside `file`, which keep their place when the file's list of them moves.
  auto parts = std::make_unique<Parts>(
      Parts{std::move(file).value(), std::move(weights).value(), std::move(words), std::move(heads), {}, {}});
  parts->parameters.resize(parts->heads.size());
  parts->parameters_of_first.resize(parts->heads.size());
  return std::unique_ptr<MiniLM>(new MiniLM(std::move(parts)));
}

const std::vector<HeadInfo>& MiniLM::heads() const { return parts_->heads; }
int MiniLM::layers() const { return parts_->weights.layers; }
int MiniLM::heads_per_layer() const { return parts_->weights.heads; }
int MiniLM::d_model() const { return parts_->weights.d; }
std::size_t MiniLM::longest_text() const { return static_cast<std::size_t>(parts_->weights.positions); }

PreparedText prepare(const text::WordPiece& words, std::string_view text, std::size_t longest) {
  PreparedText out;
  const std::size_t room = longest - 2;
  std::vector<text::Piece> pieces = words.split(text, room + 1);
  out.cut = pieces.size() > room;
  if (out.cut) pieces.resize(room);
  out.pieces.push_back({words.start(), 0, 0, false});
  out.pieces.insert(out.pieces.end(), pieces.begin(), pieces.end());
  const std::size_t end = pieces.empty() ? 0 : pieces.back().end;
  out.pieces.push_back({words.separator(), end, end, false});
  for (const text::Piece& piece : out.pieces) out.ids.push_back(piece.id);
  return out;
}

EncoderSwitches make_ready(const Switches& switches, const MiniLMWeights& weights, Eigen::Index tokens,
                           std::vector<std::string>& notes) {
  EncoderSwitches out;
  out.temperature = switches.temperature;
  if (!(out.temperature > 0)) {
    out.temperature = 1;
    notes.push_back("The temperature must be above 0, so 1 is used.");
  }
  out.scale = switches.scale;
  out.positions = switches.positions;
  out.same_heads = switches.same_heads;
  out.mask = switched_mask(switches, tokens, notes);
  if (switches.turn && switches.turn->layer < weights.layers && switches.turn->head < weights.heads &&
      fits(*switches.turn, std::max(0, switches.turn->layer), std::max(0, switches.turn->head), tokens,
           weights.d_head)) {
    out.turn = switches.turn;
  }
  for (const auto& [layer, head] : switches.heads_off) {
    if (layer < 0 || layer >= weights.layers || head < 0 || head >= weights.heads) continue;
    out.off.resize(static_cast<std::size_t>(weights.layers) * weights.heads, 0);
    out.off[static_cast<std::size_t>(layer * weights.heads + head)] = 1;
  }
  return out;
}

Encoding MiniLM::run(std::string_view text, const Switches& switches) const {
  const MiniLMWeights& weights = parts_->weights;
  Encoding out;
  out.ids = prepare(parts_->words, text, longest_text()).ids;
  std::vector<std::string> notes;
  const EncoderSwitches ready = make_ready(switches, weights, static_cast<Eigen::Index>(out.ids.size()), notes);
  EmbeddingPass embedding;
  embed(weights, out.ids, ready, embedding);
  out.embedded = std::move(embedding.out);
  EncoderScratch scratch;
  LayerPass pass;
  out.layers.resize(static_cast<std::size_t>(weights.layers));
  for (int i = 0; i < weights.layers; ++i) {
    const core::Matrix& x = i == 0 ? out.embedded : out.layers[static_cast<std::size_t>(i - 1)].out;
    encode_layer(weights, i, x, ready, Keep::maps, scratch, pass);
    Encoding::Layer& layer = out.layers[static_cast<std::size_t>(i)];
    layer.qkv = std::move(pass.qkv);
    layer.weights = std::move(pass.weights);
    layer.out = std::move(pass.out);
  }
  out.vector = pool(out.layers.back().out).unit;
  return out;
}

std::optional<TextVectors> MiniLM::vectors(const std::vector<std::string>& texts) const {
  TextVectors out;
  out.rows.resize(static_cast<Eigen::Index>(texts.size()), d_model());
  for (std::size_t t = 0; t < texts.size(); ++t) out.rows.row(static_cast<Eigen::Index>(t)) = run(texts[t]).vector;
  return out;
}

void MiniLM::warm_up() const {
  run("A few words.");
  run("The cat sat on the mat because it was tired, and nobody minded.");
}

}  // namespace theatre::model
