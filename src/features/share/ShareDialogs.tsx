import { lazy, type ReactNode } from 'react';
import { DialogFrame } from '../DialogFrame.tsx';
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

function Frame({ title, open, children }: { readonly title: string; readonly open: boolean; readonly children: ReactNode }) {
  return (
    <DialogFrame title={title} open={open} onClose={closeShare} className={styles.dialog}>
      {children}
    </DialogFrame>
  );
}
