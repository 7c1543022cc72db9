import { afterEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { useStore } from '../../store/index.ts';
import { OpenStatus } from './OpenStatus.tsx';

afterEach(() => useStore.setState({ opening: null, openFailure: null }));

test('a failure says what happened and what to do; details on demand; it can be dismissed', async () => {
  const screen = await render(<OpenStatus />);
  const failure = { code: 'MEDIUM_EMPTY', detail: '0 bytes', retryable: false } as const;
  useStore.getState().setOpenFailure({ name: 'empty.jpg', failure, blob: null });
  const alert = screen.getByRole('alert');
  await expect.element(alert).toHaveTextContent('This file is empty');
  await expect.element(alert).toHaveTextContent('pick another file');
  await expect.element(screen.getByText('MEDIUM_EMPTY: 0 bytes')).not.toBeVisible();
  await userEvent.click(screen.getByText('Details'));
  await expect.element(screen.getByText('MEDIUM_EMPTY: 0 bytes')).toBeVisible();
  await expect.element(screen.getByText('empty.jpg')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(useStore.getState().openFailure).toBeNull();
  await expect.element(alert).not.toBeInTheDocument();
});

test('what is being opened is a status with a way to cancel', async () => {
  const screen = await render(<OpenStatus />);
  useStore.getState().setOpening({ name: 'holiday.jpg', doing: 'open', progress: null });
  await expect.element(screen.getByRole('status')).toHaveTextContent('Opening holiday.jpg');
  await expect.element(screen.getByRole('button', { name: 'Cancel' })).toBeVisible();
});
