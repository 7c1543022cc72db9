const IRREGULAR: Readonly<Record<string, string>> = {
  person: 'people',
  knife: 'knives',
  mouse: 'mice',
  sheep: 'sheep',
  scissors: 'scissors',
  skis: 'skis',
  broccoli: 'broccoli',
  fruit: 'fruit',
};

/** "dog" to "dogs", "piece of furniture" to "pieces of furniture": for the names of the detector's classes and of kinds of them. */
export function pluralOf(name: string): string {
  const [, head, rest] = /^(\w+)( (?:of|to) .+)$/.exec(name) ?? [];
  if (head && rest) return pluralOf(head) + rest;
  return IRREGULAR[name] ?? (/(s|x|ch|sh)$/.test(name) ? `${name}es` : `${name}s`);
}

/** "a dog", "an apple", "some scissors". */
export function withArticle(noun: string): string {
  if (/\b(scissors|skis|broccoli)$/.test(noun)) return `some ${noun}`;
  return /^[aeio]|^umb/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

/** Things by their names, in the order in which each name comes first. */
export function byName<T>(things: readonly T[], nameOf: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) groups.set(nameOf(thing), [...(groups.get(nameOf(thing)) ?? []), thing]);
  return groups;
}

/** What stands before the i-th of `count` listed things: nothing, a comma, or "and". */
export function joint(i: number, count: number): string {
  if (i === 0) return '';
  return i === count - 1 ? ' and ' : ', ';
}
