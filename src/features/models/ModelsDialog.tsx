import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useEffect, useState } from 'react';
import { isHubPack } from '../../packs/index.ts';
import type { Capabilities } from '../../platform/capabilities.ts';
import { useStore } from '../../store/index.ts';
import { packsWith, planFor } from './catalogue.ts';
import { BuiltInCard } from './BuiltInCard.tsx';
import { capabilities, refreshAll } from './downloads.ts';
import { HubSettings } from './HubSettings.tsx';
import { PackCard } from './PackCard.tsx';
import { StorageBar } from './StorageBar.tsx';
import styles from './Models.module.css';

/** The models page: what there is, what is here, and how to get or delete it. */
export function ModelsDialog() {
  const open = useStore((s) => s.modelsOpen);
  const { closeModels } = useStore.getState();
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && closeModels()}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-overlay" />
        <Dialog.Content className={`dialog ${styles.dialog}`} aria-describedby={undefined}>
          <header className={styles.head}>
            <Dialog.Title>Models</Dialog.Title>
            <Dialog.Close className="icon-button" aria-label="Close">
              <X size={18} aria-hidden />
            </Dialog.Close>
          </header>
          <Page />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Page() {
  const checkpoints = useStore((s) => s.checkpoints);
  const preference = useStore((s) => s.devicePreference);
  const at = useStore((s) => s.modelsAt);
  const [machine, setMachine] = useState<Capabilities | null>(null);
  useEffect(() => {
    void refreshAll();
    void capabilities().then(setMachine);
  }, []);
  useEffect(() => {
    if (at && machine) document.getElementById(`pack-${at}`)?.scrollIntoView({ block: 'center' });
  }, [at, machine]);
  const packs = packsWith(checkpoints);
  return (
    <div className={styles.page}>
      <p className={styles.lead}>
        Models run on this machine; what you open stays here. Downloads come from the hub named below. They are kept in this
        browser, and so is what some of them note of a video or a recording, at most 100 MB, to answer the next question sooner.
      </p>
      <StorageBar />
      <ul className={styles.packs}>
        {packs.map((pack) =>
          isHubPack(pack) ? (
            machine && (
              <PackCard key={pack.id} manifest={pack} plan={planFor(pack, machine, preference)} marked={pack.id === at} />
            )
          ) : (
            <BuiltInCard key={pack.id} manifest={pack} />
          ),
        )}
      </ul>
      <HubSettings />
    </div>
  );
}
