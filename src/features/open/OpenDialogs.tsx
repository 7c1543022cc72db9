import { lazy, type ReactNode } from 'react';
import { DialogFrame } from '../DialogFrame.tsx';
import { closeDialog, useOpenDialog } from './dialogs.ts';
import { focusOpenButton } from './OpenMenu.tsx';

const UrlForm = lazy(() => import('./UrlForm.tsx').then((m) => ({ default: m.UrlForm })));
const CameraForm = lazy(() => import('./CameraForm.tsx').then((m) => ({ default: m.CameraForm })));
const MicrophoneForm = lazy(() => import('./MicrophoneForm.tsx').then((m) => ({ default: m.MicrophoneForm })));

/** The dialogs of this feature; mounted once by the shell. */
export function OpenDialogs() {
  const dialog = useOpenDialog((s) => s.dialog);
  return (
    <>
      <Frame title="Open a web address" open={dialog === 'url'}>
        <UrlForm />
      </Frame>
      <Frame title="Use the camera" open={dialog === 'camera'}>
        <CameraForm />
      </Frame>
      <Frame title="Record sound" open={dialog === 'microphone'}>
        <MicrophoneForm />
      </Frame>
    </>
  );
}

function Frame({ title, open, children }: { readonly title: string; readonly open: boolean; readonly children: ReactNode }) {
  // The form takes the focus when it is there; the close button is not what was come for.
  return (
    <DialogFrame title={title} open={open} onClose={closeDialog} focusAfter={focusOpenButton}>
      {children}
    </DialogFrame>
  );
}
