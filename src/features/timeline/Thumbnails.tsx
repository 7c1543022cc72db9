import { useEffect, useMemo, useRef } from 'react';
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
  const strip = useMemo(() => new ThumbnailStrip(connect), [connect]);
  useEffect(() => () => strip.close(), [strip]);
  useEffect(() => {
    const element = canvas.current;
    if (!element || width === 0) return undefined;
    const ratio = window.devicePixelRatio;
    element.width = Math.round(width * ratio);
    element.height = Math.round(HEIGHT * ratio);
    const count = Math.ceil(width / APART);
    const times = Array.from({ length: count }, (_, i) => toTime((i + 0.5) * APART, view, width)).filter((t) => t < view.end);
    const paint = (): void => strip.paint(element, times, APART * ratio);
    paint();
    const scope = new AbortController();
    const timer = setTimeout(() => void strip.read(times, HEIGHT * 2 * ratio, scope.signal, paint), REST);
    return () => {
      clearTimeout(timer);
      scope.abort();
    };
  }, [view, width, strip]);
  return <canvas ref={canvas} className={styles['thumbnails']} aria-hidden />;
}
