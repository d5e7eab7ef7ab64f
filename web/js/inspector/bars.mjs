// A share of 1 as a bar; a notch where chance would be.

import { svg } from '../core/dom.mjs';

const round = (x) => Math.round(10000 * Math.min(1, Math.max(0, x))) / 100;

export function shareBar(share, chance = null, kind = 'weight') {
  const parts = [svg('rect', { class: 'track', width: 100, height: 6 }), svg('rect', { class: kind, width: round(share), height: 6 })];
  if (chance !== null) parts.push(svg('rect', { class: 'notch', x: round(chance) - 0.5, width: 1, height: 6 }));
  return svg('svg', { class: 'bar', viewBox: '0 0 100 6', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, ...parts);
}
