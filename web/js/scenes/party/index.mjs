// The party's parts of the page: the focus dial, and the sound.

import { setUpDial } from './dial.mjs';
import { setUpSound } from './sound-button.mjs';

export const style = 'css/scenes/party.css';

export function setUp(actions) {
  const parts = [setUpDial(actions), setUpSound(actions)];
  return {
    show(state) { for (const part of parts) part.show(state); },
    leave() { for (const part of parts) part.leave(); },
  };
}
