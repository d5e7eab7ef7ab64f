// Puts a picture drawn before on the canvas, stretched if it is smaller.
uniform sampler2D u_picture;
uniform vec2 u_size;  // of the canvas, device px
out vec4 colour;

void main() { colour = vec4(texture(u_picture, gl_FragCoord.xy / u_size).rgb, 1.0); }
