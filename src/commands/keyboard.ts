import { commandFor, keyName } from './registry.ts';

/** True where keys mean text: single-letter shortcuts must not fire there. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio], [type=file]), textarea, select');
}

function isPressable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('button, a[href], summary, input, [role=option], [role=menuitem]');
}

/** Listens for shortcuts on the window. A dialog that is open keeps its keys. Returns the function that ends it. */
export function listenForShortcuts(): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const key = keyName(event);
    if (isTyping(event.target) && !key.startsWith('mod+') && key !== 'Escape') return;
    // Space and Enter press what has the focus.
    if ((key === ' ' || key === 'Enter') && isPressable(event.target)) return;
    if (document.querySelector('[role=dialog][data-state=open], [role=menu][data-state=open]')) return;
    const command = commandFor(key);
    if (!command) return;
    event.preventDefault();
    command.perform();
  };
  addEventListener('keydown', onKeyDown);
  return () => removeEventListener('keydown', onKeyDown);
}
