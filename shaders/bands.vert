// A band between two cubic Bézier curves: a strip of 24 pieces, 1 px wider than the band on both sides.
uniform vec2 u_canvas;  // CSS px
layout(location = 0) in vec4 a_a01;  // two points each
layout(location = 1) in vec4 a_a23;
layout(location = 2) in vec4 a_b01;
layout(location = 3) in vec4 a_b23;
layout(location = 4) in vec4 a_from;  // premultiplied
layout(location = 5) in vec4 a_to;
layout(location = 6) in float a_shade;
out vec2 v_at;  // across from a to b, and along
flat out vec4 v_from;
flat out vec4 v_to;
flat out float v_shade;

vec2 on_curve(vec4 p, vec4 q, float t) {
  float u = 1.0 - t;
  return u * u * u * p.xy + 3.0 * u * t * (u * p.zw + t * q.xy) + t * t * t * q.zw;
}

void main() {
  float along = float(gl_VertexID >> 1) / 24.0;
  vec2 a = on_curve(a_a01, a_a23, along);
  vec2 b = on_curve(a_b01, a_b23, along);
  float beyond = 1.0 / max(distance(a, b), 0.01);
  float across = (gl_VertexID & 1) == 0 ? -beyond : 1.0 + beyond;
  v_at = vec2(across, along);
  v_from = a_from;
  v_to = a_to;
  v_shade = a_shade;
  vec2 p = mix(a, b, across);
  gl_Position = vec4(p.x / u_canvas.x * 2.0 - 1.0, 1.0 - p.y / u_canvas.y * 2.0, 0.0, 1.0);
}
