// How two inks are mixed over a shape; scenes::Paint::Shade names the kinds.
vec4 shaded(vec2 uv, float shade, vec4 from, vec4 to) {
  if (shade < 0.5) return from;
  float part = shade < 1.5 ? uv.y : uv.x;
  if (shade > 3.5) {
    vec2 r = 2.0 * uv - 1.0;
    part = 1.0 - max(exp(-4.0 * dot(r, r)) - 0.0183, 0.0) / 0.9817;
  } else if (shade > 2.5) {
    part = smoothstep(-0.04, 0.27, uv.x) * (1.0 - 0.94 * smoothstep(0.27, 1.06, uv.x));
  }
  vec4 c = mix(from, to, clamp(part, 0.0, 1.0));
  return vec4(c.rgb + dither() * min(1.0, 8.0 * max(c.a, c.r)), c.a);
}
