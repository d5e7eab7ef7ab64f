// A rounded rectangle, filled or stroked inside its edge, flat or shaded; premultiplied alpha.
in vec2 v_at;
flat in vec2 v_half;
flat in vec2 v_look;  // corner radius, stroke width
flat in vec3 v_more;  // fading ends, soft edge, shade
flat in vec4 v_from;
flat in vec4 v_to;
out vec4 colour;

void main() {
  vec2 d = abs(v_at) - v_half + v_look.x;
  float edge = length(max(d, 0.0)) + min(max(d.x, d.y), 0.0) - v_look.x;
  float covered = v_more.y > 0.0 ? 1.0 - smoothstep(-v_more.y, v_more.y, edge) : clamp(0.5 - edge * u_ratio, 0.0, 1.0);
  if (v_look.y > 0.0) covered *= clamp(0.5 + (edge + v_look.y) * u_ratio, 0.0, 1.0);
  if (v_more.x > 0.0) covered *= smoothstep(0.0, v_more.x, v_half.x - abs(v_at.x));
  vec2 uv = 0.5 + 0.5 * v_at / v_half;
  colour = shaded(uv, v_more.z, v_from, v_to) * covered;
}
