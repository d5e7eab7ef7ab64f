// What every fragment shader of the stage shares: places in CSS px, the end of the light's chain.
uniform float u_ratio;   // device px per CSS px
uniform float u_height;  // of what is drawn into, device px
uniform vec2 u_origin;   // its top left corner, CSS px of the canvas

// Where this fragment lies, in CSS px of the canvas, y downwards.
vec2 here() { return u_origin + vec2(gl_FragCoord.x, u_height - gl_FragCoord.y) / u_ratio; }

vec3 to_srgb(vec3 c) {
  return mix(12.92 * c, 1.055 * pow(max(c, 1e-5), vec3(1.0 / 2.4)) - 0.055, step(0.0031308, c));
}

// One shoulder for the sum of all light: nothing clips.
vec3 shoulder(vec3 c) { return 1.0 - exp(-c); }

float hash(vec2 p) {
  vec3 q = fract(vec3(p.xyx) * 0.1031);
  q += dot(q, q.yzx + 33.33);
  return fract((q.x + q.y) * q.z);
}

// Triangular noise that hides the steps of 8 bits in dark slopes.
float dither() { return (hash(gl_FragCoord.xy) - hash(gl_FragCoord.xy + 71.7)) * (0.75 / 255.0); }
