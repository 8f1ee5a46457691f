/** Work in small steps: between two of them the browser may paint and take keys. */
export type Steps<T> = Generator<void, T>;

/** Does all the steps that are left, at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

const sliceMs = 6;

/** Safari has no idle callbacks; a short timer after the frame comes close. */
function onIdle(run: (left: () => number) => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback((deadline) => run(() => deadline.timeRemaining()));
    return () => cancelIdleCallback(handle);
  }
  const timer = setTimeout(() => {
    const end = performance.now() + sliceMs;
    run(() => end - performance.now());
  }, 16);
  return () => clearTimeout(timer);
}

/** Does the steps while the browser is idle; returns how to stop. */
export function whenIdle(steps: Steps<unknown>): () => void {
  const run = (left: () => number) => {
    do {
      if (steps.next().done === true) return;
    } while (left() > 1);
    cancel = onIdle(run);
  };
  let cancel = onIdle(run);
  return () => cancel();
}
