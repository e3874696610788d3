/** What a sensitivity study found, in words. Pure: what the engine found comes in, words go out. */
import type { SensitivityResult, TornadoBar } from '../../engine/experiment/sensitivity-result';
import { measurePhrase, type MeasureParts } from './measure-phrases';
import { formatNumber } from './numbers';
import { plainNumber } from './parameters';
import { decimalsOf, formatInterval, formatQuantity } from './quantities';
import { unitWords } from './units';

/** A range as it stands in the scenario: `10 to 14 weeks`. */
export function rangeOf({ low, high, unit }: Pick<TornadoBar, 'low' | 'high' | 'unit'>): string {
  const { scale, many } = unitWords(unit);
  return `${plainNumber(low * scale)} to ${plainNumber(high * scale)}${many}`;
}

/** Decimals for all figures of a study. */
export function decimalsOfStudy({ tornado, atValue }: SensitivityResult, unit: string): number {
  const half = tornado[0]?.effect.halfWidth ?? NaN;
  return decimalsOf(unit, half, Math.max(Math.abs(atValue?.mean ?? 0), tornado[0]?.swing ?? 0));
}

const TURNS: Readonly<Record<NonNullable<TornadoBar['turn']>, string>> = {
  flips: 'the answer turns round',
  opens: 'the answer is no longer sure',
  settles: 'the answer becomes sure',
  holds: 'the answer holds',
};

/** What becomes of the answer over a quantity's range; empty where there is no answer to turn. */
export function turnWords({ turn }: TornadoBar): string {
  return turn === undefined ? '' : TURNS[turn];
}

/** What matters most, in sentences. */
export function describeMattering(result: SensitivityResult, measure: MeasureParts, scenario: string): string[] {
  const { tornado, rest, measureNext, stage, atValue } = result;
  const { subject, unit = result.unit } = measurePhrase(measure);
  const what = scenario ? `what “${scenario}” does to ${subject}` : subject;
  const [first] = tornado;
  if (first === undefined) {
    return [
      stage === 'complete'
        ? `No quantity moves ${what}.`
        : 'Nothing can be said yet: it was cancelled before anything was measured.',
    ];
  }
  const decimals = decimalsOfStudy(result, unit);
  const { mean, halfWidth } = first.effect;
  const from = atValue === null ? '' : ` (${formatQuantity(atValue.mean, unit, decimals)} at their values)`;
  const sure = first.isSure ? '' : ', which could be chance';
  const sentences = [
    `“${first.title}” matters most to ${what}${from}: from one end of its range to the other (${rangeOf(first)}), it makes it ${formatInterval(mean, halfWidth, unit, decimals)}${sure}.`,
  ];
  const turning = tornado.filter(({ turn }) => turn === 'flips' || turn === 'opens');
  if (scenario) {
    sentences.push(
      turning.length === 0
        ? 'No quantity that was measured turns the answer within its range.'
        : `The answer depends on ${turning.map(({ title, turn }) => `“${title}” (${TURNS[turn!]})`).join(', ')}.`,
    );
  }
  const next = tornado.find(({ id }) => id === measureNext);
  if (next) sentences.push(`Worth finding out first: “${next.title}”, which is an assumption.`);
  if (rest && rest.quantities > 0)
    sentences.push(
      `${rest.quantities === 1 ? 'The other quantity makes' : `The other ${formatNumber(rest.quantities, 0)} quantities together make`} ${formatNumber(100 * rest.share, 0)}% of what is not known.`,
    );
  if (stage !== 'complete') sentences.push('It was cancelled before the end: the order may still change.');
  return sentences;
}
