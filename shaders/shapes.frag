// A rounded rectangle, filled or stroked inside its edge; premultiplied alpha.
in vec2 v_at;
flat in vec2 v_half;
flat in vec4 v_look;  // corner radius, stroke width, fading ends
flat in vec4 v_colour;
out vec4 colour;

void main() {
  vec2 d = abs(v_at) - v_half + v_look.x;
  float edge = length(max(d, 0.0)) + min(max(d.x, d.y), 0.0) - v_look.x;
  float covered = clamp(0.5 - edge * u_ratio, 0.0, 1.0);
  if (v_look.y > 0.0) covered *= clamp(0.5 + (edge + v_look.y) * u_ratio, 0.0, 1.0);
  if (v_look.z > 0.0) covered *= smoothstep(0.0, v_look.z, v_half.x - abs(v_at.x));
  colour = v_colour * covered;
}
