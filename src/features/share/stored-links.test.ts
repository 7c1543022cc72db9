import { expect, it } from 'vitest';
import { readLink } from './link.ts';
import stored from './stored-links.json' with { type: 'json' };

/**
 * Links that were sent open for ever: the table holds some of every version there ever was, and only grows. When one of them fails, the
 * reader is wrong, not the table.
 */
it.each(stored)('opens a stored link of version $version: $document.medium.name', async ({ link, document }) => {
  expect(await readLink(link)).toEqual(document);
});
