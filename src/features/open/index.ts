export { openCameraDialog, openMicrophoneDialog, openUrlDialog } from './dialogs.ts';
export { DropTarget } from './DropTarget.tsx';
export { onDataFile, onOpened } from './open-medium.ts';
export { OpenDialogs } from './OpenDialogs.tsx';
export { OpenMenu, pickFile } from './OpenMenu.tsx';
export { OpenStatus } from './OpenStatus.tsx';
