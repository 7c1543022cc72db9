import { afterEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { useStore } from '../../store/index.ts';
import { closeDialog, openUrlDialog, useOpenDialog } from './dialogs.ts';
import { OpenDialogs } from './OpenDialogs.tsx';

afterEach(() => {
  closeDialog();
  useStore.setState({ opening: null, openFailure: null });
});

test('an address that runs a script is refused inside the dialog, and nothing is opened', async () => {
  const screen = await render(<OpenDialogs />);
  openUrlDialog();
  const address = screen.getByRole('textbox', { name: 'Web address of a picture' });
  await userEvent.fill(address, 'javascript:alert(1)');
  await userEvent.keyboard('{Enter}');
  await expect.element(screen.getByRole('dialog').getByRole('alert')).toHaveTextContent('https://');
  expect(useOpenDialog.getState().dialog).toBe('url');
  expect(useStore.getState()).toMatchObject({ opening: null, openFailure: null });
  await userEvent.fill(address, 'https://');
  await expect.element(screen.getByRole('alert')).not.toBeInTheDocument();
});
