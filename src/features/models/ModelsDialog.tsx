import { useEffect, useState } from 'react';
import { isHubPack } from '../../packs/index.ts';
import { capabilities, type Capabilities } from '../../platform/capabilities.ts';
import { useStore } from '../../store/index.ts';
import { DialogFrame } from '../DialogFrame.tsx';
import { packsWith, planFor } from './catalogue.ts';
import { BuiltInCard } from './BuiltInCard.tsx';
import { refreshAll } from './downloads.ts';
import { HubSettings } from './HubSettings.tsx';
import { PackCard } from './PackCard.tsx';
import { StorageBar } from './StorageBar.tsx';
import styles from './Models.module.css';

/** The models page: what there is, what is here, and how to get or delete it. */
export function ModelsDialog() {
  const open = useStore((s) => s.modelsOpen);
  const { closeModels } = useStore.getState();
  return (
    <DialogFrame title="Models" open={open} onClose={closeModels} className={styles.dialog} bar={styles.head}>
      <Page />
    </DialogFrame>
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
