// The voices of the party as sound, made here, with no recordings: each has its own pitch, vowel and rhythm of
// speaking, comes from where it stands, and is as loud as its weight.

const most = 20;
const level = 0.5; // of all voices together
const follow = 0.08; // s in which loudness follows a weight

// One voice: a buzz through two formants, opened and closed a few times a second like syllables.
function makeVoice(context, out, index) {
  const gain = context.createGain();
  const place = context.createStereoPanner();
  const syllables = context.createGain();
  gain.gain.value = 0;
  syllables.gain.value = 0.5;
  const buzz = context.createOscillator();
  buzz.type = index % 2 ? 'sawtooth' : 'square';
  buzz.frequency.value = 98 * 2 ** (((index * 5) % 12) / 12) * (index % 3 === 1 ? 2 : 1);
  const lips = context.createOscillator();
  lips.frequency.value = 2.3 + ((index * 0.77) % 2.6);
  const opening = context.createGain();
  opening.gain.value = 0.5;
  lips.connect(opening).connect(syllables.gain);
  for (const [pitch, part] of [[420 + ((index * 137) % 500), 1], [1100 + ((index * 311) % 1400), 0.5]]) {
    const formant = context.createBiquadFilter();
    formant.type = 'bandpass';
    formant.frequency.value = pitch;
    formant.Q.value = 5;
    const share = context.createGain();
    share.gain.value = part;
    buzz.connect(formant).connect(share).connect(syllables);
  }
  syllables.connect(gain).connect(place).connect(out);
  buzz.start();
  lips.start();
  return {
    set(loudness, side) {
      gain.gain.setTargetAtTime(loudness, context.currentTime, follow);
      place.pan.setTargetAtTime(side, context.currentTime, follow);
    },
    stop() {
      buzz.stop();
      lips.stop();
      place.disconnect();
    },
  };
}

// An ear in the room: `hear` takes [{loudness 0 to 1, side −1 to 1}], `close` ends it.
export function openEar() {
  const context = new AudioContext();
  const out = context.createGain();
  out.gain.value = level;
  const limit = context.createDynamicsCompressor();
  out.connect(limit).connect(context.destination);
  let voices = [];
  const onHide = () => { if (document.hidden) context.suspend(); else context.resume(); };
  document.addEventListener('visibilitychange', onHide);
  return {
    hear(list) {
      const wanted = list.slice(0, most);
      while (voices.length > wanted.length) voices.pop().stop();
      while (voices.length < wanted.length) voices.push(makeVoice(context, out, voices.length));
      wanted.forEach(({ loudness, side }, i) => voices[i].set(loudness, side));
    },
    close() {
      document.removeEventListener('visibilitychange', onHide);
      for (const voice of voices) voice.stop();
      voices = [];
      context.close();
    },
  };
}
