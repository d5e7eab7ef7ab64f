// How wide a text is in the page's own fonts, in CSS px: asked by the core when it places words on the stage.

const families = {
  sans: 'Inter, system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  serif: 'Newsreader, Georgia, "Noto Serif", serif',
  mono: '"JetBrains Mono", ui-monospace, "DejaVu Sans Mono", monospace',
};
const limit = 4000;

export function makeMeasure() {
  const context = document.createElement('canvas').getContext('2d');
  const known = new Map();
  let font = '';
  return {
    measureText(text, name, size, weight) {
      const wanted = `${weight} ${size}px ${families[name] ?? families.sans}`;
      const key = `${wanted}|${text}`;
      const found = known.get(key);
      if (found !== undefined) return found;
      if (wanted !== font) context.font = font = wanted;
      const width = context.measureText(text).width;
      if (known.size >= limit) known.clear();
      known.set(key, width);
      return width;
    },
    forget() {
      known.clear();
      font = '';
    },
  };
}

// The fonts the first picture needs. A font that doesn't come is no reason to wait for ever.
export function loadFonts() {
  const wanted = ['400 16px Inter', '650 30px Inter', '400 48px Newsreader', '500 14px "JetBrains Mono"'];
  const all = Promise.all(wanted.map((font) => document.fonts.load(font))).catch(() => {});
  return Promise.race([all, new Promise((done) => setTimeout(done, 3000))]);
}
