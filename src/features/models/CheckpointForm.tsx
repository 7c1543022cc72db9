import { useState } from 'react';
import type { HubManifest } from '../../packs/index.ts';
import { HUB_PACKS } from '../../packs/registry.ts';
import { parseRepo, useStore } from '../../store/index.ts';
import styles from './Models.module.css';

/** Another checkpoint of the same family: a fine-tune, another size, another revision. */
export function CheckpointForm({ manifest }: { readonly manifest: HubManifest }) {
  const { id, hub } = manifest;
  const [repo, setRepo] = useState(hub.repo);
  const [revision, setRevision] = useState(hub.revision);
  const [problem, setProblem] = useState('');
  const chosen = useStore((s) => s.checkpoints[id] !== undefined);
  const { setCheckpoint } = useStore.getState();
  const save = (): void => {
    const parsed = parseRepo(repo);
    const named = revision.trim() || 'main';
    if (!parsed || /\s/.test(named)) {
      setProblem('A repository is written owner/name, a revision is a branch, a tag or a commit.');
      return;
    }
    const own = HUB_PACKS.find((pack) => pack.id === id);
    const same = own?.hub.repo === parsed && own.hub.revision === named;
    setCheckpoint(id, same ? null : { repo: parsed, revision: named });
    setRepo(parsed);
    setRevision(named);
    setProblem('');
  };
  const reset = (): void => {
    const own = HUB_PACKS.find((pack) => pack.id === id);
    setCheckpoint(id, null);
    if (own) {
      setRepo(own.hub.repo);
      setRevision(own.hub.revision);
    }
  };
  return (
    <form
      className={styles.checkpoint}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <label>
        Repository
        <input className="input" spellCheck={false} value={repo} onChange={(event) => setRepo(event.target.value)} />
      </label>
      <label>
        Revision
        <input className="input" spellCheck={false} value={revision} onChange={(event) => setRevision(event.target.value)} />
      </label>
      <div className={styles.actions}>
        <button type="submit" className="button">
          Use it
        </button>
        {chosen && (
          <button type="button" className="button" onClick={reset}>
            Back to the usual one
          </button>
        )}
      </div>
      <p className={problem ? styles.problem : styles.note} role="status">
        {problem || 'It needs the same files in the same formats. Its licence is its own: look at its page.'}
      </p>
    </form>
  );
}
