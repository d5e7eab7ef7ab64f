// The stage in tiles: each knows which beams, actors and lamps can touch it, so that no px asks about all of them.
uniform vec2 u_canvas;  // CSS px
layout(location = 0) in vec4 a_tile;   // left, top, right, bottom; CSS px
layout(location = 1) in uvec3 a_near;  // beams, actors, lamps; one bit each
flat out uvec3 v_near;
out vec3 v_glow;

void main() {
  v_near = a_near;
  vec2 p = vec2((gl_VertexID & 1) == 0 ? a_tile.x : a_tile.z, (gl_VertexID & 2) == 0 ? a_tile.y : a_tile.w);
  v_glow = lamp_glow(p);
  gl_Position = vec4(p.x / u_canvas.x * 2.0 - 1.0, 1.0 - p.y / u_canvas.y * 2.0, 0.0, 1.0);
}
