"""Makes tests/golden/minilm/golden.bin: what PyTorch says about the lines of sentences.txt beside it.

    python3 tools/minilm/make_golden.py FOLDER

FOLDER as for convert.py. Needs torch, transformers and numpy; float32, with the model as it was published. All 72 maps
of some sentences, four of each other (every head has its turn), and every sentence vector. Little-endian:
    u32 number of sentences; of each: u32 bytes, UTF-8 text; u32 T, T u32 pieces; 384 f16 sentence vector;
    u32 number of maps; of each: u32 layer, u32 head, T·T f16 weights (rows are queries)
"""
import os
import struct
import sys

import numpy as np
import torch
from transformers import AutoTokenizer, BertModel

ROOT = os.path.join(os.path.dirname(__file__), "..", "..", "tests", "golden", "minilm")
WHOLE = [*range(0, 7), 15, 23, 27, 34, 38, 43, 47, 80, 120, 160]  # sentences of which all maps are kept


def main():
    torch.set_num_threads(1)
    tokenizer = AutoTokenizer.from_pretrained(sys.argv[1])
    model = BertModel.from_pretrained(sys.argv[1], attn_implementation="eager").eval().float()
    with open(os.path.join(ROOT, "sentences.txt"), encoding="utf-8") as file:
        sentences = file.read().split("\n")[:-1]
    out = [struct.pack("<I", len(sentences))]
    for number, text in enumerate(sentences):
        ids = tokenizer(text, truncation=True, max_length=512)["input_ids"]
        with torch.no_grad():
            result = model(torch.tensor([ids]), output_attentions=True)
        vector = torch.nn.functional.normalize(result.last_hidden_state[0].mean(0), dim=0)
        utf8 = text.encode()
        out += [struct.pack("<I", len(utf8)), utf8, struct.pack(f"<I{len(ids)}I", len(ids), *ids),
                vector.numpy().astype("<f2").tobytes()]
        every = [(layer, head) for layer in range(6) for head in range(12)]
        chosen = every if number in WHOLE else [every[(number * 4 + i * 19) % 72] for i in range(4)]
        out.append(struct.pack("<I", len(chosen)))
        for layer, head in chosen:
            out += [struct.pack("<II", layer, head),
                    result.attentions[layer][0, head].numpy().astype("<f2").tobytes()]
    data = b"".join(out)
    with open(os.path.join(ROOT, "golden.bin"), "wb") as file:
        file.write(data)
    print(len(sentences), "sentences,", len(data), "bytes")


main()
