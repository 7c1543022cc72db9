import { expect, it } from 'vitest';
import { allCommands, registerCommands } from '../commands/index.ts';
import { playerCommands } from '../features/player/commands.ts';
import { stageCommands } from '../features/stage/commands.ts';
import { registerAppCommands } from './commands.ts';

it('no key means two things', () => {
  registerAppCommands();
  registerCommands(stageCommands);
  registerCommands(playerCommands);
  const held = new Map<string, string[]>();
  for (const { id, keys } of allCommands()) for (const key of keys ?? []) held.set(key, [...(held.get(key) ?? []), id]);
  expect([...held].filter(([, ids]) => ids.length > 1)).toEqual([]);
});
