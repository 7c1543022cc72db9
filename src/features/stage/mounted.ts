import type { StageView } from './stage-view.ts';

let mounted: StageView | null = null;

/** Makes a stage the one that commands act on. @returns the function that ends it. */
export function mountStage(view: StageView): () => void {
  mounted = view;
  return () => {
    if (mounted === view) mounted = null;
  };
}

/** The stage on the page now. */
export function mountedStage(): StageView | null {
  return mounted;
}
