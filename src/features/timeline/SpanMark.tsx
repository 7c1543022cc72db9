import { useStore } from '../../store/index.ts';
import { toX, type TimeView } from './scale.ts';
import styles from './Timeline.module.css';

/** The span that the next question is about. */
export function SpanMark({ view, width }: { readonly view: TimeView; readonly width: number }) {
  const span = useStore((s) => s.span);
  if (!span) return null;
  const [left, right] = [toX(span[0], view, width), toX(span[1], view, width)];
  if (right < 0 || left > width) return null;
  return (
    <div className={styles['mark']} style={{ left, width: Math.max(2, right - left) }} aria-hidden data-testid="span-mark" />
  );
}
