// Inside of a band, its two long edges smooth; premultiplied alpha.
in vec2 v_at;
flat in vec4 v_from;
flat in vec4 v_to;
flat in float v_shade;
out vec4 colour;

void main() {
  float step_across = max(fwidth(v_at.x), 1e-5);
  float covered = clamp(min(v_at.x, 1.0 - v_at.x) / step_across + 0.5, 0.0, 1.0);
  colour = shaded(v_at, v_shade, v_from, v_to) * covered;
}
