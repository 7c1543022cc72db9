import { sentence } from '../answer.ts';
import { spanOf } from '../reference.ts';
import type { Span } from '../span.ts';
import { findings, type SharedDocument } from './document.ts';

interface Cue {
  readonly id: string;
  /** Whole milliseconds, the end after the start. */
  readonly span: readonly [number, number];
  readonly text: string;
}

/** One cue for every reference that has a time, in the order of their starts. */
function cues(document: SharedDocument): Cue[] {
  return findings(document)
    .flatMap(({ reference, id }): Cue[] => {
      const span = spanOf(reference);
      return span ? [{ id, span: milliseconds(span), text: oneLine(reference.phrase) || 'unnamed' }] : [];
    })
    .toSorted((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
}

function milliseconds([start, end]: Span): readonly [number, number] {
  const from = Math.max(0, Math.round(start * 1000));
  return [from, Math.max(from + 1, Math.round(end * 1000))];
}

// oxlint-disable-next-line no-control-regex -- NUL and its like may not stand in a cue
const oneLine = (text: string): string => text.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim();

function clock(ms: number, point: '.' | ','): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const rest = String(ms % 1000).padStart(3, '0');
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}${point}${rest}`;
}

/**
 * Times as WebVTT (https://www.w3.org/TR/webvtt1/): one cue for every span and tube, named `answer.reference`; questions and answers
 * stand in notes before them. References without a time are left out.
 */
export function toWebVtt(document: SharedDocument): string {
  const { medium, turns } = document;
  const note = (text: string): string => `NOTE ${oneLine(text).replaceAll('-->', '->')}`;
  const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const blocks = [
    'WEBVTT',
    note(`${medium.kind}: ${medium.name}`),
    ...turns.map(({ question, answer }, i) => note(`${i + 1}: ${question} / ${sentence(answer)}`)),
    ...cues(document).map(
      ({ id, span: [from, to], text }) => `${id}\n${clock(from, '.')} --> ${clock(to, '.')}\n${escaped(text)}`,
    ),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** Times as SubRip: cues numbered from 1, texts without the marks that some players read as markup. */
export function toSrt(document: SharedDocument): string {
  const plain = (text: string): string => text.replaceAll('-->', '->').replaceAll('<', '‹').replaceAll('>', '›');
  return cues(document)
    .map(({ span: [from, to], text }, i) => `${i + 1}\n${clock(from, ',')} --> ${clock(to, ',')}\n${plain(text)}\n`)
    .join('\n');
}
