/** What `headroom sensitivity` prints for people: sentences, then the tornado as a table, then what was only screened. */
import type { SensitivityResult, TornadoBar } from '../engine/index';
import type { ScenarioDescription } from '../workers/protocol';
import { amount, figure, range } from './figures';
import { measureNames } from './measure-names';
import { headWords, leftOutWords, type SensitivityOutput } from './study-head';
import { table, type Alignment } from './table';

const HALF_BAR = 12;
/** Names of quantities that were only screened are printed up to here; JSON has all of them. */
const MOST_NAMED = 12;
const MOST_REFUSALS = 5;

/** The whole text. */
export function sensitivityWords(output: SensitivityOutput, description: ScenarioDescription): string {
  const { result } = output;
  const name = measureNames(description).full({ id: result.measure, service: result.service });
  const parts = [
    headWords(output, description),
    [...sentences(result, name), ...turnSentences(result)].join('\n'),
    ...(result.tornado.length > 0 ? [tornado(result), howToRead(result)] : []),
    [...screenedWords(result, output), ...refusedWords(result), ...leftOutWords(result)].join('\n'),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

function sentences(
  { tornado: bars, unit, rest, measureNext, about, atValue, screening }: SensitivityResult,
  name: string,
): string[] {
  const what = about === 'measure' ? name : `the difference in ${name}`;
  const [first] = bars;
  if (first === undefined || atValue === null) {
    const none =
      screening.quantities > 0
        ? `Nothing that was tried moved ${what}, as far as the study came.`
        : `Nothing was tried.`;
    return [none];
  }
  if (!bars.some(({ isSure }) => isSure))
    return [`No quantity moves ${what} beyond what chance could explain, of ${screening.quantities} tried.`];
  const at = (part: { mean: number }): string => amount(atValue.mean + part.mean, unit);
  const share = first.share === null ? '' : `, ${percent(first.share)} of what all ranges together do`;
  const lines = [
    `"${first.title}" matters most to ${what}: ${at(first.atLow)} with it at its low, ${at(first.atHigh)} at its high ` +
      `(difference ${amount(first.effect.mean, unit)}, 95 % interval ${range(first.effect.mean, first.effect.halfWidth, unit)})${share}.`,
  ];
  if (rest !== null && rest.quantities > 0)
    lines.push(
      `The ${rest.quantities} quantities that are not in the table do ${percent(rest.share)} of it together ` +
        `(standard deviation ${amount(rest.standardDeviation, unit)}, from ${rest.draws} draws).`,
    );
  const next = bars.find(({ id }) => id === measureNext);
  if (next !== undefined)
    lines.push(
      `To measure next: "${next.title}" is an assumption, and the one with the largest share (${percent(next.share!)}).`,
    );
  return lines;
}

/** Whether an assumption turns the answer round. */
function turnSentences({ about, tornado: bars, atValue, unit }: SensitivityResult): string[] {
  if (about === 'measure' || atValue === null || bars.length === 0) return [];
  const now = `With every quantity at its value the changes make a difference of ${amount(atValue.mean, unit)}: ${atValue.verdict}.`;
  const of = (turn: TornadoBar['turn']): TornadoBar[] => bars.filter((bar) => bar.turn === turn);
  const titles = (some: TornadoBar[]): string => some.map(({ title }) => `"${title}"`).join(', ');
  const [flips, opens, settles] = [of('flips'), of('opens'), of('settles')];
  const lines = [now];
  if (flips.length > 0) lines.push(`The answer turns round within the range of: ${titles(flips)}.`);
  if (opens.length > 0) lines.push(`It can no longer be called at an end of: ${titles(opens)}.`);
  if (settles.length > 0) lines.push(`It could be called at an end of: ${titles(settles)}.`);
  if (lines.length === 1) lines.push('It stays the same at both ends of every quantity in the table.');
  return lines;
}

function tornado({ tornado: bars, unit, atValue, about }: SensitivityResult): string {
  const scale = Math.max(...bars.map(({ atLow, atHigh }) => Math.max(Math.abs(atLow.mean), Math.abs(atHigh.mean))));
  const isDifference = about === 'difference';
  const rows = bars.map((bar) => [
    bar.title.length > 60 ? `${bar.title.slice(0, 59)}…` : bar.title,
    `${figure(bar.low)} … ${figure(bar.high)} ${bar.unit}`,
    figure(atValue!.mean + bar.atLow.mean),
    figure(atValue!.mean + bar.atHigh.mean),
    picture(bar, scale),
    figure(bar.effect.mean),
    figure(bar.effect.halfWidth),
    bar.isSure ? '' : 'not sure',
    bar.share === null ? '' : percent(bar.share),
    bar.grade,
    ...(isDifference ? [bar.turn ?? ''] : []),
  ]);
  const headings = ['Quantity', 'Range', 'At low', 'At high', centred(), 'Effect', '±', '', 'Share', 'Grade'];
  const alignments: Alignment[] = [
    ...(['left', 'left', 'right', 'right', 'left', 'right', 'right', 'left', 'right', 'left'] as const),
    ...(isDifference ? (['left'] as const) : []),
  ];
  const title = `In ${unit === '' ? 'its own unit' : unit}; ${figure(atValue!.mean)} with every quantity at its value`;
  return table(isDifference ? [...headings, 'Answer'] : headings, [{ title, rows }], alignments);
}

const centred = (): string => `${' '.repeat(HALF_BAR)}|`;

/** A bar: what the low does in light, what the high does in dark, below the value to the left and above it to the right. */
function picture({ atLow, atHigh }: TornadoBar, scale: number): string {
  const cells = (size: number): number => (scale > 0 ? Math.round((Math.abs(size) / scale) * HALF_BAR) : 0);
  const left = Array.from({ length: HALF_BAR }, () => ' ');
  const right = [...left];
  // The longer one first, so that the shorter is seen on top of it.
  const ends = [
    { mean: atLow.mean, cell: '░' },
    { mean: atHigh.mean, cell: '█' },
  ].sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean));
  for (const { mean, cell } of ends) {
    const side = mean < 0 ? left : right;
    for (let i = 0; i < cells(mean); i++) side[i] = cell;
  }
  return `${left.reverse().join('')}|${right.join('')}`.trimEnd();
}

function howToRead({ shape, about }: SensitivityResult): string {
  return [
    'At low, At high: the output with this quantity at that end and all others at their values (░ low, █ high). Effect: high less low,',
    'with the half-width of its 95 % interval over paired replications. Share: of the variance of the output over all ranges, values',
    `${shape === 'triangular' ? 'being likelier near the value (triangular)' : 'being equally likely (uniform)'}, each quantity by itself. "not sure": chance could explain it, after an adjustment for all rows.`,
    ...(about === 'difference'
      ? ['Answer: whether the verdict on the changes holds at both ends, opens (cannot be called), settles or flips.']
      : []),
  ].join('\n');
}

function screenedWords(
  { screenedOnly, screening, unit, tornado: bars, stage }: SensitivityResult,
  { screenDays, days }: SensitivityOutput,
): string[] {
  const over = screenDays < days ? `, over the first ${screenDays} of ${days} days` : '';
  const how =
    screening.together > 1
      ? `in groups of up to ${screening.together}, then one by one where a group moved it most`
      : 'one by one';
  const lines = [
    `All ${screening.quantities} quantities with a range were screened: moved to the further end of their range ${how}, in one replication${over}.`,
  ];
  if (stage !== 'complete') lines.push(`The study was stopped while ${stage}.`);
  if (screenedOnly.length === 0) return lines;
  const unseen = screenedOnly.filter(({ effect }) => effect === null).length;
  const nothing = screenedOnly.filter(({ effect }) => effect === 0).length;
  lines.push(
    `Screened only: ${screenedOnly.length} quantities${bars.length > 0 ? ' that are not in the table' : ''}; ${nothing} of them moved nothing at all (--json lists all).`,
  );
  if (unseen > 0) lines.push(`With ${unseen} of them the output was not seen any more.`);
  const named = screenedOnly.filter(({ effect }) => effect !== 0).slice(0, MOST_NAMED);
  if (named.length > 0) {
    const words = named.map(({ title, effect, together }) => {
      const size = effect === null ? 'not seen' : amount(effect, unit);
      return `  ${title}: ${size}${together > 1 ? ` (with ${together - 1} others)` : ''}`;
    });
    lines.push('The largest of these:', ...words);
  }
  return lines;
}

function refusedWords({ refused }: SensitivityResult): string[] {
  if (refused.length === 0) return [];
  const lines = refused.slice(0, MOST_REFUSALS).map(({ id, end, reason }) => {
    const where = end === 'both' ? 'both ends' : `its ${end}`;
    return `  ${id} at ${where}: ${reason}`;
  });
  if (refused.length > MOST_REFUSALS) lines.push(`  and ${refused.length - MOST_REFUSALS} more`);
  return ['The model does not take these, so they were not measured:', ...lines];
}
