import { Maximize2, Minus, Plus } from 'lucide-react';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { formatClock } from '../../core/index.ts';
import { useStore } from '../../store/index.ts';
import { seek } from '../player/playback.ts';
import { Lanes } from './Lanes.tsx';
import { lanesOf } from './lanes.ts';
import { clampView, fullView, panView, revealTime, ticks, toTime, toX, zoomView, type TimeView } from './scale.ts';
import { SpanMark } from './SpanMark.tsx';
import { Spectrogram } from './Spectrogram.tsx';
import styles from './Timeline.module.css';
import { Thumbnails } from './Thumbnails.tsx';
import { useSpanDrawing } from './use-span-drawing.ts';

// Of no use to a silent video.
const Waveform = lazy(() => import('./Waveform.tsx').then((m) => ({ default: m.Waveform })));

const ZOOM_STEP = 1.6;
/** Seconds that an arrow key moves the playhead by, on the ruler; with Shift. */
const STEP = { coarse: 1, fine: 0.1 } as const;

interface TimelineProps {
  /** Seconds. */
  readonly duration: number;
  /** Makes one more port that gives frames and sound. */
  readonly connect: () => MessagePort;
  /** What can be seen, above the lanes: frames, the wave below them, or wave and spectrogram in the place of a picture. */
  readonly shows: 'frames' | 'frames and sound' | 'sound';
}

/** The time of a medium: ruler, what is in it, one lane of segments a question, playhead, and the span to ask about. */
export function Timeline({ duration, connect, shows }: TimelineProps) {
  const area = useRef<HTMLDivElement>(null);
  const width = useWidth(area);
  const [chosen, setView] = useState<TimeView>(fullView(duration));
  const view = useMemo(() => clampView(chosen, duration), [chosen, duration]);
  const turns = useStore((s) => s.turns);
  const inventory = useStore((s) => s.inventory);
  const showInventory = useStore((s) => s.showInventory);
  const lanes = useMemo(() => lanesOf({ turns, inventory, showInventory }), [turns, inventory, showInventory]);
  const drawing = useSpanDrawing(area, view, width, duration);
  useFollowPlayhead(setView, duration);
  useWheel(area, setView, duration);
  const zoom = (factor: number): void => setView((v) => zoomView(v, factor, useStore.getState().time, duration));
  const whole = view.end - view.start >= duration - 1e-6;
  return (
    <section className={styles['timeline']} aria-label="Timeline" data-shows={shows}>
      <div className={styles['tools']}>
        <button
          type="button"
          className="icon-button small"
          aria-label="Show less time"
          title="Show less time"
          onClick={() => zoom(ZOOM_STEP)}
        >
          <Plus size={16} aria-hidden />
        </button>
        <button
          type="button"
          className="icon-button small"
          aria-label="Show more time"
          title="Show more time"
          disabled={whole}
          onClick={() => zoom(1 / ZOOM_STEP)}
        >
          <Minus size={16} aria-hidden />
        </button>
        <button
          type="button"
          className="icon-button small"
          aria-label="Show all the time"
          title="Show all the time"
          disabled={whole}
          onClick={() => setView(fullView(duration))}
        >
          <Maximize2 size={16} aria-hidden />
        </button>
      </div>
      <div ref={area} className={styles['area']}>
        <div className={styles['grip']} {...drawing}>
          <Ruler view={view} width={width} duration={duration} />
          {shows !== 'sound' && <Thumbnails connect={connect} view={view} width={width} />}
          {shows !== 'frames' && (
            <div className={styles['sound']}>
              <Suspense>
                <Waveform connect={connect} view={view} width={width} duration={duration} />
              </Suspense>
            </div>
          )}
          {shows === 'sound' && <Spectrogram connect={connect} view={view} width={width} />}
        </div>
        <Lanes lanes={lanes} view={view} width={width} duration={duration} />
        <SpanMark view={view} width={width} />
        <Playhead view={view} width={width} />
      </div>
    </section>
  );
}

function Ruler({ view, width, duration }: { readonly view: TimeView; readonly width: number; readonly duration: number }) {
  const { times, decimals } = ticks(view, width);
  const tenths = useStore((s) => Math.floor(s.time * 10 + 1e-6));
  return (
    <div
      className={styles['ruler']}
      role="slider"
      tabIndex={0}
      aria-label="Playhead"
      aria-valuemin={0}
      aria-valuemax={Math.round(duration * 10) / 10}
      aria-valuenow={tenths / 10}
      aria-valuetext={`${formatClock(tenths / 10, 1)} of ${formatClock(duration, 1)}`}
      onKeyDown={(event) => {
        const step = event.shiftKey ? STEP.fine : STEP.coarse;
        const by = { ArrowLeft: -step, ArrowDown: -step, ArrowRight: step, ArrowUp: step }[event.key];
        if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        // The page's own arrow keys would move it once more.
        event.stopPropagation();
        seek(useStore.getState().time + by);
      }}
    >
      {times.map((time) => (
        <span key={time} className={styles['tick']} style={{ left: toX(time, view, width) }}>
          {formatClock(time, decimals)}
        </span>
      ))}
    </div>
  );
}

/** Moves without rendering: a playing video changes it with every frame. */
function Playhead({ view, width }: { readonly view: TimeView; readonly width: number }) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = (time: number): void => {
      const x = toX(time, view, width);
      if (!line.current) return;
      line.current.style.transform = `translateX(${x}px)`;
      line.current.hidden = x < 0 || x > width;
    };
    place(useStore.getState().time);
    return useStore.subscribe((state, before) => {
      if (state.time !== before.time) place(state.time);
    });
  }, [view, width]);
  return <div ref={line} className={styles['playhead']} aria-hidden />;
}

function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    if (element.current) observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

/** Keeps the playhead in view while it moves by itself or by keys. */
function useFollowPlayhead(setView: (change: (view: TimeView) => TimeView) => void, duration: number): void {
  useEffect(
    () =>
      useStore.subscribe((state, before) => {
        if (state.time !== before.time) setView((view) => revealTime(view, state.time, duration));
      }),
    [setView, duration],
  );
}

/** Ctrl and the wheel zoom at the pointer; a sideways wheel, or Shift and the wheel, moves through time. */
function useWheel(
  area: React.RefObject<HTMLElement | null>,
  setView: (change: (view: TimeView) => TimeView) => void,
  duration: number,
): void {
  useEffect(() => {
    const element = area.current;
    if (!element) return undefined;
    const onWheel = (event: WheelEvent): void => {
      const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey;
      if (!event.ctrlKey && !event.metaKey && !sideways) return;
      event.preventDefault();
      const { left, width } = element.getBoundingClientRect();
      setView((view) => {
        if (event.ctrlKey || event.metaKey)
          return zoomView(view, Math.exp(-event.deltaY / 300), toTime(event.clientX - left, view, width), duration);
        const pixels = event.deltaX || event.deltaY;
        return panView(view, (pixels / Math.max(1, width)) * (view.end - view.start), duration);
      });
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [area, setView, duration]);
}
