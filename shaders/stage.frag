// The lit stage: backdrop, beams, pools, actors and lamps, summed in linear light with one shoulder at the end.
// Lengths are CSS px; light is linear, warm white (1, 0.67, 0.345).
const int MOST = 96;
const int SETS = MOST / 32;
uniform vec4 u_bounds;      // left, top, right, bottom of the stage
uniform vec4 u_melt;        // widths of the melting strips: left, top, right, bottom; 0 = none
uniform vec4 u_card;        // the card's rectangle: left, top, right, bottom
uniform float u_card_radius;  // 0: no card
uniform vec3 u_house;       // the stage's own darkness, linear
uniform vec3 u_page;        // the page around a card, sRGB
uniform vec2 u_drift;
uniform sampler2D u_noise;
uniform sampler2D u_backdrop;
uniform float u_range;  // what the backdrop's light was multiplied by before its root was kept
uniform vec3 u_backdrop_place;  // its left and bottom edge (y downwards) and its px per CSS px

layout(std140) uniform Cast {
  vec4 u_beam_axis[MOST];    // from x, y; unit direction x, y
  vec4 u_beam_size[MOST];    // length, half width at the actor, light, foot of the actor
  vec4 u_beam_end[MOST];     // ellipse round the actor: middle x, y; radii (x < 0: nobody stands there)
  vec4 u_figure[MOST];       // x, foot, height, light
  vec4 u_figure_look[MOST];  // asks (+ 2: has ears, + 4: no pool; below 0: nobody stands there), opacity, direction to the lamp x, y
  vec4 u_word[32];           // middle x, y; half width, half height: beams are dimmed there
};
uniform float u_beam_mouth;  // half width of a beam at the lamp
uniform vec4 u_tier_top;     // of each floor, and where it ends
uniform vec4 u_tier_nose;
uniform int u_figures;
uniform vec4 u_table;              // a long table before the actors: left, top, right, bottom; no width: none
uniform float u_table_front;       // where its top ends and its front begins
uniform float u_rim;               // light from behind; more of it while the lamp is off

flat in uvec3 v_beams;  // one bit for each beam, actor, lamp and word that can touch this tile
flat in uvec3 v_actors;
flat in uvec2 v_more;
in vec3 v_glow;        // of the lamps, where they are far
out vec4 colour;

const vec3 GOLD = vec3(1.0, 0.62, 0.22);

float square(float x) { return x * x; }

// Takes the lowest bit out of a set that is not empty, and gives its number.
int next(inout uint set) {
  uint lowest = set & (~set + 1u);
  set ^= lowest;
  return (floatBitsToInt(float(lowest)) >> 23) - 127;  // the exponent of a power of two
}

// --- beams

vec3 beams(vec2 p, float haze) {
  float sum = 0.0;
  float golden = 0.0;  // the part of it that is near the lamp
  for (int n = 0; n < SETS; ++n) for (uint set = v_beams[n]; set != 0u;) {
    int i = 32 * n + next(set);
    vec4 axis = u_beam_axis[i];
    vec4 size = u_beam_size[i];
    vec2 r = p - axis.xy;
    float along = dot(r, axis.zw);
    float u = along / size.x;
    float x = (r.x * axis.w - r.y * axis.z) / mix(u_beam_mouth, size.y, min(u, 1.0));
    x = abs(x);
    if (along > -4.0 && u < 1.6 && x < 1.6) {
      // 0.6 exp(-2.1 x²), which this polynomial follows down to 0 at 1.6, round a core with softer edges.
      float t = 1.0 - x * x / 2.56;
      float bell = t * t * t * t * (0.4 + 0.6 * t);
      float profile = 0.6 * bell + 0.4 * (1.0 - smoothstep(0.62, 1.12, x));
      float light = size.z * profile * (0.34 + 0.66 / (1.0 + 8.0 * u * u));
      vec4 end = u_beam_end[i];
      if (end.z < 0.0) {
        // It falls on the floor itself: cut off along the ellipse of its pool.
        float inside = length((p - end.xy) / vec2(1.15 * end.z, 2.0 * end.w));
        light *= mix(1.0, 1.0 - smoothstep(0.35, 1.0, inside), max(step(end.y, p.y), smoothstep(0.9, 1.0, u)));
        light *= 1.0 - 0.4 * smoothstep(0.7, 1.0, u);
      } else if (u > 0.6) {
        // The beam ends in a soft ellipse round the actor, somewhat dimmed so that the actor stands out.
        float inside = length((p - end.xy) / end.zw);
        light *= mix(1.0, 1.0 - smoothstep(0.45, 1.32, inside), smoothstep(0.74, 1.06, u));
        light *= 1.0 - 0.36 * (1.0 - smoothstep(0.3, 1.15, inside));
        light *= 1.0 - 0.55 * smoothstep(0.9, 1.16, u);
        light *= 1.0 - smoothstep(size.w - 0.44 * end.w, size.w + 3.0, p.y);
      }
      light *= clamp(0.4 + 0.1 * along, 0.0, 1.0);
      sum += light;
      golden += light * (1.0 - smoothstep(0.0, 110.0, along));
    }
  }
  return (sum * WARM + golden * (GOLD - WARM)) * (1.25 * haze);
}

// Behind a word there is less of a beam, so that it can be read.
float behind_words(vec2 p) {
  float keep = 1.0;
  for (uint set = v_more.y; set != 0u;) {
    vec4 word = u_word[next(set)];
    float away = length(max(abs(p - word.xy) - word.zw + 3.0, 0.0));
    keep *= mix(0.38, 1.0, smoothstep(0.0, 16.0, away));
  }
  return keep;
}

// --- the floor round the actors

// How much of the px lies on a floor rather than on the face of a step.
float on_floor(float y) {
  vec4 part = clamp((y - u_tier_top) * u_ratio + 0.5, 0.0, 1.0) * clamp((u_tier_nose - y) * u_ratio + 0.5, 0.0, 1.0);
  return max(max(part.x, part.y), max(part.z, part.w));
}

// A pool of light, and the shadow where an actor touches the floor.
void pools(vec2 p, float ground, inout vec3 c) {
  float light = 0.0;
  float shade = 1.0;
  for (int n = 0; n < SETS; ++n) for (uint set = v_actors[n]; set != 0u;) {
    int i = 32 * n + next(set);
    vec4 f = u_figure[i];
    vec2 d = p - f.xy + vec2(0.0, 0.012 * f.z);
    if (abs(d.x) < 1.15 * f.z && abs(d.y) < 0.36 * f.z) {
      float seen = u_figure_look[i].y;
      vec2 e = d / (0.36 * f.z * vec2(1.3, 0.4));
      float q = dot(e, e);
      if (q < 6.0) {
        float t = 1.0 - q / 6.0;  // its cube follows exp(-0.6 q), and ends
        float pool = f.w * (0.55 * t * t * t + 0.85 * (1.0 - smoothstep(0.45, 1.1, sqrt(q))));
        if (u_figure_look[i].x < 3.5) light += seen * (0.6 * pool * pool + 0.42 * pool);
        if (u_figure_look[i].x < 0.0) continue;  // nobody stands there
        vec2 s = d / (f.z * vec2(0.25, 0.062));
        float dark = max(0.0, 1.0 - dot(s, s) / 3.6);
        shade *= 1.0 - 0.8 * seen * dark * dark * dark;
      }
    }
  }
  c = (c + ground * light * WARM) * mix(1.0, shade, ground);
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
  vec2 q = vec2(abs(p.x), p.y - LOW_Y);
  float k = dot(q, vec2(-slope, steep));
  Surface s;
  s.distance = k < 0.0            ? length(q) - LOW_R
               : k > steep * span ? length(q - vec2(0.0, span)) - HIGH_R
                                  : dot(q, vec2(steep, slope)) - LOW_R;
  // Seen from the front, cone and balls meet in level lines.
  if (q.y < slope * LOW_R) {
    vec2 n = q / LOW_R;
    s.normal = vec3(n, sqrt(max(0.0, 1.0 - dot(n, n))));
  } else if (q.y > span + slope * HIGH_R) {
    vec2 n = (q - vec2(0.0, span)) / HIGH_R;
    s.normal = vec3(n, sqrt(max(0.0, 1.0 - dot(n, n))));
  } else {
    float x = min(1.0, q.x * steep / (LOW_R - slope * q.y));
    s.normal = vec3(steep * x, slope, steep * sqrt(max(0.0, 1.0 - x * x)));
  }
  s.normal.x *= p.x < 0.0 ? -1.0 : 1.0;
  s.distance = max(s.distance, -p.y);
  return s;
}

// Colour of an actor's surface in linear light.
vec3 surface_light(vec3 n, vec2 p, vec4 f, vec4 look) {
  vec3 to_lamp = vec3(look.zw, 0.3) * 0.958;
  float wrapped = 0.5 + 0.5 * clamp(dot(n, to_lamp), -1.0, 1.0);
  float lambert = wrapped * wrapped * (0.25 + 0.75 * wrapped);  // without a hard edge to the dark
  float light = 0.6 * f.w * f.w + 0.42 * f.w;                   // as in the pool it stands in
  float up = 0.5 + 0.5 * n.y;
  vec3 c = (0.75 + 0.25 * u_rim) * vec3(0.0125, 0.0116, 0.0120) * (0.4 + 0.9 * up);
  c += light * vec3(1.0, 0.80, 0.545) * (2.3 * lambert + 0.02);
  c += light * WARM * 0.2 * square(max(0.0, 1.0 - 5.0 * p.y));  // thrown back by its own pool
  float edge = 1.0 - n.z;
  c += edge * edge * (0.2 + 0.8 * edge) * u_rim * vec3(0.030, 0.034, 0.054) * (0.35 + 0.65 * up);
  c += look.x * (vec3(0.036, 0.024, 0.007) + edge * (0.3 + 0.7 * edge) * vec3(0.62, 0.38, 0.06));
  return c;
}

// rgb, and how much of the px it covers.
vec4 actor(vec2 p, vec4 f, vec4 look) {
  float px = f.z * u_ratio;  // device px a height
  Surface low = body(p);
  Surface top = ball(p);
  float low_part = clamp(0.5 - low.distance * px, 0.0, 1.0);
  float top_part = clamp(0.5 - top.distance * px, 0.0, 1.0);
  float covered = max(low_part, top_part);
  if (look.x > 3.5) look.x -= 4.0;
  if (look.x > 1.5) {
    // Ears: a golden ring at each side of the ball.
    vec2 e = vec2(abs(p.x) - BALL_R - 0.035, p.y - BALL_Y) / vec2(0.8, 1.0);
    float rim = clamp(0.5 + (0.024 - abs(length(e) - 0.068)) * px, 0.0, 1.0);
    float ear = clamp(0.5 + (0.068 - length(e)) * px, 0.0, 1.0);
    float mine = max(rim, ear) * (1.0 - top_part);
    if (mine > 0.0) {
      vec3 gold = mix(vec3(0.10, 0.066, 0.014), vec3(0.62, 0.40, 0.075), rim);
      if (mine > covered) return vec4(gold, mine);
    }
    look.x -= 2.0;
  }
  vec4 c = vec4(0.0);
  if (covered > 0.0) {
    c = vec4(surface_light(mix(low.normal, top.normal, top_part), p, f, look), covered);
    // The ball keeps light from the shoulder, and the floor from the foot.
    float near_ball = square(max(0.0, 1.0 - max(0.0, top.distance) / 0.06)) * (1.0 - top_part);
    c.rgb *= 1.0 - (0.6 - 0.36 * look.x) * near_ball;
    c.rgb *= 0.72 + 0.28 * smoothstep(0.0, 0.1, p.y);
  }
  return c;
}

void actors(vec2 p, vec3 air, float ground, inout vec3 c) {
  for (int n = 0; n < SETS; ++n) for (uint set = v_actors[n]; set != 0u;) {
    int i = 32 * n + next(set);
    vec4 f = u_figure[i];
    vec2 q = vec2(p.x - f.x, f.y - p.y) / f.z;
    if (u_figure_look[i].x >= 0.0 && abs(q.x) < 0.32 && q.y > -0.62 && q.y < 1.02) {
      vec4 look = u_figure_look[i];
      // Below the foot: its image in the polished floor.
      bool image = q.y < 0.0;
      vec4 a = actor(vec2(q.x, image ? -1.6 * q.y : q.y), f, look);
      float shine = ground * a.a * look.y * 0.16 * exp(5.0 * q.y) * smoothstep(0.0, 0.04, -q.y);
      // A little of the lit air lies before the actor.
      c = image ? c + a.rgb * shine : mix(c, a.rgb + 0.13 * air, a.a * look.y);
    }
  }
}

// --- the table: its top seen from above, its front in the dark, both warmed by the light on those who sit there

void table(vec2 p, inout vec3 c) {
  float depth = u_table_front - u_table.y;
  float slant = 0.7 * clamp(u_table_front - p.y, 0.0, depth);
  float side = min(p.x - u_table.x, u_table.z - p.x) - slant;
  float cover = clamp(0.5 + side * u_ratio, 0.0, 1.0) * clamp(0.5 + (p.y - u_table.y) * u_ratio, 0.0, 1.0) *
                clamp(0.5 + (u_table.w - p.y) * u_ratio, 0.0, 1.0);
  if (cover <= 0.0) return;
  float light = 0.0;
  for (int i = 0; i < u_figures; ++i) {
    if (u_figure_look[i].x < 0.0) continue;
    float d = (p.x - u_figure[i].x) / (0.5 * u_figure[i].z);
    light += u_figure_look[i].y * u_figure[i].w * exp(-d * d);
  }
  bool top = p.y < u_table_front;
  float grain = texture(u_noise, vec2(0.0022 * p.x, (top ? 0.031 : 0.012) * p.y)).r;
  vec3 wood = vec3(0.165, 0.078, 0.036) * (0.72 + 0.56 * grain);
  float middle = 1.0 - abs(2.0 * (p.x - u_table.x) / (u_table.z - u_table.x) - 1.0);
  float lit = (0.16 + 0.34 * smoothstep(0.0, 0.8, middle)) + 0.55 * light;
  if (!top) {
    float down = (p.y - u_table_front) / max(1.0, u_table.w - u_table_front);
    lit = (0.035 + 0.03 * smoothstep(0.0, 0.8, middle) + 0.06 * light) * (1.0 - 0.5 * down);
    lit += 0.22 * exp(-square((p.y - u_table_front) / 1.4));  // the edge of the top
  }
  c = mix(c, wood * lit, cover);
}

// --- lamps

// How much of a px an ellipse covers.
float ellipse(vec2 d, vec2 radii, float grain) {
  vec2 e = d / radii;
  float f = dot(e, e) - 1.0;
  vec2 slope = 2.0 * e / radii;
  return clamp(0.5 - f / (max(length(slope), 1e-4) * grain), 0.0, 1.0);
}

void lamps(vec2 p, inout vec3 c) {
  for (uint set = v_more.x; set != 0u;) {
    int i = next(set);
    vec4 lamp = u_lamp[i];
    float size = lamp.w / 19.0;
    vec2 d = (p - lamp.xy) / size;
    if (abs(d.x) < 22.0 && d.y < 9.0 && p.y > lamp.z) {
      float grain = 1.0 / (size * u_ratio);
      vec2 light = u_lamp_light[i];
      float solid = light.y > 0.0 ? light.y : 1.0;

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
}

// --- specks of dust that catch a beam

float dust(vec2 p) { return texture(u_noise, (p + 0.35 * u_drift) / 256.0).g; }

ivec2 backdrop_px(vec2 p) {
  vec3 place = u_backdrop_place;
  return ivec2(floor(p.x * place.z) - place.x, place.y - 1.0 - floor(p.y * place.z));
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
    vec3 back = texelFetch(u_backdrop, backdrop_px(p), 0).rgb;
    c = back * back / u_range;
    vec3 glow = v_glow;
    if (v_more.x != 0u) glow = lamp_glow(p);
    c += glow;
    vec3 air = vec3(0.0);
    if (v_beams != uvec3(0u)) {
      air = beams(p, 0.82 + 0.36 * texture(u_noise, (p + u_drift) / 350.0).r);
      air *= (1.0 + 1.6 * dust(p)) * behind_words(p);
      c += air;
    }
    if (v_actors != uvec3(0u)) {
      float ground = on_floor(p.y);
      if (ground > 0.0) pools(p, ground, c);
      actors(p, air, ground, c);
    }
    if (u_table.z > u_table.x) table(p, c);
    lamps(p, c);
    c = u_house + seen * c;
  }
  vec3 out_colour = to_srgb(shoulder(c)) + dither();
  colour = vec4(mix(u_page, out_colour, inside), 1.0);
}
