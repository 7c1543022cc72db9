import { keepFromNow } from './keep.ts';
import { reopen } from './reopen.ts';
import { OPEN_ENTRY } from './state.ts';

function remembered(): string | null {
  try {
    return sessionStorage.getItem(OPEN_ENTRY);
  } catch {
    return null; // storage is forbidden: nothing is kept, everything else works
  }
}

/** Keeps what is opened and asked from now on, and brings back what was open in this tab. */
export function startLibrary(): void {
  keepFromNow();
  const id = remembered();
  if (id !== null && !/[#&]s=/.test(location.hash)) void reopen(id, true);
}
