#!/usr/bin/env python3
"""Makes tests/golden/core/*.txt with PyTorch, an implementation that is not ours.

Run with torch==2.15.0 (CPU is enough):  python3 tools/golden/make_core_golden.py
The files are committed, so neither build nor tests need Python.

Format, read by tests/support/golden.hpp: words separated by white space.
    number NAME VALUE
    matrix NAME ROWS COLUMNS followed by ROWS*COLUMNS values, row by row
A line that begins with # is a comment.
"""

import math
import pathlib

import torch
import torch.nn.functional as F

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "tests" / "golden" / "core"


class Golden:
    def __init__(self, name, what):
        self.path = FOLDER / f"{name}.txt"
        self.lines = [f"# {what}", f"# torch {torch.__version__.split('+')[0]}, tools/golden/make_core_golden.py"]

    def number(self, name, value):
        self.lines.append(f"number {name} {value:.9g}")

    def matrix(self, name, tensor):
        tensor = torch.atleast_2d(tensor.detach().float())
        self.lines.append(f"matrix {name} {tensor.shape[0]} {tensor.shape[1]}")
        self.lines += [" ".join(f"{value:.9g}" for value in row) for row in tensor.tolist()]

    def write(self):
        self.path.write_text("\n".join(self.lines) + "\n", encoding="ascii")


def softmax():
    golden = Golden("softmax", "torch.softmax over rows, with a temperature and with a mask")
    scores = torch.randn(5, 9) * 4
    scores[3] *= 1e5 / scores[3].abs().max()
    golden.matrix("scores", scores)
    golden.matrix("weights", torch.softmax(scores, dim=-1))
    golden.number("temperature", 2.5)
    golden.matrix("weights_at_temperature", torch.softmax(scores / 2.5, dim=-1))
    mask = torch.rand(5, 9) < 0.5
    mask[:, 0] = True
    golden.matrix("mask", mask)
    golden.matrix("masked_weights", torch.softmax(scores.masked_fill(~mask, -math.inf), dim=-1))
    golden.write()


def attention():
    golden = Golden("attention", "torch.nn.functional.scaled_dot_product_attention")
    q, k, v = torch.randn(5, 8), torch.randn(7, 8), torch.randn(7, 3)
    mask = torch.rand(5, 7) < 0.6
    mask[:, 2] = True
    for name, tensor in (("q", q), ("k", k), ("v", v), ("mask", mask)):
        golden.matrix(name, tensor)
    golden.matrix("output", F.scaled_dot_product_attention(q, k, v))
    golden.matrix("masked_output", F.scaled_dot_product_attention(q, k, v, attn_mask=mask))
    golden.matrix("unscaled_output", F.scaled_dot_product_attention(q, k, v, scale=1.0))
    square = torch.randn(6, 8), torch.randn(6, 8), torch.randn(6, 3)
    for name, tensor in zip(("causal_q", "causal_k", "causal_v"), square):
        golden.matrix(name, tensor)
    golden.matrix("causal_output", F.scaled_dot_product_attention(*square, is_causal=True))
    golden.write()


def multi_head():
    golden = Golden("multi_head", "torch.nn.MultiheadAttention, 3 heads, with biases; matrices as x W, not W x")
    d_model, heads, queries, keys = 12, 3, 5, 6
    layer = torch.nn.MultiheadAttention(d_model, heads, batch_first=True)
    with torch.no_grad():
        layer.in_proj_weight.normal_(0, 0.5)
        layer.in_proj_bias.normal_(0, 0.5)
        layer.out_proj.weight.normal_(0, 0.5)
        layer.out_proj.bias.normal_(0, 0.5)
    x, memory = torch.randn(queries, d_model), torch.randn(keys, d_model)
    mask = torch.rand(queries, keys) < 0.6
    mask[:, 1] = True
    golden.number("heads", heads)
    golden.matrix("x", x)
    golden.matrix("memory", memory)
    golden.matrix("mask", mask)
    for name, weight, bias in zip("QKV", layer.in_proj_weight.chunk(3), layer.in_proj_bias.chunk(3)):
        golden.matrix(f"W_{name}", weight.T)
        golden.matrix(f"b_{name}", bias)
    golden.matrix("W_O", layer.out_proj.weight.T)
    golden.matrix("b_O", layer.out_proj.bias)

    def run(source, attn_mask):
        output, weights = layer(x[None], source[None], source[None], attn_mask=attn_mask,
                                need_weights=True, average_attn_weights=False)
        return output[0], weights[0]

    for case, source, attn_mask in (("self", x, None), ("cross", memory, None), ("masked", memory, ~mask)):
        output, weights = run(source, attn_mask)
        golden.matrix(f"{case}_output", output)
        for head in range(heads):
            golden.matrix(f"{case}_weights_{head}", weights[head])
    golden.write()


def layer_norm():
    golden = Golden("layer_norm", "torch.nn.functional.layer_norm")
    x = torch.randn(4, 10) * 3 + 2
    x[2] = 5.0  # no spread at all: epsilon decides
    gamma, beta = torch.randn(10), torch.randn(10)
    golden.number("epsilon", 1e-5)
    golden.matrix("x", x)
    golden.matrix("gamma", gamma)
    golden.matrix("beta", beta)
    golden.matrix("plain", F.layer_norm(x, (10,), eps=1e-5))
    golden.matrix("output", F.layer_norm(x, (10,), gamma, beta, eps=1e-5))
    golden.number("large_epsilon", 0.5)
    golden.matrix("output_large_epsilon", F.layer_norm(x, (10,), gamma, beta, eps=0.5))
    golden.write()


def positions():
    golden = Golden("positions", "sinusoidal encodings, double precision, pairs stacked as in tensor2tensor")
    length, d_model = 40, 16
    angles = torch.arange(length, dtype=torch.float64)[:, None] / torch.pow(
        torch.tensor(10000.0, dtype=torch.float64), torch.arange(0, d_model, 2, dtype=torch.float64) / d_model)
    golden.matrix("encoding", torch.stack((angles.sin(), angles.cos()), dim=-1).reshape(length, d_model))
    golden.write()


if __name__ == "__main__":
    torch.manual_seed(20170612)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for make in (softmax, attention, multi_head, layer_norm, positions):
        make()
