// The lit stage: backdrop, beams, pools, actors and lamps, summed in linear light with one shoulder at the end.
// Lengths are CSS px; light is linear, warm white (1, 0.67, 0.345).
const int MOST = 32;
uniform vec4 u_bounds;      // left, top, right, bottom of the stage
uniform vec4 u_melt;        // widths of the melting strips: left, top, right, bottom; 0 = none
uniform vec4 u_card;        // the card's rectangle: left, top, right, bottom
uniform float u_card_radius;  // 0: no card
uniform vec3 u_house;       // the stage's own darkness, linear
uniform vec3 u_page;        // the page around a card, sRGB
uniform float u_horizon;
uniform vec2 u_drift;
uniform sampler2D u_noise;
uniform sampler2D u_backdrop;

uniform int u_beams;
uniform vec4 u_beam_axis[MOST];    // from x, y; unit direction x, y
uniform vec4 u_beam_size[MOST];    // length, half width at the actor, light, foot of the actor
uniform vec4 u_beam_end[MOST];     // ellipse round the actor: middle x, y; radii
uniform vec4 u_beam_band;          // top, bottom, left, right of all beams

uniform int u_figures;
uniform vec4 u_figure[MOST];       // x, foot, height, light
uniform vec4 u_figure_look[MOST];  // asks, opacity, direction to the lamp x, y
uniform vec2 u_figure_band;        // top and bottom of all actors with their pools

uniform int u_lamps;
uniform vec4 u_lamp[4];            // mouth x, y; rail y; half width of the shade
uniform vec2 u_lamp_light[4];      // power, ghost
out vec4 colour;

const vec3 WARM = vec3(1.0, 0.67, 0.345);
const vec3 GOLD = vec3(1.0, 0.62, 0.22);

float square(float x) { return x * x; }

// --- beams

vec3 beams(vec2 p, float haze) {
  vec3 sum = vec3(0.0);
  for (int i = 0; i < u_beams; ++i) {
    vec4 axis = u_beam_axis[i];
    vec4 size = u_beam_size[i];
    vec2 r = p - axis.xy;
    float along = dot(r, axis.zw);
    float across = abs(r.x * axis.w - r.y * axis.z);
    float u = along / size.x;
    float half_width = mix(7.0, size.y, min(u, 1.0));
    if (along > -4.0 && u < 1.6 && across < 1.75 * half_width && p.y < size.w + 6.0) {
      float x = across / half_width;
      float profile = 0.6 * exp(-2.1 * x * x) + 0.4 * (1.0 - smoothstep(0.62, 1.12, x));
      float fall = 0.34 + 0.66 / (1.0 + 8.0 * u * u);
      vec4 end = u_beam_end[i];
      float inside = length((p - end.xy) / end.zw);
      float stop = u < 1.0 ? 1.0 : 1.0 - smoothstep(0.7, 1.15, inside);
      stop *= 1.0 - 0.42 * (1.0 - smoothstep(0.35, 1.1, inside));
      stop *= 1.0 - smoothstep(size.w - 0.22 * end.w * 2.0, size.w + 3.0, p.y);
      stop *= smoothstep(-4.0, 6.0, along) * (1.0 - smoothstep(1.35, 1.75, x));
      float light = size.z * profile * fall * 1.25 * haze * stop;
      sum += light * mix(GOLD, WARM, smoothstep(0.0, 110.0, along));
    }
  }
  return sum;
}

// --- the floor round the actors

// A pool of light, and the shadow where an actor touches the floor.
void pools(vec2 p, inout vec3 c) {
  float light = 0.0;
  float shade = 1.0;
  for (int i = 0; i < u_figures; ++i) {
    vec4 f = u_figure[i];
    vec2 d = p - f.xy + vec2(0.0, 0.012 * f.z);
    if (abs(d.x) < 1.2 * f.z && abs(d.y) < 0.42 * f.z) {
      float seen = u_figure_look[i].y;
      vec2 e = d / (0.36 * f.z * vec2(1.3, 0.4));
      float q = dot(e, e);
      float pool = f.w * (0.55 * exp(-0.6 * q) + 0.85 * (1.0 - smoothstep(0.45, 1.1, sqrt(q))));
      light += seen * (0.6 * pool * pool + 0.42 * pool);
      vec2 s = d / (f.z * vec2(0.25, 0.062));
      shade *= 1.0 - 0.8 * seen * exp(-1.1 * dot(s, s));
    }
  }
  c = (c + light * WARM) * shade;
}

// --- actors: a ball on a round cone. Units of their height, y upwards from the floor.

const float BALL_Y = 0.843;
const float BALL_R = 0.157;
const float LOW_Y = 0.168;
const float LOW_R = 0.201;
const float HIGH_Y = 0.568;
const float HIGH_R = 0.117;

struct Surface {
  float distance;
  vec3 normal;
};

Surface ball(vec2 p) {
  vec2 d = p - vec2(0.0, BALL_Y);
  vec2 n = d / BALL_R;
  return Surface(length(d) - BALL_R, vec3(n, sqrt(max(0.0, 1.0 - dot(n, n)))));
}

Surface body(vec2 p) {
  const float span = HIGH_Y - LOW_Y;
  const float slope = (LOW_R - HIGH_R) / span;
  const float steep = sqrt(1.0 - slope * slope);
  // A little waist between foot and shoulder.
  float waist = 0.02 * smoothstep(0.17, 0.4, p.y) * (1.0 - smoothstep(0.4, 0.62, p.y));
  vec2 q = vec2(abs(p.x) + waist, p.y - LOW_Y);
  float k = dot(q, vec2(-slope, steep));
  Surface s;
  if (k < 0.0) {
    s.distance = length(q) - LOW_R;
    vec2 n = q / LOW_R;
    s.normal = vec3(n, sqrt(max(0.0, 1.0 - dot(n, n))));
  } else if (k > steep * span) {
    vec2 d = q - vec2(0.0, span);
    s.distance = length(d) - HIGH_R;
    vec2 n = d / HIGH_R;
    s.normal = vec3(n, sqrt(max(0.0, 1.0 - dot(n, n))));
  } else {
    s.distance = dot(q, vec2(steep, slope)) - LOW_R;
    float x = min(1.0, q.x * steep / (LOW_R - slope * q.y));
    s.normal = vec3(steep * x, slope, steep * sqrt(max(0.0, 1.0 - x * x)));
  }
  s.normal.x *= p.x < 0.0 ? -1.0 : 1.0;
  s.distance = max(s.distance, -p.y);
  return s;
}

// Colour of an actor's surface in linear light.
vec3 surface_light(vec3 n, vec2 p, vec4 f, vec4 look) {
  vec3 to_lamp = normalize(vec3(look.zw, 0.85));
  float lambert = max(0.0, (dot(n, to_lamp) + 0.3) / 1.3);
  float up = 0.5 + 0.5 * n.y;
  vec3 c = vec3(0.0132, 0.0122, 0.0126) * (0.45 + 0.85 * up);
  c += f.w * vec3(1.0, 0.765, 0.5) * (1.75 * lambert * (0.72 + 0.28 * n.z) + 0.05);
  c += f.w * WARM * 0.3 * exp(-9.0 * p.y) * (0.4 + 0.6 * n.z);  // thrown back by its own pool
  float edge = 1.0 - n.z;
  c += pow(edge, 2.8) * vec3(0.030, 0.034, 0.052) * (0.35 + 0.65 * up);
  c += look.x * (vec3(0.062, 0.040, 0.010) + pow(edge, 1.7) * vec3(0.62, 0.36, 0.05));
  return c;
}

// rgb and how much of the pixel it covers; `grain` = actor heights per device px.
vec4 actor(vec2 p, vec4 f, vec4 look) {
  float grain = 1.0 / (f.z * u_ratio);
  Surface low = body(p);
  Surface top = ball(p);
  float low_part = clamp(0.5 - low.distance / grain, 0.0, 1.0);
  float top_part = clamp(0.5 - top.distance / grain, 0.0, 1.0);
  vec3 c = surface_light(low.normal, p, f, look);
  // The ball keeps light from the shoulder, and the floor from the foot.
  c *= 1.0 - 0.55 * exp(-square(max(0.0, top.distance) / 0.035)) * (1.0 - look.x * 0.6);
  c *= 0.72 + 0.28 * smoothstep(0.0, 0.1, p.y);
  c = mix(c, surface_light(top.normal, p, f, look), top_part);
  return vec4(c, max(low_part, top_part));
}

void actors(vec2 p, vec3 air, inout vec3 c) {
  for (int i = 0; i < u_figures; ++i) {
    vec4 f = u_figure[i];
    vec2 q = vec2(p.x - f.x, f.y - p.y) / f.z;
    if (abs(q.x) < 0.24 && q.y > -0.62 && q.y < 1.02) {
      vec4 look = u_figure_look[i];
      if (q.y < 0.0) {  // its image in the polished floor
        vec4 image = actor(vec2(q.x, -1.6 * q.y), f, look);
        c += image.rgb * image.a * look.y * 0.16 * exp(5.0 * q.y) * smoothstep(0.0, 0.04, -q.y);
      } else {
        vec4 a = actor(q, f, look);
        c = mix(c, a.rgb + 0.2 * air, a.a * look.y);
      }
    }
  }
}

// --- lamps

vec3 glow(vec2 p) {
  vec3 sum = vec3(0.0);
  for (int i = 0; i < u_lamps; ++i) {
    if (u_lamp_light[i].x > 0.0) {
      float d = length(p - u_lamp[i].xy - vec2(0.0, 1.5)) * 19.0 / u_lamp[i].w;
      float lens = 1.6 * exp(-d * d / 70.0) + 0.22 * exp(-d / 22.0) + 0.045 * exp(-d / 85.0);
      sum += u_lamp_light[i].x * lens * mix(GOLD, WARM, smoothstep(20.0, 130.0, d));
    }
  }
  return sum;
}

// How much of a px an ellipse covers.
float ellipse(vec2 d, vec2 radii, float grain) {
  vec2 e = d / radii;
  float f = dot(e, e) - 1.0;
  vec2 slope = 2.0 * e / radii;
  return clamp(0.5 - f / (max(length(slope), 1e-4) * grain), 0.0, 1.0);
}

void lamps(vec2 p, inout vec3 c) {
  for (int i = 0; i < u_lamps; ++i) {
    vec4 lamp = u_lamp[i];
    float size = lamp.w / 19.0;
    vec2 d = (p - lamp.xy) / size;
    if (abs(d.x) > 22.0 || d.y > 9.0 || p.y < lamp.z) continue;
    float grain = 1.0 / (size * u_ratio);
    vec2 light = u_lamp_light[i];
    float solid = max(light.y, light.y > 0.0 ? light.y : 1.0);

    float rod = clamp(0.5 + (1.0 - abs(d.x)) / grain, 0.0, 1.0) * step(d.y, -18.0);
    c = mix(c, vec3(0.235, 0.23, 0.275), rod * solid);
    float neck = clamp(0.5 + (4.5 - abs(d.x)) / grain, 0.0, 1.0) *
                 clamp(0.5 + (d.y + 21.5) / grain, 0.0, 1.0) * step(d.y, -14.0);
    float dome = ellipse(d, vec2(19.0, 18.6), grain) * step(d.y, 0.0);
    float side = d.x / 19.0;
    vec3 shade = vec3(0.021, 0.020, 0.026) + vec3(0.056, 0.053, 0.062) * exp(-square((side + 0.1) / 0.42));
    shade *= 1.0 - 0.45 * smoothstep(-15.0, 0.0, d.y) * abs(side);
    shade += light.x * vec3(0.05, 0.03, 0.008) * smoothstep(-6.0, 0.0, d.y);
    c = mix(c, shade, max(neck, dome) * solid);

    float rim = ellipse(d, vec2(19.0, 4.3), grain);
    c = mix(c, mix(vec3(0.016, 0.016, 0.021), vec3(0.135, 0.075, 0.010), light.x), rim * solid);
    float mouth = ellipse(d - vec2(0.0, 0.3), vec2(15.6, 3.1), grain);
    c = mix(c, mix(vec3(0.006, 0.006, 0.009), vec3(3.2, 1.45, 0.38), light.x), mouth * solid);
    float bulb = ellipse(d - vec2(0.0, 0.9), vec2(8.5, 3.2), grain);
    c = mix(c, mix(vec3(0.02, 0.02, 0.024), vec3(6.0, 4.6, 2.6), light.x), bulb * solid);
  }
}

// --- specks of dust that catch a beam

float dust(vec2 p) {
  const float cell = 23.0;
  vec2 at = p / cell + 0.35 * u_drift / cell;
  vec2 home = floor(at);
  float chance = hash(home + 3.1);
  if (chance < 0.62) return 0.0;
  vec2 spot = 0.15 + 0.7 * vec2(hash(home + 11.7), hash(home + 29.3));
  float r = length((at - spot - home) * cell);
  return (0.35 + 1.5 * square((chance - 0.62) / 0.38)) * (1.0 - smoothstep(0.35, 1.15, r));
}

void main() {
  vec2 p = here();
  float inside = 1.0;
  if (u_card_radius > 0.0) {
    vec2 half_size = 0.5 * (u_card.zw - u_card.xy);
    vec2 d = abs(p - 0.5 * (u_card.xy + u_card.zw)) - half_size + u_card_radius;
    float edge = length(max(d, 0.0)) + min(max(d.x, d.y), 0.0) - u_card_radius;
    inside = clamp(0.5 - edge * u_ratio, 0.0, 1.0);
  }
  vec2 from = p - u_bounds.xy;
  vec2 to = u_bounds.zw - p;
  vec4 strip = vec4(from, to) / max(u_melt, 1e-3);
  vec4 melt = smoothstep(0.0, 1.0, strip);
  float seen = melt.x * melt.y * melt.z * melt.w;
  vec3 c = u_house;

  if (seen > 0.001 && inside > 0.0) {
    vec3 back = texture(u_backdrop, from / (u_bounds.zw - u_bounds.xy) * vec2(1.0, -1.0) + vec2(0.0, 1.0)).rgb;
    c = back * back * (1.0 / 12.0);
    vec3 lamp_glow = glow(p);
    c += lamp_glow;

    vec3 air = vec3(0.0);
    if (p.y > u_beam_band.x && p.y < u_beam_band.y && p.x > u_beam_band.z && p.x < u_beam_band.w) {
      float haze = 0.65 * texture(u_noise, (p + u_drift) / 410.0).r +
                   0.35 * texture(u_noise, (p - 0.6 * u_drift) / 137.0).r;
      air = beams(p, 0.82 + 0.36 * haze);
      if (air.r > 0.02) air += air * dust(p) * 1.1;
      c += air;
    }
    if (p.y > u_figure_band.x && p.y < u_figure_band.y) {
      if (p.y > u_horizon) pools(p, c);
      actors(p, air, c);
    }
    lamps(p, c);
    c = u_house + seen * c;
  }
  vec3 out_colour = to_srgb(shoulder(c)) + dither();
  colour = vec4(mix(u_page, out_colour, inside), 1.0);
}
