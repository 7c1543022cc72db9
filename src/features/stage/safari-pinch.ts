/** WebKit's own event for trackpad pinches; no other engine has it and no standard describes it. */
interface GestureEvent extends MouseEvent {
  /** Relative to the start of the pinch. */
  readonly scale: number;
}

/**
 * Safari on a Mac reports a trackpad pinch as `gesture*` events, not as a wheel with ctrl. On touch screens it sends them
 * beside the pointer events, which do the work there: those are only kept from zooming the page.
 *
 * @param zoom gets the factor since the last call.
 */
export function listenForSafariPinch(
  host: HTMLElement,
  zoom: (factor: number, event: MouseEvent) => void,
  signal: AbortSignal,
): void {
  const trackpad = navigator.maxTouchPoints === 0;
  let last = 1;
  const on = (type: string, listener: (event: GestureEvent) => void): void => {
    host.addEventListener(
      type,
      (event) => {
        event.preventDefault();
        if (trackpad) listener(event as GestureEvent);
      },
      { signal },
    );
  };
  on('gesturestart', () => (last = 1));
  on('gesturechange', (event) => {
    zoom(event.scale / last, event);
    last = event.scale;
  });
}
