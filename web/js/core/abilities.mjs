// What this browser can do, asked once at the start.

// The smallest module with a 128-bit instruction: (func (result v128) i32.const 0 i8x16.splat i8x16.popcnt).
const simdProbe = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

export function hasSimd() {
  try {
    return WebAssembly.validate(simdProbe);
  } catch {
    return false;
  }
}

export function hasWebGL2() {
  try {
    const context = document.createElement('canvas').getContext('webgl2');
    context?.getExtension('WEBGL_lose_context')?.loseContext(); // hand the probe's context back at once
    return Boolean(context);
  } catch {
    return false;
  }
}

export const wantsLessMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
