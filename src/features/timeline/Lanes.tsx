import type { CSSProperties } from 'react';
import { formatClock } from '../../core/index.ts';
import { useStore } from '../../store/index.ts';
import { playSpan } from '../player/playback.ts';
import type { Lane, Segment } from './lanes.ts';
import { toX, type TimeView } from './scale.ts';
import styles from './Timeline.module.css';
import { useEdgeDrag } from './use-edge-drag.ts';

/** Seconds that a key moves the end of a segment by. */
const NUDGE = 0.1;
/** A segment is at least so wide, in px, that it can be hit. */
const LEAST_WIDTH = 6;

interface Frame {
  readonly view: TimeView;
  readonly width: number;
  readonly duration: number;
}

/** Lanes of segments. Only what is in view is in the page. */
export function Lanes({ lanes, ...frame }: Frame & { readonly lanes: readonly Lane[] }) {
  const activeTurn = useStore((s) => s.activeTurn);
  const showInventory = useStore((s) => s.showInventory);
  if (lanes.length === 0) return <p className={styles['hint']}>Ask when something is there; the answer appears here.</p>;
  return (
    // Focusable, so that it can be scrolled by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['lanes']} tabIndex={0} role="group" aria-label="Answers on the timeline">
      {lanes.map((lane) => (
        <LaneRow
          key={lane.turn ?? 'inventory'}
          lane={lane}
          active={showInventory ? lane.turn === null : lane.turn === activeTurn}
          {...frame}
        />
      ))}
    </div>
  );
}

function LaneRow({ lane, active, ...frame }: Frame & { readonly lane: Lane; readonly active: boolean }) {
  const { start, end } = frame.view;
  const visible = lane.segments.filter(({ span }) => span[1] >= start && span[0] <= end);
  return (
    <div
      className={styles['lane']}
      role="group"
      aria-label={lane.title}
      data-active={active}
      style={{ '--rows': lane.rows } as CSSProperties}
    >
      <span className={styles['title']} title={lane.title} aria-hidden>
        {lane.title}
      </span>
      {visible.map((segment) => (
        <SegmentButton key={segment.id} segment={segment} turn={lane.turn} active={active} {...frame} />
      ))}
    </div>
  );
}

interface SegmentProps extends Frame {
  readonly segment: Segment;
  readonly turn: string | null;
  readonly active: boolean;
}

function SegmentButton({ segment, turn, active, view, width, duration }: SegmentProps) {
  const { id, name, span, colour, row } = segment;
  const lit = useStore((s) => active && (s.hovered.includes(id) || s.selected === id));
  const selected = useStore((s) => active && s.selected === id);
  const drag = useEdgeDrag({ turn, id, span, view, width, duration });
  const [left, right] = [toX(drag.span[0], view, width), toX(drag.span[1], view, width)];
  const show = (): void => {
    const { setActiveTurn, setShowInventory } = useStore.getState();
    if (active) return;
    if (turn === null) setShowInventory(true);
    else setActiveTurn(turn);
  };
  const hover = (on: boolean): void => {
    if (active) useStore.getState().setHovered(on ? [id] : []);
  };
  return (
    <button
      type="button"
      className={styles['segment']}
      data-segment={id}
      data-lit={lit || undefined}
      data-selected={selected || undefined}
      aria-label={`${name}, ${formatClock(span[0], 1)} to ${formatClock(span[1], 1)}. Play.`}
      aria-pressed={selected}
      style={
        {
          left,
          width: Math.max(LEAST_WIDTH, right - left),
          '--row': row,
          '--fill': colour.fill,
          '--ink': colour.ink,
        } as CSSProperties
      }
      onPointerEnter={() => hover(true)}
      onPointerLeave={() => hover(false)}
      onFocus={() => hover(true)}
      onBlur={() => hover(false)}
      onClick={() => {
        if (drag.justDragged()) return;
        show();
        useStore.getState().setSelected(id);
        playSpan(...span);
      }}
      onKeyDown={(event) => {
        if (turn === null || !(event.shiftKey || event.altKey)) return;
        const by = { ArrowLeft: -NUDGE, ArrowRight: NUDGE }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        drag.nudge(event.altKey ? 'start' : 'end', by);
      }}
    >
      {turn !== null && <span className={styles['edge']} data-edge="start" {...drag.handle('start')} />}
      <span className={styles['label']}>{name}</span>
      {turn !== null && <span className={styles['edge']} data-edge="end" {...drag.handle('end')} />}
    </button>
  );
}
