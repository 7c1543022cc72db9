import { useEffect, useId, useRef, useState } from 'react';
import { useStore, type AppState } from '../../store/index.ts';
import { shownBoxes } from './boxes.ts';
import { mountStage } from './mounted.ts';
import { StageView } from './stage-view.ts';
import styles from './Stage.module.css';
import { ZoomBar } from './ZoomBar.tsx';

/**
 * The picture with the boxes of what is shown, the region tool and the zoom bar. Fills its container, which needs a size.
 *
 * Assistive technology gets one focusable application (it takes arrow keys and Enter for itself) with a summary; the boxes
 * themselves are in `ReferenceList`.
 */
export function Stage() {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const live = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<StageView | null>(null);
  const label = useStore(summary);
  const open = useStore((state) => state.medium !== null);
  const help = useId();

  useEffect(() => {
    if (!host.current || !canvas.current || !live.current) return undefined;
    const stage = new StageView({ host: host.current, canvas: canvas.current, live: live.current });
    const unmount = mountStage(stage);
    setView(stage);
    return () => {
      unmount();
      stage.dispose();
      setView(null);
    };
  }, []);

  return (
    <div className={styles['stage']}>
      <div
        ref={host}
        className={styles['host']}
        role="application"
        aria-roledescription="picture"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- An application takes keys.
        tabIndex={0}
        aria-label={label}
        aria-describedby={help}
      >
        <div ref={canvas} className={styles['canvas']} aria-hidden="true" />
      </div>
      <p id={help} hidden>
        Plus and minus zoom, 0 fits, 1 shows 100 percent, arrows pan. R or Enter draws a region; Delete removes it. The boxes
        and outlines are in the list beside the picture.
      </p>
      <div ref={live} className={styles['live']} aria-live="polite" />
      {view && open && <ZoomBar view={view} />}
    </div>
  );
}

function summary(state: AppState): string {
  if (!state.medium) return 'No picture open';
  const shown = shownBoxes(state);
  const outlines = shown.filter(({ reference }) => reference.kind === 'mask').length;
  const boxes = shown.length - outlines;
  const counts = [
    ...(boxes > 0 || outlines === 0 ? [boxes === 0 ? 'no boxes' : boxes === 1 ? '1 box' : `${boxes} boxes`] : []),
    ...(outlines > 0 ? [outlines === 1 ? '1 outline' : `${outlines} outlines`] : []),
  ];
  return `Picture ${state.medium.name}, ${counts.join(' and ')} shown${state.region ? ', region drawn' : ''}`;
}
