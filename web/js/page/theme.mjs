// Dark or light: what the reader asked for, kept for the next visit.

import { byId } from '../core/dom.mjs';
import { recall, remember } from '../core/storage.mjs';

export function setUpTheme(changed) {
  const button = byId('theme');
  const wish = matchMedia('(prefers-color-scheme: light)');
  const saved = recall('theme');
  let chosen = saved === 'dark' || saved === 'light' ? saved : null;

  const current = () => chosen ?? (wish.matches ? 'light' : 'dark');

  function show() {
    const theme = current();
    const other = theme === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset.theme = theme;
    document.querySelector('meta[name="theme-color"]').content = theme === 'dark' ? '#0C0C11' : '#FAF8F3';
    byId('theme-icon').setAttribute('href', theme === 'dark' ? '#i-sun' : '#i-moon');
    button.setAttribute('aria-label', `Switch to the ${other} theme`);
    button.title = `Switch to the ${other} theme`;
  }

  function toggle() {
    chosen = current() === 'dark' ? 'light' : 'dark';
    remember('theme', chosen);
    show();
    changed();
  }

  button.addEventListener('click', toggle);
  wish.addEventListener('change', () => {
    if (chosen) return;
    show();
    changed();
  });
  show();
  return { current, toggle };
}
