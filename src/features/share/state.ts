import { create } from 'zustand';
import type { SharedDocument } from '../../core/exchange/index.ts';

/** A result that came from outside and is not open yet, because its medium has to be given or fetched first. */
export interface Received {
  readonly document: SharedDocument;
  readonly from: 'link' | 'file';
}

/** Where answers came from that no model gave here. */
export type ShownFrom = Received['from'] | 'sample';

/** Why something from outside cannot be opened, for a person. */
export interface Fault {
  readonly title: string;
  readonly remedy: string;
  readonly detail: string;
}

/** What of sharing is on the screen. Not part of the document. */
interface ShareState {
  readonly dialog: 'share' | 'export-video' | null;
  readonly received: Received | null;
  readonly fault: Fault | null;
  /** The turns that were shown without a model having run here. */
  readonly unrun: readonly string[];
  /** Where they came from. */
  readonly from: ShownFrom;
}

export const useShare = create<ShareState>()(() => ({
  dialog: null,
  received: null,
  fault: null,
  unrun: [],
  from: 'link',
}));

export const closeShare = (): void => useShare.setState({ dialog: null, received: null, fault: null });
