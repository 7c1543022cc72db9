import { REQUEST_VERSION } from '../../packs/index.ts';
import { useStore, type PictureDocument } from '../../store/index.ts';
import type { Reference } from '../../core/index.ts';
import { services } from '../services.ts';

/** Lists what the model sees in a newly opened medium, for "What is here" and the suggested questions. */
export async function takeInventory(medium: PictureDocument): Promise<void> {
  const { setInventory } = useStore.getState();
  setInventory({ status: 'running', references: [], failure: null });
  const request = { version: REQUEST_VERSION, pack: 'nano', task: 'inventory', medium: medium.handle, question: '' } as const;
  for await (const event of services().engine.ground(request)) {
    // Another medium was opened meanwhile: its own inventory is under way.
    if (useStore.getState().medium !== medium) return;
    if (event.type === 'answer') setInventory({ status: 'done', references: event.answer.references });
    if (event.type === 'failure') setInventory({ status: 'failed', failure: event.failure });
  }
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
export function suggestions(groups: readonly Group[], most = 4): string[] {
  const questions = groups.slice(0, most - 1).map(({ name, references }, i) => {
    if (references.length > 1) return i % 2 === 0 ? `How many ${plural(name)} are there?` : `Where is the ${name} on the left?`;
    return i % 2 === 0 ? `Where is the ${name}?` : `What colour is the ${name}?`;
  });
  return [...questions, 'What is in this picture?'];
}
