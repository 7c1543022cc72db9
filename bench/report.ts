import type { Machine } from './machine.ts';
import type { Part, Row } from './part.ts';

export interface Report {
  readonly date: string;
  readonly machine: Machine;
  readonly parts: readonly Part[];
}

/** A number with about three significant digits. */
export function short(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toString();
  return Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
}

const reached = ({ ratio, aim }: Row): boolean | null =>
  ratio === null || !aim ? null : aim.is === 'least' ? ratio >= aim.value : ratio <= aim.value;

const aimed = ({ aim }: Row): string => (aim ? `${aim.is === 'least' ? 'at least' : 'at most'} ${aim.value}` : '');

/** The report as a Markdown table with the machine and the notes. */
export function toMarkdown({ date, machine, parts }: Report): string {
  const lines = [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}; Node ${machine.node}, Chromium ${machine.chromium}, GPU: ${machine.gpu}; ${date}`,
    '',
    '| | ours | instead | ratio (least to greatest) | aim |',
    '| --- | --- | --- | --- | --- |',
  ];
  for (const { rows } of parts) {
    for (const row of rows) {
      const { name, ours, unit, peer, ratio, spread, meaning } = row;
      const verdict = reached(row);
      lines.push(
        `| ${name} | ${short(ours)} ${unit} | ${peer ? `${short(peer.value)} ${unit}, ${peer.name}` : ''} | ${
          ratio === null ? '' : `${short(ratio)} ${meaning}${spread ? ` (${short(spread[0])} to ${short(spread[1])})` : ''}`
        } | ${aimed(row)}${verdict === null ? '' : verdict ? ', reached' : ', **missed**'} |`,
      );
    }
  }
  return `${[...lines, '', ...parts.flatMap(({ title, notes }) => notes.map((note) => `- ${title}: ${note}`))].join('\n')}\n`;
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** The ratios as bars on a logarithmic scale, with the spread as a line and the aim as a mark. */
export function toSvg({ machine, parts }: Report): string {
  const rows = parts.flatMap((part) => part.rows.filter((row) => row.ratio !== null));
  const [left, width, step, top] = [430, 420, 26, 46];
  const ends = rows.flatMap(({ ratio, spread, aim }) => [ratio!, ...(spread ?? []), aim?.value ?? 1]);
  const [low, high] = [Math.min(0.8, ...ends), Math.max(1.25, ...ends)].map((value) => Math.log(value)) as [number, number];
  const at = (ratio: number): number => left + (width * (Math.log(ratio) - low)) / (high - low);
  const bars = rows.map((row, i) => {
    const y = top + i * step;
    const [from, to] = [Math.min(at(1), at(row.ratio!)), Math.max(at(1), at(row.ratio!))];
    const colour = { true: '#2a7f62', false: '#b3541e', null: '#5b6b8c' }[String(reached(row)) as 'true' | 'false' | 'null'];
    return [
      `<text x="${left - 12}" y="${y + 13}" text-anchor="end">${escape(`${row.name} / ${row.peer?.name ?? ''}`)}</text>`,
      `<rect x="${from.toFixed(1)}" y="${y + 2}" width="${Math.max(1, to - from).toFixed(1)}" height="14" fill="${colour}"/>`,
      row.spread
        ? `<path d="M${at(row.spread[0]).toFixed(1)} ${y + 9}H${at(row.spread[1]).toFixed(1)}" stroke="#222" stroke-width="1.5"/>`
        : '',
      row.aim ? `<path d="M${at(row.aim.value).toFixed(1)} ${y}v18" stroke="#222" stroke-dasharray="3 2"/>` : '',
      `<text x="${left + width + 14}" y="${y + 13}">${short(row.ratio!)}</text>`,
    ].join('');
  });
  const height = top + rows.length * step + 34;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${left + width + 70} ${height}" font-family="system-ui, sans-serif" font-size="12" fill="#222">
<rect width="100%" height="100%" fill="#fff"/>
<text x="16" y="22" font-size="14">Ratios to what would be used instead (logarithmic; line: spread, dashes: aim, green: reached)</text>
<path d="M${at(1).toFixed(1)} ${top - 6}V${height - 28}" stroke="#999"/>
${bars.join('\n')}
<text x="16" y="${height - 10}" fill="#555">${escape(`${machine.cpu}, ${machine.cores} cores, Chromium ${machine.chromium}`)}</text>
</svg>
`;
}
