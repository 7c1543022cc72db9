import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { lazy, Suspense, type ReactNode } from 'react';
import { closeDialog, useOpenDialog } from './dialogs.ts';
import { focusOpenButton } from './OpenMenu.tsx';
import styles from './Open.module.css';

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
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && closeDialog()}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-overlay" />
        <Dialog.Content
          className="dialog"
          aria-describedby={undefined}
          // The form takes the focus when it is there; the close button is not what was come for.
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            focusOpenButton();
          }}
        >
          <Dialog.Title>{title}</Dialog.Title>
          <Dialog.Close className={`icon-button ${styles.close}`} aria-label="Close">
            <X size={18} aria-hidden />
          </Dialog.Close>
          <Suspense>{children}</Suspense>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
