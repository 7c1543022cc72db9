import { useRef, type PointerEvent, type RefObject } from 'react';
import { useStore } from '../../store/index.ts';
import { seek } from '../player/playback.ts';
import { toTime, type TimeView } from './scale.ts';

/** CSS px that a pointer may stray in a click. */
const SLOP = 4;

/** Handlers for the ruler and the thumbnails: a click moves the playhead, a drag draws the span to ask about. */
export function useSpanDrawing(area: RefObject<HTMLElement | null>, view: TimeView, width: number, duration: number) {
  const from = useRef<{ readonly x: number; readonly time: number } | null>(null);
  const timeAt = (event: PointerEvent): number => {
    const left = area.current?.getBoundingClientRect().left ?? 0;
    return Math.min(duration, Math.max(0, toTime(event.clientX - left, view, width)));
  };
  return {
    onPointerDown(event: PointerEvent<HTMLElement>): void {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      from.current = { x: event.clientX, time: timeAt(event) };
    },
    onPointerMove(event: PointerEvent<HTMLElement>): void {
      const start = from.current;
      if (!start || Math.abs(event.clientX - start.x) < SLOP) return;
      const time = timeAt(event);
      if (time !== start.time) useStore.getState().setSpan([Math.min(start.time, time), Math.max(start.time, time)]);
    },
    onPointerUp(event: PointerEvent<HTMLElement>): void {
      const start = from.current;
      from.current = null;
      if (start && Math.abs(event.clientX - start.x) < SLOP) seek(start.time);
    },
    onPointerCancel(): void {
      from.current = null;
    },
  };
}
