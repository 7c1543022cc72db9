import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { lazy, Suspense, type ReactNode } from 'react';
import styles from './Share.module.css';
import { closeShare, useShare, type Fault } from './state.ts';

const ShareSheet = lazy(() => import('./ShareSheet.tsx').then((m) => ({ default: m.ShareSheet })));
const ReceivedResult = lazy(() => import('./ReceivedDialog.tsx').then((m) => ({ default: m.ReceivedResult })));
const ExportVideo = lazy(() => import('../export/ExportVideo.tsx').then((m) => ({ default: m.ExportVideo })));

/** The dialogs of this feature; mounted once by the shell. */
export function ShareDialogs() {
  const { dialog, received, fault } = useShare();
  return (
    <>
      <Frame title={fault?.title ?? ''} open={fault !== null}>
        {fault && <FaultText fault={fault} />}
      </Frame>
      <Frame title="Someone sent you a result" open={received !== null && fault === null}>
        {received && <ReceivedResult received={received} />}
      </Frame>
      <Frame title="Share this result" open={dialog === 'share'}>
        <ShareSheet />
      </Frame>
      <Frame title="Save a video" open={dialog === 'export-video'}>
        <ExportVideo />
      </Frame>
    </>
  );
}

function FaultText({ fault }: { readonly fault: Fault }) {
  return (
    <div className={styles.body} role="alert">
      <p>{fault.remedy}</p>
      <details className={styles.note}>
        <summary>Details</summary>
        <code className={styles.detail}>{fault.detail}</code>
      </details>
    </div>
  );
}

interface FrameProps {
  readonly title: string;
  readonly open: boolean;
  readonly children: ReactNode;
}

function Frame({ title, open, children }: FrameProps) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && closeShare()}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-overlay" />
        <Dialog.Content className={`dialog ${styles.dialog}`} aria-describedby={undefined}>
          <Dialog.Title className={styles.title}>{title}</Dialog.Title>
          <Dialog.Close className={`icon-button ${styles.close}`} aria-label="Close">
            <X size={18} aria-hidden />
          </Dialog.Close>
          <Suspense>{children}</Suspense>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
