/** Hands a file to the user the way downloads are. */
export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after the click; a minute is plenty.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The name of what is made of a medium: `holiday.jpg` and `boxes.png` make `holiday-boxes.png`. Path letters are taken out. */
export function fileName(medium: string, ending: string): string {
  // oxlint-disable-next-line no-control-regex -- no file name may have them
  const base = medium
    .replace(/\.\w{1,5}$/, '')
    // oxlint-disable-next-line no-control-regex -- no file system takes them
    .replace(/[\u0000-\u001f\\/:*?"<>|]+/g, ' ')
    .trim()
    .slice(0, 100);
  return `${base || 'whereabouts'}${ending.startsWith('.') ? '' : '-'}${ending}`;
}
