// Puts a picture drawn before back on the canvas, px by px.
uniform sampler2D u_picture;
out vec4 colour;

void main() { colour = vec4(texelFetch(u_picture, ivec2(gl_FragCoord.xy), 0).rgb, 1.0); }
