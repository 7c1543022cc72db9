import { useEffect, useRef, useState } from 'react';
import WaveSurfer from 'wavesurfer.js';
import { FrameSource } from '../../engine/index.ts';
import { useStore } from '../../store/index.ts';
import type { TimeView } from './scale.ts';
import styles from './Timeline.module.css';

interface WaveformProps {
  readonly connect: () => MessagePort;
  readonly view: TimeView;
  readonly width: number;
  /** Seconds. */
  readonly duration: number;
}

/** Parts a second, and parts at most, that the wave is drawn from. */
const FINENESS = 200;
const MOST_PARTS = 200_000;
/** While the sound is still being read, the wave is drawn anew this often, in ms. */
const REDRAW = 250;

/** The wave of a medium's sound over the part of its time that is in view; grows while the file is read. */
export function Waveform({ connect, view, width, duration }: WaveformProps) {
  const container = useRef<HTMLDivElement>(null);
  const [wave, setWave] = useState<WaveSurfer | null>(null);
  useEffect(() => {
    const element = container.current;
    if (!element) return undefined;
    const made = WaveSurfer.create({
      container: element,
      height: 'auto',
      interact: false,
      hideScrollbar: true,
      autoScroll: false,
      cursorWidth: 0,
      normalize: true,
    });
    const count = Math.max(1, Math.min(MOST_PARTS, Math.ceil(duration * FINENESS)));
    const [highs, lows] = [new Float32Array(count), new Float32Array(count)];
    const source = new FrameSource(connect());
    const scope = new AbortController();
    const draw = (): void => {
      // A peak of nothing would be divided by.
      void made.load('', [highs, lows], duration).then(
        () => setWave(made),
        () => undefined,
      );
    };
    const read = async (): Promise<void> => {
      let drawn = 0;
      for await (const { first, values } of source.peaks(count, scope.signal)) {
        for (let i = 0; i < values.length / 2; i += 1) {
          lows[first + i] = values[2 * i]!;
          highs[first + i] = values[2 * i + 1]!;
        }
        if (performance.now() - drawn < REDRAW) continue;
        drawn = performance.now();
        draw();
      }
    };
    const finish = (): void => {
      if (scope.signal.aborted) return;
      draw();
      element.dataset['complete'] = 'true';
    };
    // What is damaged stays flat.
    read().then(finish, finish);
    return () => {
      scope.abort();
      source.close();
      setWave(null);
      made.destroy();
    };
  }, [connect, duration]);
  useColours(wave, container);
  useEffect(() => {
    if (!wave || width === 0) return;
    wave.zoom(width / (view.end - view.start));
    wave.setScrollTime(view.start);
  }, [wave, view, width]);
  return <div ref={container} className={styles['wave']} data-testid="waveform" aria-hidden />;
}

/** A canvas does not know the page's colours: they are given to it, and again when the theme changes. */
function useColours(wave: WaveSurfer | null, container: React.RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const paint = (): void => {
      if (!wave || !container.current) return;
      const { color } = getComputedStyle(container.current);
      wave.setOptions({ waveColor: color, progressColor: color });
    };
    paint();
    const system = matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', paint);
    const forget = useStore.subscribe((state, before) => {
      if (state.theme !== before.theme) requestAnimationFrame(paint);
    });
    return () => {
      forget();
      system.removeEventListener('change', paint);
    };
  }, [wave, container]);
}
