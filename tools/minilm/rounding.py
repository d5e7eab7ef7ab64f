"""Rounds matrices to int8 with one scale for each group of neighbouring weights.

Scales are kept as the upper half of a float32's bits, rounded up, so that no weight leaves [-127, 127].
"""
import numpy as np


def scales_of(matrix, group):
    """(rows, columns / group) float32 scales for a matrix (rows, columns), exact in 16 bits."""
    rows, columns = matrix.shape
    largest = np.abs(matrix).reshape(rows, columns // group, group).max(2)
    scales = np.maximum(largest / 127, 1e-12).astype("<f4")
    return ((scales.view("<u4") + 0xFFFF) & np.uint32(0xFFFF0000)).view("<f4")


def halves(scales):
    """The 16 bits of each scale that are stored."""
    return (np.ascontiguousarray(scales, "<f4").view("<u4") >> 16).astype("<u2")


def widened(rounded, scales):
    """The matrix that (rounded, scales) stand for."""
    return (rounded * scales.repeat(rounded.shape[1] // scales.shape[1], 1)).astype(np.float32)


def plain(matrix, group):
    """(int8 (rows, columns), scales): each weight to the nearest step."""
    scales = scales_of(matrix, group)
    rounded = np.rint(matrix / scales.repeat(group, 1)).clip(-127, 127)
    return rounded.astype(np.int8), scales


def compensated(matrix, inputs, group, damping=0.03, block=96):
    """The same for a matrix (outputs, inputs), so that its products with inputs like `inputs` (samples, inputs) stay
    closest, rather than the weights themselves: after each input's weights are rounded, the weights of the inputs
    still to come are moved to make up for the error, as far as the inputs go together.
    Frantar et al. 2022, "GPTQ", arXiv 2210.17323, algorithm 1."""
    scales = scales_of(matrix, group)
    inputs = inputs.astype(np.float64)
    hessian = inputs.T @ inputs / len(inputs)
    hessian[np.diag_indices_from(hessian)] += damping * np.diag(hessian).mean()
    order = np.argsort(-np.diag(hessian), kind="stable")  # inputs that matter most first
    upper = np.linalg.cholesky(np.linalg.inv(hessian[np.ix_(order, order)])).T
    rest = matrix.astype(np.float64)[:, order]
    steps = scales.repeat(group, 1).astype(np.float64)[:, order]
    rounded = np.empty(rest.shape, np.int8)
    for begin in range(0, rest.shape[1], block):
        end = min(begin + block, rest.shape[1])
        here, near = rest[:, begin:end].copy(), upper[begin:end, begin:end]
        errors = np.empty_like(here)
        for i in range(end - begin):
            step = steps[:, begin + i]
            column = np.rint(here[:, i] / step).clip(-127, 127)
            rounded[:, begin + i] = column
            errors[:, i] = (here[:, i] - column * step) / near[i, i]
            here[:, i + 1:] -= errors[:, i:i + 1] * near[i:i + 1, i + 1:]
        rest[:, end:] -= errors @ upper[begin:end, end:]
    out = np.empty_like(rounded)
    out[:, order] = rounded
    return out, scales
