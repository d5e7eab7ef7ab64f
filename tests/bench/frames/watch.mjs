// Runs in the page before its own scripts: counts each frame's time in the page's code and in WebGL's functions.

export function watch() {
  let gl = 0; // ms in WebGL's functions since the frame began
  let glCalls = 0;
  let frames = new Map(); // time of the frame → what it took

  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(WebGL2RenderingContext.prototype))) {
    if (typeof value !== 'function') continue;
    WebGL2RenderingContext.prototype[name] = function timed(...given) {
      const began = performance.now();
      const result = value.apply(this, given);
      gl += performance.now() - began;
      glCalls += 1;
      return result;
    };
  }

  const realFrame = window.requestAnimationFrame.bind(window);
  const note = (time, began, glBefore, callsBefore) => {
    const frame = frames.get(time) ?? { all: 0, gl: 0, calls: 0 };
    frame.all += performance.now() - began;
    frame.gl += gl - glBefore;
    frame.calls += glCalls - callsBefore;
    frames.set(time, frame);
  };
  window.requestAnimationFrame = (callback) => {
    const letter = typing; // the page hands a letter to the core with the next frame
    return realFrame((time) => {
      const [began, glBefore, callsBefore] = [performance.now(), gl, glCalls];
      callback(time);
      queueMicrotask(() => { // after what the frame told the page's listeners
        note(time, began, glBefore, callsBefore);
        if (letter) heard.letters.push(performance.now() - began);
      });
    });
  };

  const heard = { letters: [], gaps: [], longTasks: [] };
  let listening = false;
  let typing = false; // the page is being told of a letter
  window.addEventListener('input', () => { typing = listening; }, true);
  window.addEventListener('input', () => { typing = false; });
  new PerformanceObserver((list) => { if (listening) heard.longTasks.push(...list.getEntries().map(({ duration }) => duration)); })
    .observe({ type: 'longtask' });

  window.bench = {
    get frames() { return [...frames.values()].filter(({ calls }) => calls > 0); },
    forget() { frames = new Map(); },
    listen() {
      listening = true;
      for (const list of Object.values(heard)) list.length = 0;
      let last = 0;
      const tick = (time) => {
        if (last > 0) heard.gaps.push(time - last);
        last = time;
        if (listening) realFrame(tick);
      };
      realFrame(tick);
    },
    heard() {
      listening = false;
      return heard;
    },
  };
}
