import type { RiskPoint } from '../../core/metrics/index.ts';
import styles from './EvaluatePage.module.css';

const WIDTH = 320;
const HEIGHT = 200;
const LEFT = 40;
const BOTTOM = 36;

const x = (coverage: number): number => LEFT + coverage * (WIDTH - LEFT - 8);
const y = (risk: number): number => 8 + (1 - risk) * (HEIGHT - BOTTOM - 8);

/** How wrong the answers are when only the surest are given. */
export function RiskCurve({ points }: { readonly points: readonly RiskPoint[] }) {
  const last = points.at(-1);
  if (!last) return null;
  const path = points.map(({ coverage, risk }) => `${x(coverage).toFixed(1)},${y(risk).toFixed(1)}`).join(' ');
  return (
    <figure className={styles.curve}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`Risk-coverage curve: risk ${points[0]!.risk.toFixed(2)} for the surest answers, ${last.risk.toFixed(2)} for all`}
      >
        {[0, 0.5, 1].map((value) => (
          <g key={value}>
            <line className={styles.grid} x1={x(0)} x2={x(1)} y1={y(value)} y2={y(value)} />
            <text x={LEFT - 6} y={y(value) + 4} textAnchor="end">
              {value}
            </text>
            <text x={x(value)} y={HEIGHT - BOTTOM + 16} textAnchor={value === 1 ? 'end' : 'middle'}>
              {value}
            </text>
          </g>
        ))}
        <text x={x(0.5)} y={HEIGHT - 4} textAnchor="middle">
          share of the questions that are answered
        </text>
        <polyline className={styles.risk} points={path} />
        {points.length === 1 && <circle className={styles.dot} cx={x(last.coverage)} cy={y(last.risk)} r={3} />}
      </svg>
      <figcaption>Risk (1 is all wrong) when only the surest answers count</figcaption>
    </figure>
  );
}
