// The six small pictures of the strip, drawn from the chosen word's real row.

import { svg } from '../core/dom.mjs';

const width = 80;
const height = 34;
const foot = 31; // where bars stand

const finite = (values) => (values ?? []).map((v) => (Number.isFinite(v) ? v : null));
const largest = (values) => Math.max(1e-9, ...values.map((v) => Math.abs(v ?? 0)));
const round = (v) => Math.round(v * 100) / 100;

// Bars side by side from x0; signed ones about their own zero line.
function bars(values, { x0, span, tall, tone, scale = largest(values) }) {
  const parts = [];
  const n = values.length;
  if (!n) return parts;
  const pitch = span / n;
  const thick = Math.max(0.75, Math.min(5, pitch * 0.7));
  const up = Math.max(0, ...values.map((v) => v ?? 0)) / scale;
  const down = Math.max(0, ...values.map((v) => -(v ?? 0))) / scale;
  const zero = foot - (down * tall) / (up + down || 1);
  const unit = tall / (up + down || 1);
  values.forEach((value, i) => {
    const size = Math.max(1.5, (Math.abs(value ?? 0) / scale) * unit);
    const top = (value ?? 0) < 0 ? zero : zero - size;
    parts.push(svg('rect', {
      class: `t-${value === null ? 'none' : tone(value)}`, x: round(x0 + i * pitch + (pitch - thick) / 2), y: round(top), width: round(thick), height: round(size), rx: round(Math.min(1, thick / 3)),
    }));
  });
  return parts;
}

const centred = (n, tone, tall) => {
  const span = Math.min(76, n * 7);
  return { x0: (width - span) / 2, span, tall, tone: typeof tone === 'function' ? tone : () => tone };
};
const sign = (value) => (value < 0 ? 'minus' : 'plus');

function dots(values) {
  const columns = 10;
  const rows = 3;
  const shown = finite(values).slice(0, columns * rows);
  const top = largest(shown);
  return shown.map((value, i) => svg('circle', {
    class: 't-text', cx: round(7.5 + Math.floor(i / rows) * 7.2), cy: round(7 + (i % rows) * 8.75), r: round(0.8 + 2.8 * Math.cbrt(Math.abs(value ?? 0) / top)),
  }));
}

const draw = {
  embed: (row) => dots(row.embedding),
  qkv(row) {
    return [['q', 'query'], ['k', 'key'], ['v', 'value']].flatMap(([name, tone], i) =>
      bars(finite(row[name]).slice(0, 4), { x0: 2 + i * 28, span: 20, tall: 21, tone: () => tone }));
  },
  qkt(row) {
    const products = finite(row.entries.map((e) => e.product));
    return bars(products, { ...centred(products.length, sign, 19) });
  },
  scale(row) {
    const scores = finite(row.entries.map((e) => e.score));
    const products = finite(row.entries.map((e) => e.product));
    const shrink = Math.min(1, largest(scores) / largest(products)) || 1;
    return bars(scores, centred(scores.length, sign, Math.max(7, 19 * Math.max(shrink, 0.4))));
  },
  softmax(row) {
    const weights = finite(row.entries.map((e) => e.weight));
    return bars(weights, { ...centred(weights.length, 'weight', 24), scale: Math.max(largest(weights), 0.3) });
  },
  mix(row) {
    const output = finite(row.output).slice(0, 5);
    return bars(output, { ...centred(output.length * 1.35, 'value', 24) });
  },
};

export function drawThumbnail(target, stage, row) {
  target.setAttribute('viewBox', `0 0 ${width} ${height}`);
  target.replaceChildren(...(row?.entries?.length ? draw[stage](row) : []));
}
