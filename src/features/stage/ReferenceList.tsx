/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/interactive-supports-focus -- No HTML tag is a listbox of rich rows; the options
   take the focus in turn. */
import { useEffect, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';
import type { Reference } from '../../core/index.ts';
import { useStore } from '../../store/index.ts';
import { shownItems, type ShownReference } from './boxes.ts';
import styles from './ReferenceList.module.css';
import { outlineInWords, placeInWords, spanInWords } from './words.ts';

const LABELS = {
  picture: 'Boxes in the picture',
  video: 'Times and boxes in the video',
  sound: 'Times in the recording',
} as const;

/** What the answer points at as a list: names, scores, places and times in words, with focus, hover and selection in step with the stage. */
export function ReferenceList() {
  const items = useStore(shownItems);
  const kind = useStore((state) => state.medium?.kind ?? 'picture');
  const selected = useStore((state) => state.selected);
  /** The option that Tab reaches. */
  const [current, setCurrent] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (selected === null || !list.current) return;
    const index = items.findIndex((item) => item.id === selected);
    const option = list.current.children[index];
    if (option instanceof HTMLElement) scrollWithin(list.current, option);
  }, [selected, items]);

  if (items.length === 0)
    return <p className={styles['empty']}>{kind === 'picture' ? 'No boxes to list.' : 'Nothing to list.'}</p>;

  const outlines = items.some(({ reference }) => reference.kind === 'mask');
  const has = (id: string | null): boolean => items.some((item) => item.id === id);
  const reachable = has(current) ? current : has(selected) ? selected : items[0]!.id;

  return (
    <div
      ref={list}
      className={styles['list']}
      role="listbox"
      aria-label={outlines ? 'Boxes and outlines in the picture' : LABELS[kind]}
      onKeyDown={moveFocus}
    >
      {items.map((item) => (
        <Option key={item.id} item={item} reachable={item.id === reachable} onFocus={() => setCurrent(item.id)} />
      ))}
    </div>
  );
}

/** Moves the focus among the options. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const options = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('[role=option]'));
  const next = nextIndex(event.key, options.indexOf(event.target as HTMLElement), options.length);
  if (next === null) return;
  event.preventDefault();
  options[next]?.focus();
}

const select = (id: string | null): void => useStore.getState().setSelected(id);

/** One reference. Watches its own highlight, so that hovering renders two rows, not the list. */
function Option({
  item,
  reachable,
  onFocus,
}: {
  readonly item: ShownReference;
  readonly reachable: boolean;
  readonly onFocus: () => void;
}) {
  const { id, name, colour, reference } = item;
  const hovered = useStore((state) => state.hovered.includes(id));
  const selected = useStore((state) => state.selected === id);
  const hover = (on: boolean): void => useStore.getState().setHovered(on ? [id] : []);
  const facts = [
    ...(reference.score === undefined ? [] : [`${Math.round(reference.score * 100)} %`]),
    ...(reference.attributes?.length ? [reference.attributes.join(', ')] : []),
    whereInWords(reference),
  ];

  return (
    <div
      className={styles['option']}
      role="option"
      aria-selected={selected}
      aria-label={[name, ...facts].join(', ')}
      data-hovered={hovered || undefined}
      data-reference={id}
      tabIndex={reachable ? 0 : -1}
      style={{ '--swatch': colour.fill } as CSSProperties}
      onFocus={() => {
        onFocus();
        hover(true);
      }}
      onBlur={() => hover(false)}
      onMouseEnter={() => hover(true)}
      onMouseLeave={() => hover(false)}
      onClick={() => select(id)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') select(id);
        else if (event.key === 'Escape' && selected) select(null);
        else return;
        event.preventDefault();
      }}
    >
      <span className={styles['swatch']} aria-hidden />
      <span className={styles['name']}>{name}</span>
      <span className={styles['facts']}>{facts.join(' · ')}</span>
    </div>
  );
}

function whereInWords(reference: Reference): string {
  switch (reference.kind) {
    case 'box':
      return placeInWords(reference.box);
    case 'mask':
      return outlineInWords(reference.mask);
    case 'span':
      return spanInWords(reference.span);
    case 'tube':
      return spanInWords(reference.tube.span);
  }
}

/** Where a key leads from option `index` of `count`; `null` when it leads nowhere. */
function nextIndex(key: string, index: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return Math.min(count - 1, index + 1);
    case 'ArrowUp':
    case 'ArrowLeft':
      return Math.max(0, index - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** Scrolls the list, and never the page, until an option can be seen. */
function scrollWithin(list: HTMLElement, option: HTMLElement): void {
  const outer = list.getBoundingClientRect();
  const inner = option.getBoundingClientRect();
  if (inner.top < outer.top) list.scrollTop += inner.top - outer.top;
  else if (inner.bottom > outer.bottom) list.scrollTop += inner.bottom - outer.bottom;
}
