// Lines and boxes: one instance each, a quad somewhat larger than the shape.
uniform vec2 u_canvas;  // CSS px
layout(location = 0) in vec4 a_place;   // middle x, y; half width, half height
layout(location = 1) in vec4 a_look;    // direction of the shape's own x axis; corner radius; stroke width, 0 = filled
layout(location = 2) in vec4 a_colour;  // premultiplied
layout(location = 3) in float a_fade;   // px over which both ends fade away
out vec2 v_at;
flat out vec2 v_half;
flat out vec4 v_look;
flat out vec4 v_colour;

void main() {
  vec2 corner = vec2((gl_VertexID & 1) == 0 ? -1.0 : 1.0, (gl_VertexID & 2) == 0 ? -1.0 : 1.0);
  v_at = corner * (a_place.zw + 1.0);
  v_half = a_place.zw;
  v_look = vec4(a_look.zw, a_fade, 0.0);
  v_colour = a_colour;
  vec2 p = a_place.xy + v_at.x * a_look.xy + v_at.y * vec2(-a_look.y, a_look.x);
  gl_Position = vec4(p.x / u_canvas.x * 2.0 - 1.0, 1.0 - p.y / u_canvas.y * 2.0, 0.0, 1.0);
}
