"""The model in plain numpy, float32: what the converter and the checks beside it measure against."""
import json
import math

import numpy as np
from tokenizers import Tokenizer

LAYERS, HEADS, D = 6, 12, 384


def read_safetensors(path):
    """{name: float32 array}. The format: 8 bytes length, JSON header, then the tensors' bytes."""
    with open(path, "rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(length))
        data = file.read()
    out = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            begin, end = entry["data_offsets"]
            out[name] = np.frombuffer(data[begin:end], dtype="<f4").reshape(entry["shape"]).copy()
    return out


def read_tokenizer(path):
    tokenizer = Tokenizer.from_file(path)
    tokenizer.no_padding()
    tokenizer.enable_truncation(512)
    return tokenizer


def layer_norm(x, weight, bias):
    centred = x - x.mean(-1, keepdims=True)
    return centred / np.sqrt((centred * centred).mean(-1, keepdims=True) + 1e-12) * weight + bias


def gelu(x):
    """x/2 (1 + erf(x/√2)), erf by Abramowitz & Stegun 7.1.26: within 1.5e-7."""
    z = np.abs(x) * np.float32(math.sqrt(0.5))
    t = 1 / (1 + np.float32(0.3275911) * z)
    p = np.zeros_like(t)
    for c in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592):
        p = (p + np.float32(c)) * t
    return np.float32(0.5) * x * (1 + np.sign(x) * (1 - p * np.exp(-z * z)))


def embed(w, ids):
    e = "embeddings."
    x = (w[e + "word_embeddings.weight"][ids] + w[e + "position_embeddings.weight"][: len(ids)]
         + w[e + "token_type_embeddings.weight"][0])
    return layer_norm(x, w[e + "LayerNorm.weight"], w[e + "LayerNorm.bias"])


def linear(w, name, x):
    return x @ w[name + ".weight"].T + w[name + ".bias"]


def add_norm(w, name, x, inputs):
    """LayerNorm(x + inputs W + b), as the end of both halves of a layer; `name` without ".dense"."""
    return layer_norm(x + linear(w, name + ".dense", inputs), w[name + ".LayerNorm.weight"],
                      w[name + ".LayerNorm.bias"])


def attend(q, k, v):
    """(weights (12, T, T), mixed (T, 384)) of one layer."""
    split = lambda x: x.reshape(len(x), HEADS, -1).transpose(1, 0, 2)
    scores = split(q) @ split(k).transpose(0, 2, 1) / math.sqrt(D // HEADS)
    weights = np.exp(scores - scores.max(-1, keepdims=True))
    weights /= weights.sum(-1, keepdims=True)
    return weights, (weights @ split(v)).transpose(1, 0, 2).reshape(len(q), D)


def forward(w, ids):
    """(attention weights (6, 12, T, T), normalised sentence vector (384,))."""
    x = embed(w, ids)
    maps = []
    for layer in range(LAYERS):
        p = f"encoder.layer.{layer}."
        weights, mixed = attend(*(linear(w, p + "attention.self." + n, x) for n in ("query", "key", "value")))
        maps.append(weights)
        x = add_norm(w, p + "attention.output", x, mixed)
        x = add_norm(w, p + "output", x, gelu(linear(w, p + "intermediate.dense", x)))
    vector = x.mean(0)
    return np.array(maps), vector / np.linalg.norm(vector)
