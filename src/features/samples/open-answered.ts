import { useStore } from '../../store/index.ts';
import { openSample } from '../open/open-medium.ts';
import { sampleUrl } from './samples.ts';

/**
 * Opens a sample with the built-in pack's answers to its questions, which were made beforehand. Without them (no network, another
 * version) it opens like any other medium.
 */
export async function openAnsweredSample(id: string): Promise<void> {
  const answers = storedAnswers(id).catch(() => null);
  await openSample(id);
  const value = await answers;
  if (value === null) return;
  const { showSampleAnswers } = await import('../share/receive.ts');
  const { medium, turns } = useStore.getState();
  // Something else may be open by now, or asked.
  if (medium?.source.kind === 'sample' && medium.source.id === id && turns.length === 0) showSampleAnswers(value, medium);
}

async function storedAnswers(id: string): Promise<unknown> {
  const response = await fetch(sampleUrl(`${id}.result.json`));
  return response.ok ? response.json() : null;
}
