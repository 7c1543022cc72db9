type Listener = (message: string) => void;

let listener: Listener | null = null;

/** Says something to screen readers, politely, once. */
export function announce(message: string): void {
  listener?.(message);
}

/** The live region registers itself here; returns the function that ends it. */
export function onAnnounce(next: Listener): () => void {
  listener = next;
  return () => {
    if (listener === next) listener = null;
  };
}
