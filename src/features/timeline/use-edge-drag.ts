import { useRef, useState, type PointerEvent } from 'react';
import type { Span } from '../../core/index.ts';
import { useStore } from '../../store/index.ts';
import type { TimeView } from './scale.ts';

export type Edge = 'start' | 'end';

/** The shortest segment, in seconds. */
const SHORTEST = 0.05;

/** A span with one end moved, kept within the medium and not turned round. */
export function moveEdge([start, end]: Span, edge: Edge, by: number, duration: number): Span {
  return edge === 'start'
    ? [Math.min(end - SHORTEST, Math.max(0, start + by)), end]
    : [start, Math.max(start + SHORTEST, Math.min(duration, end + by))];
}

interface Dragged {
  readonly turn: string | null;
  readonly id: string;
  readonly span: Span;
  readonly view: TimeView;
  readonly width: number;
  readonly duration: number;
}

/** Moves the ends of a segment by pointer and key; the answer changes when the pointer lets go. */
export function useEdgeDrag({ turn, id, span, view, width, duration }: Dragged) {
  const [draft, setDraft] = useState<Span | null>(null);
  const from = useRef<{ readonly edge: Edge; readonly x: number } | null>(null);
  const dragged = useRef(false);
  const commit = (next: Span): void => {
    if (turn !== null) useStore.getState().adjustSpan(turn, id, next);
  };
  const at = (event: PointerEvent): Span => {
    const { edge, x } = from.current!;
    return moveEdge(span, edge, ((event.clientX - x) / Math.max(1, width)) * (view.end - view.start), duration);
  };
  return {
    span: draft ?? span,
    /** Whether the click that comes now is the end of a drag. */
    justDragged(): boolean {
      const was = dragged.current;
      dragged.current = false;
      return was;
    },
    nudge: (edge: Edge, by: number): void => commit(moveEdge(span, edge, by, duration)),
    handle: (edge: Edge) => ({
      onPointerDown(event: PointerEvent<HTMLElement>): void {
        if (event.button !== 0) return;
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { edge, x: event.clientX };
        dragged.current = false;
      },
      onPointerMove(event: PointerEvent<HTMLElement>): void {
        if (!from.current) return;
        dragged.current = true;
        setDraft(at(event));
      },
      onPointerUp(event: PointerEvent<HTMLElement>): void {
        if (!from.current) return;
        if (dragged.current) commit(at(event));
        from.current = null;
        setDraft(null);
      },
      onPointerCancel(): void {
        from.current = null;
        setDraft(null);
      },
    }),
  };
}
