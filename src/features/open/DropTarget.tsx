import { useEffect, useState } from 'react';
import { openFiles, openUrl } from './open-medium.ts';
import { parseMediaUrl } from './fetch-url.ts';
import styles from './Open.module.css';

/** Takes what is dropped anywhere on the window or pasted anywhere outside of a text field. */
export function DropTarget() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const scope = new AbortController();
    const { signal } = scope;
    // Enter and leave come for every element on the way; the count says when the window itself is left.
    let depth = 0;
    const listen = <K extends keyof WindowEventMap>(type: K, handler: (event: WindowEventMap[K]) => void): void =>
      addEventListener(type, handler, { signal });
    listen('dragenter', (event) => {
      event.preventDefault();
      depth += 1;
      setOver(true);
    });
    listen('dragover', (event) => event.preventDefault());
    listen('dragleave', () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    });
    listen('drop', (event) => {
      event.preventDefault();
      depth = 0;
      setOver(false);
      take(event.dataTransfer);
    });
    listen('paste', (event) => {
      const data = event.clipboardData;
      if (!data || (isEditable(event.target) && data.files.length === 0)) return;
      if (take(data)) event.preventDefault();
    });
    return () => scope.abort();
  }, []);
  if (!over) return null;
  return (
    <div className={styles.drop} aria-hidden>
      <p>Drop a picture, a video or a recording anywhere</p>
    </div>
  );
}

function isEditable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea'));
}

/** Opens the first file, else the first address, that the data holds; false when there is neither. */
function take(data: DataTransfer | null): boolean {
  if (!data) return false;
  if (data.files.length > 0) {
    void openFiles(data.files);
    return true;
  }
  // A picture dragged out of another page: its own address is in the HTML, the link around it in the list.
  const html = new DOMParser()
    .parseFromString(data.getData('text/html'), 'text/html')
    .querySelector('img, video, audio')
    ?.getAttribute('src');
  const listed = data
    .getData('text/uri-list')
    .split(/\r?\n/)
    .find((line) => line && !line.startsWith('#'));
  const address = [html, listed, data.getData('text/plain')].find((text) => text && parseMediaUrl(text));
  if (!address) return false;
  void openUrl(address);
  return true;
}
