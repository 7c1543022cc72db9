import { REQUEST_VERSION } from '../../packs/index.ts';
import { useStore, type MediumDocument } from '../../store/index.ts';
import type { Reference } from '../../core/index.ts';
import { services } from '../services.ts';

let looking: AbortController | null = null;

/** Lists what the model sees in a newly opened medium, for "What is here" and the suggested questions. */
export async function takeInventory(medium: MediumDocument): Promise<void> {
  const { setInventory } = useStore.getState();
  looking?.abort();
  const controller = new AbortController();
  looking = controller;
  setInventory({ status: 'running', references: [], failure: null, progress: null });
  const request = { version: REQUEST_VERSION, pack: 'nano', task: 'inventory', medium: medium.handle, question: '' } as const;
  for await (const event of services().engine.ground(request, { signal: controller.signal })) {
    // Another medium was opened meanwhile: its own inventory is under way.
    if (useStore.getState().medium !== medium) return;
    if (event.type === 'progress' && (event.stage === 'watch' || event.stage === 'listen'))
      setInventory({ progress: event.done / event.total });
    if (event.type === 'answer') setInventory({ status: 'done', references: event.answer.references });
    if (event.type === 'failure') {
      const paused = event.failure.code === 'ABORTED';
      setInventory(paused ? { status: 'stopped' } : { status: 'failed', failure: event.failure });
    }
  }
  if (looking === controller) looking = null;
}

/** Stops looking: what was seen is kept, and looking goes on from there the next time. */
export function stopInventory(): void {
  looking?.abort();
}

/** Lets a question go first when a long medium is still being looked at or listened to. @returns what goes on with it. */
export function pauseInventory(): () => void {
  const { medium, inventory } = useStore.getState();
  if (!medium || medium.kind === 'picture' || inventory.status !== 'running') return () => undefined;
  stopInventory();
  return () => {
    if (useStore.getState().medium === medium) void takeInventory(medium);
  };
}

/** Things of one name, in the order in which the model was sure of them. */
export interface Group {
  readonly name: string;
  readonly references: readonly Reference[];
}

/** Groups references by phrase: "2 people" is one chip. */
export function groupByPhrase(references: readonly Reference[]): Group[] {
  const groups = new Map<string, Reference[]>();
  for (const reference of references) groups.set(reference.phrase, [...(groups.get(reference.phrase) ?? []), reference]);
  return [...groups].map(([name, list]) => ({ name, references: list }));
}

const IRREGULAR: Readonly<Record<string, string>> = {
  person: 'people',
  mouse: 'mice',
  knife: 'knives',
  sheep: 'sheep',
  skis: 'skis',
  scissors: 'scissors',
};

/** English plural of a class name. */
export function plural(name: string): string {
  return IRREGULAR[name] ?? (/(s|x|ch|sh)$/.test(name) ? `${name}es` : `${name}s`);
}

/** Up to `most` questions worth asking about what is here; the last one is about all of it. */
export function suggestions(groups: readonly Group[], kind: MediumDocument['kind'], most = 4): string[] {
  if (kind === 'sound' || (kind === 'video' && groups[0]?.references[0]?.kind === 'span')) {
    const about = groups.slice(0, most - 1).map(({ name, references }, i) => {
      if (references.length > 1) return i % 2 === 0 ? `How often do you hear ${name}?` : `When is the last ${name}?`;
      return [`When do you hear ${name}?`, `How long is the ${name} heard?`, `What do you hear after the ${name}?`][i % 3]!;
    });
    return [...about, 'What do you hear?'];
  }
  if (kind === 'video') {
    const about = groups.slice(0, most - 1).map(({ name, references }, i) => {
      if (references.length > 1) return i % 2 === 0 ? `When is the first ${name}?` : `When does the last ${name} leave?`;
      return [`When is the ${name} visible?`, `When does the ${name} come in?`, `How long is the ${name} there?`][i % 3]!;
    });
    return [...about, 'What is in this video?'];
  }
  const [one, two] = groups.filter(({ references }) => references.length === 1);
  const compared = one && two ? [`Which is larger, the ${one.name} or the ${two.name}?`] : [];
  const questions = groups.slice(0, most - 1 - compared.length).map(({ name, references }, i) => {
    if (references.length > 1) return i % 2 === 0 ? `How many ${plural(name)} are there?` : `Where is the ${name} on the left?`;
    return i % 2 === 0 ? `Where is the ${name}?` : `What colour is the ${name}?`;
  });
  return [...questions, ...compared, 'What is in this picture?'];
}
