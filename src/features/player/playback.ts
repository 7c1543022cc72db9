import { spanOf } from '../../core/index.ts';
import { shownReferences, useStore, type AppState, type TimedDocument } from '../../store/index.ts';

/** How near, in seconds, the end of a loop counts as reached. */
const LOOP_EDGE = 0.02;
export const RATES: readonly number[] = [0.25, 0.5, 1, 1.5, 2];

/** The video or recording that is open, or `null`. */
export function openTimed(): TimedDocument | null {
  const { medium } = useStore.getState();
  return medium && medium.kind !== 'picture' ? medium : null;
}

/** Keeps the store's playhead in step with a player, and plays loops. @returns what ends it. */
export function followPlayer({ player }: TimedDocument): () => void {
  const scope = new AbortController();
  const { signal } = scope;
  const { setTime, setPlaying } = useStore.getState();
  const here = (time: number): void => {
    const { loop } = useStore.getState();
    if (loop && !player.paused && time >= loop[1] - LOOP_EDGE) player.currentTime = loop[0];
    setTime(time);
  };
  const stop = eachFrame(player, here);
  signal.addEventListener('abort', useStore.subscribe(comeToSee));
  const listen = (type: string, handler: () => void): void => player.addEventListener(type, handler, { signal });
  listen('play', () => setPlaying(true));
  listen('pause', () => setPlaying(false));
  // A frame may last long: the playhead goes on all the same.
  listen('timeupdate', () => here(player.currentTime));
  listen('seeked', () => setTime(player.currentTime));
  listen('ended', () => {
    const { loop } = useStore.getState();
    if (!loop) return;
    player.currentTime = loop[0];
    void player.play();
  });
  return () => {
    scope.abort();
    stop();
    player.pause();
  };
}

/** Calls with the time of every frame that is shown; of a recording, as often as the screen is painted. @returns what ends it. */
function eachFrame(player: HTMLMediaElement, here: (time: number) => void): () => void {
  let handle = 0;
  if (player instanceof HTMLVideoElement) {
    const next = (): void => {
      handle = player.requestVideoFrameCallback((_, { mediaTime }) => {
        // While a seek is under way, the frame from before it may still be shown.
        if (!player.seeking) here(mediaTime);
        next();
      });
    };
    next();
    return () => player.cancelVideoFrameCallback(handle);
  }
  const paint = (): void => {
    if (!player.paused && !player.seeking) here(player.currentTime);
    handle = requestAnimationFrame(paint);
  };
  paint();
  return () => cancelAnimationFrame(handle);
}

/** How far into a span, in seconds, the playhead goes to show it: at its very edge a thing is only half there. */
const INTO = 0.3;

/** Moves the playhead to what was selected, and of a new answer to the first thing it points at, unless something plays. */
function comeToSee(state: AppState, before: AppState): void {
  const references = shownReferences(state);
  const chosen = state.selected !== before.selected ? references.find(({ id }) => id === state.selected) : undefined;
  const answered = !state.playing && references !== shownReferences(before) ? references[0] : undefined;
  const shown = chosen ?? answered;
  const span = shown ? spanOf(shown) : null;
  if (!span || (state.time >= span[0] && state.time < span[1])) return;
  seek(span[0] + Math.min(INTO, (span[1] - span[0]) / 2));
}

/** Moves the playhead; a loop that it leaves ends. */
export function seek(time: number): void {
  const video = openTimed();
  if (!video) return;
  const { duration } = video.handle;
  const { loop, setLoop, setTime } = useStore.getState();
  const at = Math.min(Math.max(0, time), Math.max(0, duration - 0.001));
  if (loop && (at < loop[0] || at >= loop[1])) setLoop(null);
  video.player.currentTime = at;
  setTime(at);
}

export const seekBy = (seconds: number): void => seek(useStore.getState().time + seconds);

export function togglePlay(): void {
  const video = openTimed();
  if (!video) return;
  // Browsers may refuse to play before the first click; the button then still says "Play".
  if (video.player.paused) void video.player.play().catch(() => undefined);
  else video.player.pause();
}

/** Plays a span again and again, from its beginning. */
export function playSpan(start: number, end: number): void {
  const video = openTimed();
  if (!video) return;
  seek(start);
  useStore.getState().setLoop([start, end]);
  void video.player.play().catch(() => undefined);
}

/** One frame on or back. Frame rates vary, so the length of a frame is taken from what the player has shown, 1/25 s at first. */
export function stepFrame(direction: 1 | -1): void {
  const video = openTimed();
  if (!video) return;
  video.player.pause();
  seekBy(direction * FRAME);
}

const FRAME = 1 / 25;

/** The next faster or slower speed. */
export function changeRate(direction: 1 | -1): void {
  const video = openTimed();
  if (!video) return;
  const at = RATES.findIndex((rate) => rate >= video.player.playbackRate);
  setRate(RATES[Math.min(RATES.length - 1, Math.max(0, at + direction))]!);
}

export function setRate(rate: number): void {
  const video = openTimed();
  if (video) video.player.playbackRate = rate;
}

export function toggleMute(): void {
  const video = openTimed();
  if (video) video.player.muted = !video.player.muted;
}
