// Curtain and floor without the lamp's light: drawn once for each size of the stage, read by the stage pass.
uniform vec4 u_bounds;    // left, top, right, bottom; CSS px
uniform float u_horizon;
uniform vec4 u_tier_top;   // of each floor, and where it ends in a step; far below: there is none
uniform vec4 u_tier_nose;
uniform float u_zoom;
uniform float u_range;      // what light is multiplied by before its root is kept
uniform sampler2D u_noise;  // fbm, repeats
out vec4 colour;

float square(float x) { return x * x; }
float noise(vec2 p) { return texture(u_noise, p).r; }

// Folds of cloth: uneven widths, soft backs, dark valleys.
vec3 curtain(vec2 p, float centre) {
  float x = (p.x - centre) / u_zoom;
  x += 10.0 * sin(0.013 * x + 1.7) + 5.0 * sin(0.041 * x + 0.4);
  float broad = 0.5 + 0.5 * sin(0.084 * x + 1.9 * sin(0.015 * x + 0.8));
  float narrow = 0.5 + 0.5 * sin(0.22 * x + 2.4 * sin(0.021 * x));
  float threads = noise(vec2(0.013 * x, 0.0004 * p.y));
  float fold = 0.12 + pow(0.55 * broad + 0.27 * narrow + 0.3 * threads, 1.5);
  float uneven = 0.6 + 0.4 * sin(0.0125 * x + 2.2) * sin(0.0053 * x + 0.9);
  float down = clamp((p.y - u_bounds.y) / max(1.0, u_horizon - u_bounds.y), 0.0, 1.0);
  float light = 0.03 + 0.97 * pow(down, 2.4) * (1.3 - 0.35 * smoothstep(0.8, 1.0, down));
  return vec3(0.0275, 0.0170, 0.0203) * fold * (0.55 + 0.6 * uneven) * light;
}

// Planks in perspective towards a point above the horizon.
vec3 boards(vec2 p, float centre, float horizon) {
  float depth = p.y - horizon;
  float eye = 150.0 * u_zoom;
  float across = (p.x - centre) / (depth + eye) * eye / (19.0 * u_zoom);
  float plank = floor(across);
  float inside = fract(across);
  float along = log(1.0 + depth / eye);
  float tone = 0.86 + 0.28 * hash(vec2(plank, 7.0));
  float grain = noise(vec2(0.43 * across, 0.09 * along + 0.37 * plank));
  float streak = noise(vec2(0.047 * across + 0.3, 0.045 * along));
  float width = 0.45 / (19.0 * u_zoom) * eye / (depth + eye);  // half a CSS px
  float seam = 1.0 - 0.34 * (1.0 - smoothstep(width, 2.4 * width, min(inside, 1.0 - inside)));
  float fade = 1.0 - smoothstep(130.0 * u_zoom, 330.0 * u_zoom, depth);
  float lip = 1.0 + 0.35 * exp(-depth / (7.0 * u_zoom));
  return vec3(0.0248, 0.0172, 0.0155) * tone * (0.45 + 0.55 * grain + 0.6 * streak) * seam * fade * lip;
}

// The face of a step: its edge catches light, the rest is in the dark.
vec3 riser(vec2 p, float centre, float down) {
  float grain = noise(vec2(0.0016 * p.x + 0.4, 0.03 * p.y));
  float middle = 1.0 - square(min(1.0, abs(p.x - centre) / (0.6 * (u_bounds.z - u_bounds.x))));
  float edge = exp(-down / 1.1) + 0.1 * exp(-down / (14.0 * u_zoom));
  return vec3(0.0248, 0.0180, 0.0162) * (0.6 + 0.4 * middle) * (0.16 + 0.1 * grain + 1.1 * edge);
}

void main() {
  vec2 p = here();
  float centre = 0.5 * (u_bounds.x + u_bounds.z);
  vec3 c = curtain(p, centre);
  for (int i = 0; i < 4; ++i) {
    float ground = clamp((p.y - u_tier_top[i]) * u_ratio + 0.5, 0.0, 1.0);
    if (ground <= 0.0) break;
    c = mix(c, boards(vec2(p.x, max(p.y, u_tier_top[i])), centre, u_tier_top[i]), ground);
    float below = (p.y - u_tier_nose[i]) * u_ratio;
    c = mix(c, riser(p, centre, max(p.y - u_tier_nose[i], 0.0)), clamp(below + 0.5, 0.0, 1.0));
  }
  colour = vec4(sqrt(c * u_range), 1.0);  // 10 bits a channel, most of them for the dark
}
