// Empty on purpose: Eigen's SSE path includes this header, WebAssembly has no MMX, and Eigen uses nothing from it.
