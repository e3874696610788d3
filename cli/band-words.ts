/** What `headroom sensitivity --band` prints for people: two bands, and which of them dominates. */
import type { BandResult } from '../engine/index';
import type { ScenarioDescription } from '../workers/protocol';
import { amount, figure } from './figures';
import { measureNames } from './measure-names';
import { headWords, leftOutWords, type BandOutput } from './study-head';
import { table } from './table';

/** The whole text. */
export function bandWords(output: BandOutput, description: ScenarioDescription): string {
  const { result } = output;
  const name = measureNames(description).full({ id: result.measure, service: result.service });
  return [
    headWords(output, description),
    sentences(result, name).join('\n'),
    bandTable(result),
    notes(result).join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

function sentences({ bands, atValue, unit, about, holds, margin }: BandResult, name: string): string[] {
  const what = about === 'measure' ? name : `The difference in ${name}`;
  if (bands === null || atValue === null) return [`${what}: too few draws were finished to tell chance from ranges.`];
  const between = ({ low, high }: { low: number; high: number }): string => `${figure(low)} to ${amount(high, unit)}`;
  const scaled = ({ low, high }: { low: number; high: number }) =>
    unit === 'share' ? `${amount(low, unit)} to ${amount(high, unit)}` : between({ low, high });
  const who = {
    inputs: `What is not known of the quantities dominates: it makes ${percent(bands.inputShare)} of the variance of one future. More replications would not help; better figures would.`,
    runs: `Chance dominates: what is not known of the quantities makes only ${percent(bands.inputShare)} of the variance of one future.`,
    neither: `Neither dominates: what is not known of the quantities makes ${percent(bands.inputShare)} of the variance of one future.`,
  }[bands.dominates];
  const lines = [
    `${what} is ${amount(atValue.mean, unit)} with every quantity at its value. Over their ranges nine in ten of what can be expected lie from ${scaled(bands.input)}; chance alone makes nine in ten futures lie from ${scaled(bands.run)}.`,
    who,
  ];
  if (holds !== null)
    lines.push(
      `In ${percent(holds.share)} of the draws the difference has the same direction as at the values${margin > 0 ? ` and is ${amount(margin, unit)} or more` : ''} (95 % interval ${percent(holds.low)} to ${percent(holds.high)}).`,
    );
  return lines;
}

function bandTable({ bands, unit }: BandResult): string {
  if (bands === null) return '';
  const row = (title: string, { low, high }: { low: number; high: number }, sd: number): string[] => [
    title,
    amount(low, unit),
    amount(high, unit),
    amount(sd, unit),
  ];
  const rows = [
    row('Inputs: expected value over all ranges', bands.input, bands.inputStandardDeviation),
    row('Runs: one future, every quantity at its value', bands.run, bands.runStandardDeviation),
  ];
  return table(
    ['Nine in ten lie', 'From', 'To', 'Standard deviation'],
    [{ title: 'Band', rows }],
    ['left', 'right', 'right', 'right'],
  );
}

function notes(result: BandResult): string[] {
  const { quantities, settings, replications, shape, leftOut, drawnAgain, bands, unit, isComplete } = result;
  const lines = [
    `${quantities} quantities were drawn at once, independently of each other, as a Latin hypercube of ${settings} settings with the same ${replications} replications each; values are ${shape === 'triangular' ? 'likelier near the value (triangular)' : 'equally likely over the range (uniform)'}.`,
  ];
  if (bands !== null) lines.push(`Mean over all settings: ${amount(bands.mean, unit)}.`);
  if (leftOut > 0)
    lines.push(
      `${leftOut} settings do not count: ${isComplete ? 'the output was not seen in them, or the model refused them' : 'they were not finished'}.`,
    );
  if (drawnAgain !== null)
    lines.push(
      `${drawnAgain.values} values were drawn again, since the model does not take what had been drawn together; the first reason: ${drawnAgain.reason}`,
    );
  return [...lines, ...leftOutWords(result)];
}
