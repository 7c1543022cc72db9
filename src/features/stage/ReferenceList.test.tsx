import { afterEach, beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render, type RenderResult } from 'vitest-browser-react';
import { useStore } from '../../store/index.ts';
import { ReferenceList } from './ReferenceList.tsx';
import { boxReference, openWith, ringReference } from './testing.ts';

const references = [
  boxReference('a', 'dog', [0, 0, 0.3, 0.3], { score: 0.874, attributes: ['brown', 'white'] }),
  boxReference('b', 'dog', [0.7, 0.7, 0.95, 0.95]),
  boxReference('c', 'ball', [0.4, 0.4, 0.65, 0.6]),
];

let screen: RenderResult;

beforeEach(async () => {
  await openWith(references);
  screen = await render(<ReferenceList />);
});

afterEach(() => useStore.getState().setMedium(null));

test('names every box with score, colours and place', async () => {
  const options = screen.getByRole('option');
  await expect.element(options.nth(0)).toHaveAccessibleName('dog 1, 87 %, brown, white, upper left, medium');
  await expect.element(options.nth(1)).toHaveAccessibleName('dog 2, lower right, medium');
  await expect.element(options.nth(2)).toHaveAccessibleName('ball, centre, medium');
});

test('keys move the focus, which highlights; Enter selects', async () => {
  await userEvent.keyboard('{Tab}');
  expect(useStore.getState().hovered).toEqual(['a']);
  await userEvent.keyboard('{ArrowDown}');
  expect(useStore.getState().hovered).toEqual(['b']);
  await userEvent.keyboard('{End}{Enter}');
  expect(useStore.getState()).toMatchObject({ hovered: ['c'], selected: 'c' });
  await expect.element(screen.getByRole('option', { selected: true })).toHaveTextContent('ball');
  await userEvent.keyboard('{Home}');
  expect(useStore.getState().hovered).toEqual(['a']);
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
  expect(useStore.getState().hovered).toEqual([]);
});

test('hover and click do the same; what comes from the stage shows', async () => {
  const second = screen.getByRole('option').nth(1);
  await userEvent.hover(second);
  expect(useStore.getState().hovered).toEqual(['b']);
  await userEvent.click(second);
  expect(useStore.getState().selected).toBe('b');
  useStore.getState().setSelected('a');
  await expect.element(screen.getByRole('option').nth(0)).toHaveAttribute('aria-selected', 'true');
  await expect.element(second).toHaveAttribute('aria-selected', 'false');
});

test('a mask is named with its share, and has the keys that boxes have', async () => {
  await openWith([boxReference('a', 'dog', [0, 0, 0.3, 0.3]), ringReference('m', 'what you marked', [0.5, 0.5], 0.3)]);
  const list = screen.getByRole('listbox');
  await expect.element(list).toHaveAccessibleName('Boxes and outlines in the picture');
  const option = screen.getByRole('option').nth(1);
  await expect.element(option).toHaveAccessibleName('what you marked, 93 %, outline, 21 % of the picture, centre');
  (option.element() as HTMLElement).focus();
  expect(useStore.getState().hovered).toEqual(['m']);
  await userEvent.keyboard('{Enter}');
  expect(useStore.getState().selected).toBe('m');
  await userEvent.keyboard('{Escape}');
  expect(useStore.getState().selected).toBeNull();
});

test('says when there is nothing', async () => {
  useStore.getState().setActiveTurn(null);
  await expect.element(screen.getByText('No boxes to list.')).toBeVisible();
});
