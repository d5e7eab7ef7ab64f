// Curtain and floor without the lamp's light: drawn once for each size of the stage, read by the stage pass.
uniform vec4 u_bounds;    // left, top, right, bottom; CSS px
uniform float u_horizon;
uniform float u_zoom;
uniform sampler2D u_noise;  // fbm, repeats
out vec4 colour;

float noise(vec2 p) { return texture(u_noise, p).r; }

// Folds of cloth: uneven widths, soft backs, dark valleys.
vec3 curtain(vec2 p, float centre) {
  float x = (p.x - centre) / u_zoom;
  x += 10.0 * sin(0.013 * x + 1.7) + 5.0 * sin(0.041 * x + 0.4);
  float broad = 0.5 + 0.5 * sin(0.118 * x + 1.7 * sin(0.019 * x + 0.8));
  float narrow = 0.5 + 0.5 * sin(0.29 * x + 2.1 * sin(0.027 * x));
  float threads = noise(vec2(0.011 * x, 0.0004 * p.y));
  float fold = pow(0.62 * broad + 0.22 * narrow + 0.3 * threads, 1.7);
  float uneven = 0.55 + 0.45 * sin(0.0105 * x + 2.2) * sin(0.0043 * x + 0.9);
  float down = clamp((p.y - u_bounds.y) / max(1.0, u_horizon - u_bounds.y), 0.0, 1.0);
  float light = 0.08 + 0.92 * down * down * (1.12 - 0.35 * smoothstep(0.8, 1.0, down));
  return vec3(0.0205, 0.0122, 0.0147) * fold * (0.6 + 0.6 * uneven) * light;
}

// Planks in perspective towards a point above the horizon.
vec3 boards(vec2 p, float centre) {
  float depth = p.y - u_horizon;
  float eye = 150.0 * u_zoom;
  float across = (p.x - centre) / (depth + eye) * eye / (19.0 * u_zoom);
  float plank = floor(across);
  float inside = fract(across);
  float along = log(1.0 + depth / eye);
  float tone = 0.8 + 0.4 * hash(vec2(plank, 7.0));
  float grain = noise(vec2(0.31 * across, 0.13 * along + 0.37 * plank));
  float streak = noise(vec2(0.055 * across + 0.3, 0.035 * along));
  float width = 0.7 * (eye / (depth + eye)) / (19.0 * u_zoom) * 1.3 + 0.012;
  float seam = 1.0 - 0.5 * (1.0 - smoothstep(width, 2.2 * width, min(inside, 1.0 - inside)));
  float fade = 1.0 - smoothstep(60.0 * u_zoom, 330.0 * u_zoom, depth);
  float lip = 1.0 + 0.35 * exp(-depth / (7.0 * u_zoom));
  return vec3(0.0218, 0.0158, 0.0146) * tone * (0.5 + 0.55 * grain + 0.5 * streak) * seam * fade * lip;
}

void main() {
  vec2 p = here();
  float centre = 0.5 * (u_bounds.x + u_bounds.z);
  float floor_part = clamp((p.y - u_horizon) * u_ratio + 0.5, 0.0, 1.0);
  vec3 c = mix(curtain(p, centre), boards(vec2(p.x, max(p.y, u_horizon)), centre), floor_part);
  colour = vec4(sqrt(c * 12.0), 1.0);  // 10 bits a channel, most of them for the dark
}
