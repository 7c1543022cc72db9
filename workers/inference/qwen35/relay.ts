/** Gives out what `run` emits while it runs, and then its result. Whoever stops reading waits until `run` has come to its end. */
export async function* relay<T, R>(run: (emit: (value: T) => void) => Promise<R>): AsyncGenerator<T, R, void> {
  const waiting: T[] = [];
  let wake: () => void = () => undefined;
  let ended = false;
  const running = run((value) => {
    waiting.push(value);
    wake();
  }).finally(() => {
    ended = true;
    wake();
  });
  // Heard of below; a reader that is away for a moment is no reason to call it unhandled.
  running.catch(() => undefined);
  try {
    for (;;) {
      if (waiting.length > 0) yield waiting.shift()!;
      else if (ended) break;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
    return await running;
  } finally {
    await running.catch(() => undefined);
  }
}
