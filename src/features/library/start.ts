import { useStore } from '../../store/index.ts';

/** Where a tab remembers what is open in it, over a reload or a crash. */
export const OPEN_ENTRY = 'whereabouts.open';

function remembered(): string | null {
  try {
    return sessionStorage.getItem(OPEN_ENTRY);
  } catch {
    return null; // storage is forbidden: nothing is kept, everything else works
  }
}

/** Keeps what is opened and asked from now on, and brings back what was open in this tab; the code for it comes with the first medium. */
export function startLibrary(): void {
  let loading = false;
  const load = async (): Promise<void> => {
    if (loading) return;
    loading = true;
    const { keepFromNow } = await import('./keep.ts');
    keepFromNow();
  };
  const end = useStore.subscribe(({ medium }) => {
    if (!medium) return;
    end();
    void load();
  });
  const id = remembered();
  if (id !== null && !/[#&]s=/.test(location.hash))
    void load()
      .then(() => import('./reopen.ts'))
      .then(({ reopen }) => reopen(id, true));
}
