// Boxes and lines: one instance each, a quad somewhat larger than the shape.
uniform vec2 u_canvas;  // CSS px
layout(location = 0) in vec4 a_place;  // middle x, y; half width, half height
layout(location = 1) in vec4 a_look;   // direction of the shape's own x axis; corner radius; stroke width, 0 = filled
layout(location = 2) in vec4 a_from;   // premultiplied
layout(location = 3) in vec4 a_to;
layout(location = 4) in vec3 a_more;   // px over which both ends fade away; px over which the edge does; shade
layout(location = 5) in vec2 a_slant;  // px sideways, and part of the width, for each px downwards
out vec2 v_at;
flat out vec2 v_half;
flat out vec2 v_look;
flat out vec3 v_more;
flat out vec4 v_from;
flat out vec4 v_to;

void main() {
  vec2 corner = vec2((gl_VertexID & 1) == 0 ? -1.0 : 1.0, (gl_VertexID & 2) == 0 ? -1.0 : 1.0);
  v_at = corner * (a_place.zw + 1.0 + a_more.y);
  v_half = a_place.zw;
  v_look = a_look.zw;
  v_more = a_more;
  v_from = a_from;
  v_to = a_to;
  float across = v_at.x * (1.0 + a_slant.y * v_at.y) + a_slant.x * v_at.y;
  vec2 p = a_place.xy + across * a_look.xy + v_at.y * vec2(-a_look.y, a_look.x);
  gl_Position = vec4(p.x / u_canvas.x * 2.0 - 1.0, 1.0 - p.y / u_canvas.y * 2.0, 0.0, 1.0);
}
