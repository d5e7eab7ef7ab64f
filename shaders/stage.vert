// The stage in tiles: each knows which beams, actors and lamps can touch it, so that no px asks about all of them.
uniform vec2 u_canvas;  // CSS px
layout(location = 0) in vec4 a_tile;   // left, top, right, bottom; CSS px
layout(location = 1) in uvec3 a_beams;   // one bit each
layout(location = 2) in uvec3 a_actors;
layout(location = 3) in uvec2 a_more;    // lamps, words
flat out uvec3 v_beams;
flat out uvec3 v_actors;
flat out uvec2 v_more;
out vec3 v_glow;

void main() {
  v_beams = a_beams;
  v_actors = a_actors;
  v_more = a_more;
  vec2 p = vec2((gl_VertexID & 1) == 0 ? a_tile.x : a_tile.z, (gl_VertexID & 2) == 0 ? a_tile.y : a_tile.w);
  v_glow = lamp_glow(p);
  gl_Position = vec4(p.x / u_canvas.x * 2.0 - 1.0, 1.0 - p.y / u_canvas.y * 2.0, 0.0, 1.0);
}
