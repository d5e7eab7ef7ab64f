// A dark room, and the rings of voices on its floor; read by the stage pass as its backdrop.
uniform vec4 u_bounds;    // left, top, right, bottom; CSS px
uniform float u_horizon;
uniform float u_zoom;
uniform float u_range;    // what light is multiplied by before its root is kept
uniform sampler2D u_noise;
uniform int u_rings;
uniform vec4 u_ring[20];  // x, y on the floor; light; reach in px
uniform vec4 u_listener;  // x, y; wavelengths travelled
out vec4 colour;

const vec3 WARM = vec3(1.0, 0.70, 0.40);
const float FLAT = 0.42;  // the floor is seen from the side: this much of its depth

float square(float x) { return x * x; }

// One voice's rings at a place on the floor, in px of the floor's plane from the voice.
float rings(vec2 d, vec2 to_listener, vec4 ring) {
  float r = length(d);
  float way = max(1.0, length(to_listener));
  float towards = dot(d, to_listener) / (max(r, 1e-3) * way);
  float lobe = pow(0.5 + 0.5 * towards, 7.0);
  float wave = 46.0 * u_zoom;
  float line = exp(-square((fract(r / wave - u_listener.z) - 0.5) / (0.07 + 0.035 * ring.z)));
  float reach = exp(-r / ring.w);
  // What has arrived goes no further.
  float arrived = 1.0 - smoothstep(way - 0.3 * wave, way + 0.5 * wave, r);
  float born = smoothstep(0.2 * wave, 0.5 * wave, r);
  return ring.z * (0.45 + 0.55 * ring.z) * born * reach * (line * (0.4 + 1.3 * lobe) + 0.05) * mix(0.35, 1.0, arrived);
}

void main() {
  vec2 p = here();
  float centre = 0.5 * (u_bounds.x + u_bounds.z);
  float wide = 0.5 * (u_bounds.z - u_bounds.x);
  float side = (p.x - centre) / wide;
  float on_floor = clamp((p.y - u_horizon) * u_ratio + 0.5, 0.0, 1.0);

  // The wall: a little lighter towards the floor, and dark where it meets it.
  float up = (u_horizon - p.y) / max(1.0, u_horizon - u_bounds.y);
  vec3 wall = vec3(0.0215, 0.0172, 0.0212) * (0.3 + 0.7 * exp(-1.9 * max(0.0, up))) * (1.0 - 0.7 * side * side);
  wall *= 0.9 + 0.2 * texture(u_noise, vec2(0.004 * p.x, 0.0011 * p.y)).r;
  wall *= 1.0 - 0.5 * exp(-max(0.0, u_horizon - p.y) / (5.0 * u_zoom));

  vec2 q = vec2(p.x, p.y / FLAT);
  float light = 0.0;
  if (on_floor > 0.0) {
    for (int i = 0; i < u_rings; ++i) {
      vec2 from = vec2(u_ring[i].x, u_ring[i].y / FLAT);
      light += rings(q - from, vec2(u_listener.x, u_listener.y / FLAT) - from, u_ring[i]);
    }
  }
  float depth = clamp((p.y - u_horizon) / max(1.0, u_listener.y - u_horizon), 0.0, 1.5);
  float grain = texture(u_noise, vec2(0.006 * p.x, 0.012 * p.y)).r;
  vec3 boards = vec3(0.0225, 0.0168, 0.0160) * (0.88 + 0.24 * grain) * (0.35 + 0.85 * exp(-square((depth - 0.5) / 0.5))) *
                (1.0 - 0.75 * side * side) * (1.0 - 0.45 * exp(-max(0.0, p.y - u_horizon) / (4.0 * u_zoom)));
  vec2 here_is = (q - vec2(u_listener.x, u_listener.y / FLAT)) / (95.0 * u_zoom);
  vec3 gold = vec3(0.052, 0.035, 0.006) * exp(-dot(here_is, here_is));
  vec3 ground = boards + gold + 0.42 * light * WARM;
  vec3 c = mix(wall, ground, on_floor);
  colour = vec4(sqrt(min(c * u_range, 1.0)), 1.0);
}
