// What every fragment shader of the stage shares: places in CSS px, the end of the light's chain.
uniform float u_ratio;   // device px per CSS px
uniform float u_height;  // of what is drawn into, device px
uniform vec2 u_origin;   // its top left corner, CSS px of the canvas

// Where this fragment lies, in CSS px of the canvas, y downwards.
vec2 here() { return u_origin + vec2(gl_FragCoord.x, u_height - gl_FragCoord.y) / u_ratio; }

// Within a quarter of a step of 8 bits, and far cheaper than the power it stands for (fit by I. Taylor).
vec3 to_srgb(vec3 c) {
  vec3 a = sqrt(c);
  vec3 b = sqrt(a);
  return max(0.662002687 * a + 0.684122060 * b - 0.323583601 * sqrt(b) - 0.0225411470 * c, 0.0);
}

// One shoulder for the sum of all light: nothing clips.
vec3 shoulder(vec3 c) { return 1.0 - exp(-c); }

float hash(vec2 p) {
  vec3 q = fract(vec3(p.xyx) * 0.1031);
  q += dot(q, q.yzx + 33.33);
  return fract((q.x + q.y) * q.z);
}

// Triangular noise that hides the steps of 8 bits in dark slopes: two of J. Jimenez's gradient noises.
float dither() {
  float a = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715))));
  float b = fract(52.9829189 * fract(dot(gl_FragCoord.yx, vec2(0.06711056, 0.00583715)) + 0.37));
  return (a - b) * (0.75 / 255.0);
}
