import { Minus, Plus, SquareDashed, X } from 'lucide-react';
import { useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { useStore } from '../../store/index.ts';
import styles from './Stage.module.css';
import type { StageView } from './stage-view.ts';

/** Zoom and region buttons in the stage's corner. Label chips keep clear of it. */
export function ZoomBar({ view }: { readonly view: StageView }) {
  const zoom = useSyncExternalStore(view.subscribe, view.getZoom);
  const drawing = useStore((state) => state.tool === 'region');
  const region = useStore((state) => state.region !== null);
  const bar = useRef<HTMLFieldSetElement>(null);

  useLayoutEffect(() => {
    const element = bar.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      const { offsetLeft: x, offsetTop: y, offsetWidth: width, offsetHeight: height } = element;
      view.setObstacles([{ x, y, width, height }]);
    });
    observer.observe(element);
    observer.observe(view.host);
    return () => {
      observer.disconnect();
      view.setObstacles([]);
    };
  }, [view]);

  return (
    <fieldset ref={bar} className={styles['bar']} aria-label="Zoom and region">
      {region && (
        <button
          type="button"
          className={styles['button']}
          aria-label="Remove region"
          title="Remove the region (Delete)"
          onClick={() => {
            view.setRegion(null);
            view.announce('Region removed.');
            view.host.focus();
          }}
        >
          <X aria-hidden />
        </button>
      )}
      <button
        type="button"
        className={styles['button']}
        aria-label="Draw region"
        aria-pressed={drawing}
        title="Draw a region to ask about (R)"
        onClick={() => view.toggleRegionTool()}
      >
        <SquareDashed aria-hidden />
      </button>
      <span className={styles['divider']} aria-hidden />
      <button
        type="button"
        className={styles['button']}
        aria-label="Zoom out"
        title="Zoom out (−)"
        onClick={() => view.zoomOut()}
      >
        <Minus aria-hidden />
      </button>
      <button
        type="button"
        className={`${styles['button']} ${styles['percent']}`}
        aria-label={`Zoom ${zoom.percent} percent, fit the picture`}
        title="Fit the picture (0)"
        onClick={() => view.fit()}
      >
        {zoom.percent} %
      </button>
      <button type="button" className={styles['button']} aria-label="Zoom in" title="Zoom in (+)" onClick={() => view.zoomIn()}>
        <Plus aria-hidden />
      </button>
    </fieldset>
  );
}
