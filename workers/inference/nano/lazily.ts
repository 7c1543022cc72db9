/** Something that is made when it is first wanted, once. */
export interface Lazily<T> {
  /** Makes it, or gives what was made; what fails is tried again by the next call. */
  readonly get: () => Promise<T>;
  /** What was made so far, without making it. */
  readonly made: () => Promise<T> | null;
}

/** Puts off what not every question needs: a session for tracks or for sound, say. */
export function lazily<T>(make: () => Promise<T>): Lazily<T> {
  let made: Promise<T> | null = null;
  return {
    get: () =>
      (made ??= make().catch((error: unknown) => {
        made = null;
        throw error;
      })),
    made: () => made,
  };
}
