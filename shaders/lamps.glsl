// The lamps and the glow round them, for the stage's vertices (far away) and its fragments (near).
uniform int u_lamps;
uniform vec4 u_lamp[4];        // mouth x, y; rail y; half width of the shade
uniform vec2 u_lamp_light[4];  // power, ghost

const vec3 WARM = vec3(1.0, 0.67, 0.345);

vec3 lamp_glow(vec2 p) {
  vec3 sum = vec3(0.0);
  for (int i = 0; i < u_lamps; ++i) {
    if (u_lamp_light[i].x > 0.0) {
      float d = length(p - u_lamp[i].xy - vec2(0.0, 1.5)) * 19.0 / u_lamp[i].w;
      float lens = 1.6 * exp(-d * d / 70.0) + 0.22 * exp(-d / 22.0) + 0.045 * exp(-d / 85.0);
      sum += u_lamp_light[i].x * lens * mix(vec3(1.0, 0.70, 0.34), WARM, smoothstep(60.0, 140.0, d));
    }
  }
  return sum;
}
