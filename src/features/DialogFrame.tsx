import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { Suspense, type ReactNode } from 'react';
import styles from './DialogFrame.module.css';

interface FrameProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  /** Of the dialog: its width, say. */
  readonly className?: string | undefined;
  /** Of a bar that holds title and button, above a page that scrolls; without it the button stands in the corner. */
  readonly bar?: string | undefined;
  /** Takes the focus when the dialog closes; then the content takes it when it opens, not the button. */
  readonly focusAfter?: () => void;
  /** Loaded on demand, if it is. */
  readonly children: ReactNode;
}

/** A modal dialog with a title and a button that closes it. */
export function DialogFrame({ title, open, onClose, className = '', bar, focusAfter, children }: FrameProps) {
  const heading = (
    <>
      <Dialog.Title className={styles.title}>{title}</Dialog.Title>
      <Dialog.Close className={`icon-button ${bar === undefined ? styles.corner : ''}`} aria-label="Close">
        <X size={18} aria-hidden />
      </Dialog.Close>
    </>
  );
  const focus = focusAfter && {
    onOpenAutoFocus: (event: Event) => event.preventDefault(),
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      focusAfter();
    },
  };
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-overlay" />
        <Dialog.Content className={`dialog ${className}`} aria-describedby={undefined} {...focus}>
          {bar === undefined ? heading : <header className={bar}>{heading}</header>}
          <Suspense>{children}</Suspense>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
