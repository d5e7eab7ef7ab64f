// A finger moved sideways over the stage scrolls a sentence that is longer than the stage.

import { byId } from '../core/dom.mjs';

const slop = 8; // px before a touch counts as a swipe and not as a tap

export function setUpSwipe(actions) {
  const stage = byId('overlay').parentElement;
  let touch = null; // {id, x, swiping}

  stage.addEventListener('pointerdown', (event) => {
    if (event.pointerType !== 'mouse') touch = { id: event.pointerId, x: event.clientX, swiping: false };
  });
  stage.addEventListener('pointermove', (event) => {
    if (event.pointerId !== touch?.id) return;
    const moved = touch.x - event.clientX;
    if (!touch.swiping && Math.abs(moved) < slop) return;
    touch.swiping = true;
    touch.x = event.clientX;
    actions.ask('scroll', moved);
  });
  const end = (event) => {
    if (event.pointerId === touch?.id && !touch.swiping) touch = null;
  };
  stage.addEventListener('pointerup', end);
  stage.addEventListener('pointercancel', () => { touch = null; });
  // A swipe that ends over a word is no click on it.
  stage.addEventListener('click', (event) => {
    if (!touch?.swiping) return;
    touch = null;
    event.stopPropagation();
    event.preventDefault();
  }, true);
}
