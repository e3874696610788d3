/**
 * Study of common random numbers on the shipped scenario: for each change and primary measure, how many times as many
 * replications independent runs would need as paired ones for the same interval (the ratio of the variances).
 */
import { readFileSync, readdirSync } from 'node:fs';
import { createNodePool } from '../../workers/spawn-node';
import type { StudyTable } from './table';
import { mustBeComplete } from '../completed';

const SCENARIO = 'scenarios/coventry-warwickshire';
const SEED = 'pairing study';
/** Below this pairing does little, and the reason should be known: docs/background/pairing.md gives it. */
const LITTLE = 2;

/**
 * Run the study.
 * @param replications of the baseline and of each change, 2 or more
 * @param only ids of changes; all when empty
 * @returns one row per change, one column per primary measure
 */
export async function pairingStudy(replications = 40, only: readonly string[] = []): Promise<StudyTable> {
  const text = (file: string): string => readFileSync(`${SCENARIO}/${file}`, 'utf8');
  const ids = readdirSync(`${SCENARIO}/changes`)
    .map((file) => file.replace(/\.json$/, ''))
    .filter((id) => only.length === 0 || only.includes(id))
    .sort();
  const pool = createNodePool();
  try {
    const open = (changes: string[]) => pool.open({ scenario: text('scenario.json'), changes }, SEED);
    const baseline = open([]);
    const described = await pool.describe(baseline.source);
    if (!described.ok) throw new Error(JSON.stringify(described.issues));
    const { layout, primary } = described.value;
    const changed = ids.map((id) => open([text(`changes/${id}.json`)]));
    const end = await pool.extend([baseline, ...changed], replications);
    mustBeComplete(end);
    const comparisons = await pool.compare(baseline, changed);
    const titles = primary.map(({ measure }) => layout.measures.find(({ id }) => id === measure)?.title ?? measure);
    const skewness = primary.map(({ measure }) => {
      const { offset } = layout.measures.find(({ id, shape }) => id === measure && shape === 'scalar')!;
      return skewnessOf(baseline.results.map(({ values }) => values[offset]));
    });
    return {
      title: 'What pairing saves in the shipped scenario',
      words: [
        `${replications} replications, seed “${SEED}”. Each figure is the variance of the difference had both scenarios run on random numbers of their own, over the variance of the paired difference: how many times as many replications independent runs would need. Its relative standard error is about ${Math.round(100 * Math.sqrt(4 / (replications - 1)))} %. “Same” stands where the change moves the measure in no replication; figures below ${LITTLE} are bold. Skewness is that of the baseline’s values between replications (standard error ${Math.sqrt(6 / replications).toFixed(1)}).`,
      ],
      headings: ['Change', ...titles],
      rows: [
        ...ids.map((id, i) => [id, ...primary.map(({ measure }) => ratio(comparisons[i].differences, measure))]),
        ['Skewness', ...skewness.map((value) => value.toFixed(1))],
      ],
    };
  } finally {
    pool.dispose();
  }
}

function ratio(differences: readonly { id: string; halfWidth: number; varianceReduction: number }[], id: string) {
  const difference = differences.find((one) => one.id === id);
  if (difference === undefined) return 'not seen';
  if (difference.halfWidth === 0) return 'same';
  const { varianceReduction } = difference;
  const text = varianceReduction >= 10 ? varianceReduction.toFixed(0) : varianceReduction.toFixed(1);
  return varianceReduction < LITTLE ? `**${text}**` : text;
}

/** The third standardised moment; 0 where nothing varies. */
function skewnessOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const moment = (power: number) => values.reduce((sum, value) => sum + (value - mean) ** power, 0) / values.length;
  return moment(2) === 0 ? 0 : moment(3) / moment(2) ** 1.5;
}
