import { Camera, ChevronDown, Download, FolderOpen, Library, Link, Mic } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { perform } from '../../commands/index.ts';
import { installApp, useInstall } from '../install/state.ts';
import { openCameraDialog, openMicrophoneDialog, openUrlDialog } from './dialogs.ts';
import { openFiles } from './open-medium.ts';

const INPUT = 'open-file-input';
const TRIGGER = 'open-menu-button';

/** Where the focus goes when a dialog of this feature closes. */
export function focusOpenButton(): void {
  document.getElementById(TRIGGER)?.focus();
}

/** Shows the browser's file picker. */
export function pickFile(): void {
  document.getElementById(INPUT)?.click();
}

/** The "Open" button with the ways to open something. */
export function OpenMenu() {
  const installable = useInstall((s) => s.prompt !== null);
  return (
    <>
      <input
        id={INPUT}
        data-testid="file-input"
        className="visually-hidden"
        type="file"
        accept="image/*,video/*,audio/*,.svg,.avif,.bmp,.mkv,.avi,.mov,.flac,.opus,.aiff,.amr"
        tabIndex={-1}
        aria-hidden
        onChange={(event) => {
          void openFiles(event.target.files ?? []);
          // The same file can be chosen again.
          event.target.value = '';
        }}
      />
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger id={TRIGGER} className="button">
          Open <ChevronDown size={16} aria-hidden />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="menu" align="start" sideOffset={4}>
            <DropdownMenu.Item className="menu-item" onSelect={pickFile}>
              <FolderOpen size={18} aria-hidden /> File&hellip;
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menu-item" onSelect={openUrlDialog}>
              <Link size={18} aria-hidden /> Web address&hellip;
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menu-item" onSelect={openCameraDialog}>
              <Camera size={18} aria-hidden /> Camera&hellip;
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menu-item" onSelect={openMicrophoneDialog}>
              <Mic size={18} aria-hidden /> Microphone&hellip;
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menu-item" onSelect={() => perform('open.library')}>
              <Library size={18} aria-hidden /> Library&hellip;
            </DropdownMenu.Item>
            {installable && (
              <DropdownMenu.Item className="menu-item" onSelect={() => void installApp()}>
                <Download size={18} aria-hidden /> Install as an app&hellip;
              </DropdownMenu.Item>
            )}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </>
  );
}
