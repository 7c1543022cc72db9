import { useEffect, useMemo, useRef } from 'react';
import { FrameSource } from '../../engine/index.ts';
import type { TimeView } from './scale.ts';
import { BANDS, paintColumns } from './spectrogram-image.ts';
import styles from './Timeline.module.css';

interface SpectrogramProps {
  readonly connect: () => MessagePort;
  readonly view: TimeView;
  readonly width: number;
}

/** Columns at most, and CSS px a column. */
const MOST_COLUMNS = 1200;
const PER_COLUMN = 2;
/** A view that changes waits so long, in ms, before it is read. */
const REST = 200;

interface Painted {
  readonly canvas: OffscreenCanvas;
  readonly view: TimeView;
}

/** Loudness by pitch over the time in view. What was read before is stretched into place until the new view is there. */
export function Spectrogram({ connect, view, width }: SpectrogramProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const known = useRef<Painted | null>(null);
  const source = useMemo(() => new LazySource(connect), [connect]);
  useEffect(() => () => source.close(), [source]);
  useEffect(() => {
    const element = canvas.current;
    if (!element || width === 0) return undefined;
    const columns = Math.max(1, Math.min(MOST_COLUMNS, Math.ceil(width / PER_COLUMN)));
    element.width = columns;
    element.height = BANDS;
    const before = known.current;
    const context = element.getContext('2d');
    if (!context) return undefined;
    const stretch = (): void => {
      if (!before) return;
      const scale = columns / (view.end - view.start);
      const { start, end } = before.view;
      context.drawImage(before.canvas, (start - view.start) * scale, 0, (end - start) * scale, BANDS);
    };
    stretch();
    const scope = new AbortController();
    const reader = source.get();
    const image = new ImageData(columns, BANDS);
    const own = new OffscreenCanvas(columns, BANDS);
    const read = async (): Promise<void> => {
      for await (const { first, values } of reader.spectrum(view.start, view.end, columns, scope.signal)) {
        paintColumns(image.data, columns, first, values);
        own.getContext('2d')?.putImageData(image, 0, 0);
        context.drawImage(own, 0, 0);
      }
      known.current = { canvas: own, view };
      element.dataset['complete'] = 'true';
    };
    // Stopped, or a part that cannot be read: what is painted stays.
    const timer = setTimeout(() => void read().catch(() => undefined), before ? REST : 0);
    return () => {
      clearTimeout(timer);
      scope.abort();
      delete element.dataset['complete'];
    };
  }, [view, width, source]);
  return <canvas ref={canvas} className={styles['spectrogram']} data-testid="spectrogram" aria-hidden />;
}

/** A reader that is made with the first reading and anew after it was closed. */
class LazySource {
  readonly #connect: () => MessagePort;
  #source: FrameSource | null = null;

  constructor(connect: () => MessagePort) {
    this.#connect = connect;
  }

  get(): FrameSource {
    return (this.#source ??= new FrameSource(this.#connect()));
  }

  close(): void {
    this.#source?.close();
    this.#source = null;
  }
}
