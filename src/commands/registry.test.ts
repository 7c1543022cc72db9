import { afterEach, expect, it, vi } from 'vitest';
import { allCommands, commandFor, keyName, perform, registerCommands } from './registry.ts';

let takeOut = (): void => undefined;
afterEach(() => takeOut());

it('performs by id and by key, unless it makes no sense now', () => {
  const act = vi.fn();
  let enabled = true;
  takeOut = registerCommands([{ id: 'a', title: 'A', group: 'View', keys: ['a', 'mod+k'], when: () => enabled, perform: act }]);
  expect(perform('a')).toBe(true);
  commandFor('mod+k')?.perform();
  expect(act).toHaveBeenCalledTimes(2);
  enabled = false;
  expect(perform('a')).toBe(false);
  expect(commandFor('a')).toBeUndefined();
  expect(perform('nothing')).toBe(false);
});

it('refuses the same id twice and forgets what is taken out', () => {
  takeOut = registerCommands([{ id: 'a', title: 'A', group: 'View', perform: () => undefined }]);
  expect(() => registerCommands([{ id: 'a', title: 'B', group: 'View', perform: () => undefined }])).toThrow('twice');
  takeOut();
  expect(allCommands()).toEqual([]);
});

it('names keys', () => {
  const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
    keyName({ key, ctrlKey: false, metaKey: false, shiftKey: false, ...more });
  expect(press('?', { shiftKey: true })).toBe('?');
  expect(press('O', { ctrlKey: true })).toBe('mod+o');
  expect(press('ArrowLeft', { shiftKey: true })).toBe('shift+ArrowLeft');
});
