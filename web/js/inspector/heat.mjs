// Attention maps as small pictures in the look's colours for weights: sharp, and never more than a few milliseconds a frame.

const stops = 256;

// The theme's five colours, mixed evenly: 256 pixels as ImageData holds them.
export function palette(node) {
  const colours = getComputedStyle(node).getPropertyValue('--heat').split(',').map((hex) => Number.parseInt(hex.trim().slice(1), 16));
  const table = new Uint8ClampedArray(4 * stops);
  for (let i = 0; i < stops; i += 1) {
    const at = (i / (stops - 1)) * (colours.length - 1);
    const from = Math.min(Math.floor(at), colours.length - 2);
    for (let c = 0; c < 3; c += 1) {
      const shift = 16 - 8 * c;
      const [a, b] = [(colours[from] >> shift) & 255, (colours[from + 1] >> shift) & 255];
      table[4 * i + c] = a + (b - a) * (at - from);
    }
    table[4 * i + 3] = 255;
  }
  return table;
}

export function decode(map) {
  const text = atob(map);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return bytes;
}

// One map, a pixel for each weight; the style sheet enlarges it without smoothing, so it is sharp at every pixel ratio.
export function drawMap(canvas, weights, side, table) {
  if (!side) return;
  if (canvas.width !== side) canvas.width = canvas.height = side;
  const context = canvas.getContext('2d', { willReadFrequently: true }); // so small that a graphics card only costs time
  const image = context.createImageData(side, side);
  const target = new Uint32Array(image.data.buffer);
  const source = new Uint32Array(table.buffer);
  for (let i = 0; i < target.length; i += 1) target[i] = source[weights[i] ?? 0];
  context.putImageData(image, 0, 0);
}

/** Changes when the maps have to be drawn anew. */
export const drawnFor = ({ model, text, second, switches, busy } = {}) => JSON.stringify([model, text, second, switches, busy, document.documentElement.dataset.theme]);

const slow = 60; // ms between frames: nothing moves smoothly any more, and waiting longer helps nobody

// Does jobs one after another, a few milliseconds of each frame; new jobs take the place of those that wait.
export function makeQueue(budget = 2.5) {
  let jobs = [];
  let frame = 0;
  let last = 0;
  function work() {
    frame = 0;
    const now = performance.now();
    const end = now + (now - last > slow ? 4 : 1) * budget;
    last = now;
    while (jobs.length && performance.now() < end) jobs.shift()(); // a job may put others in its place
    if (jobs.length) frame ||= requestAnimationFrame(work);
  }
  return (list) => {
    jobs = [...list];
    if (!frame) last = performance.now();
    frame ||= requestAnimationFrame(work);
  };
}
