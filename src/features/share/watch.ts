import { onDataFile } from '../open/index.ts';

/** Opens links as they come, and JSON files; what reads them is loaded with the first one. */
export function watchForResults(): void {
  const take = (): void => {
    const { hash } = location;
    if (/[#&]s=/.test(hash)) void import('./receive.ts').then(({ receiveHash }) => receiveHash(hash));
  };
  addEventListener('hashchange', take);
  onDataFile((file) => void import('./receive.ts').then(({ receiveFile }) => receiveFile(file)));
  take();
}
