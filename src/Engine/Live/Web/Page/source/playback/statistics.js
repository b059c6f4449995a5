/** What the page has drawn, for itself and, read-only, for tests and benchmarks as `window.latentsim`. */
const kept = 1000;

export function publish() {
  const latencies = [];
  const times = [];
  const state = { framesDrawn: 0, lastStep: null, lastMade: null, lastWalker: null, firstFrameAt: null };
  const shown = {
    get framesDrawn() { return state.framesDrawn; },
    get lastStep() { return state.lastStep; },
    get lastMade() { return state.lastMade; },
    get lastWalker() { return state.lastWalker; },
    get firstFrameAt() { return state.firstFrameAt; },
    get drawLatencies() { return latencies.slice(); },
    get framesPerSecond() { return rate(); },
  };
  Object.defineProperty(window, 'latentsim', { value: Object.freeze(shown) });
  return { drawn, get framesPerSecond() { return rate(); }, get delay() { return median(latencies.slice(-60)); } };

  function drawn(frame) {
    const now = performance.now();
    state.framesDrawn++;
    state.lastStep = frame.step;
    state.lastMade = frame.made;
    state.lastWalker = frame.walker;
    state.firstFrameAt ??= now;
    latencies.push(performance.timeOrigin + now - 1000 * frame.made);
    times.push(now);
    if (latencies.length > kept) latencies.shift();
    while (times[0] < now - 2000) times.shift();
  }

  function rate() {
    const now = performance.now();
    const recent = times.filter(time => time > now - 2000);
    return recent.length < 2 ? 0 : (recent.length - 1) / ((recent[recent.length - 1] - recent[0]) / 1000);
  }
}

function median(values) {
  if (values.length === 0) return null;
  return values.sort((a, b) => a - b)[values.length >> 1];
}
