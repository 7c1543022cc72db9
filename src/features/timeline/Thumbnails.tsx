import { useEffect, useRef } from 'react';
import { toTime, type TimeView } from './scale.ts';
import { ThumbnailStrip } from './thumbnail-strip.ts';
import styles from './Timeline.module.css';

interface ThumbnailsProps {
  readonly connect: () => MessagePort;
  readonly view: TimeView;
  readonly width: number;
}

const HEIGHT = 44;
/** Px from one thumbnail to the next. */
const APART = 78;
/** A view that changes waits so long, in ms, before its thumbnails are read. */
const REST = 120;

/** Small pictures of the video along its time. */
export function Thumbnails({ connect, view, width }: ThumbnailsProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const strip = useRef<ThumbnailStrip | null>(null);
  useEffect(() => {
    const made = new ThumbnailStrip(connect());
    strip.current = made;
    return () => {
      made.dispose();
      strip.current = null;
    };
  }, [connect]);
  useEffect(() => {
    const element = canvas.current;
    if (!element || width === 0) return undefined;
    const ratio = window.devicePixelRatio;
    element.width = Math.round(width * ratio);
    element.height = Math.round(HEIGHT * ratio);
    const count = Math.ceil(width / APART);
    const times = Array.from({ length: count }, (_, i) => toTime((i + 0.5) * APART, view, width)).filter((t) => t < view.end);
    const paint = (): void => strip.current?.paint(element, times, APART * ratio);
    paint();
    const scope = new AbortController();
    const timer = setTimeout(() => void strip.current?.read(times, HEIGHT * 2 * ratio, scope.signal, paint), REST);
    return () => {
      clearTimeout(timer);
      scope.abort();
    };
  }, [view, width, connect]);
  return <canvas ref={canvas} className={styles['thumbnails']} aria-hidden />;
}
