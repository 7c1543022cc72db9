import { closeDialog } from './dialogs.ts';
import { pickFile } from './OpenMenu.tsx';

/** The way out where a device cannot be used: what went wrong, and a file in its place. */
export function ChooseInstead({ problem }: { readonly problem: string }) {
  return (
    <>
      <p role="alert">{problem}</p>
      <button
        type="button"
        className="button"
        onClick={() => {
          closeDialog();
          pickFile();
        }}
      >
        Choose a file instead
      </button>
    </>
  );
}
