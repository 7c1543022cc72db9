import { create } from 'zustand';

/** Which opening dialog is up. Not part of the document or the view: it lives as long as it is open. */
interface DialogState {
  readonly dialog: 'url' | 'camera' | 'microphone' | null;
}

export const useOpenDialog = create<DialogState>()(() => ({ dialog: null }));

export const openUrlDialog = (): void => useOpenDialog.setState({ dialog: 'url' });
export const openCameraDialog = (): void => useOpenDialog.setState({ dialog: 'camera' });
export const openMicrophoneDialog = (): void => useOpenDialog.setState({ dialog: 'microphone' });
export const closeDialog = (): void => useOpenDialog.setState({ dialog: null });
