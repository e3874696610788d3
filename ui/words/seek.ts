/** What a search found, in words. Pure: what the engine found comes in, words go out. */
import type { Criterion } from '../../engine/experiment/seek-question';
import type { Pressure } from '../../engine/experiment/pressures';
import type { RemoteFound } from '../../workers/remote-seeker';
import type { LeverOutput, SettingOutput } from '../../workers/seek-answer';
import { measurePhrase, type MeasureParts } from './measure-phrases';
import { formatNumber, joinList } from './numbers';
import { plainNumber } from './parameters';
import { decimalsOf, formatQuantity } from './quantities';
import { unitWords } from './units';

/** A number that was set, not measured, with its unit. */
export function givenNumber(value: number, unit: string): string {
  const words = unitWords(unit);
  const text = plainNumber(value * words.scale);
  return text + (text === '1' ? words.one : words.many);
}

/** A value of a lever: `+2 whole-time posts`, `12 weeks`. */
export function leverValue(value: number, { op, unit }: Pick<LeverOutput, 'op' | 'unit'>): string {
  if (op === 'times') return `×${plainNumber(value)}`;
  return `${op === 'plus' && value >= 0 ? '+' : ''}${givenNumber(value, unit)}`;
}

/** All levers at a setting: `clerks at 4 and minutes left at 12`. */
export function settingWords({ values }: Pick<SettingOutput, 'values'>, levers: readonly LeverOutput[]): string {
  return joinList(
    levers.map((lever, i) => {
      const isLeft = values[i] === lever.values[0];
      if (lever.op === 'plus' && lever.unit === 'WTE') {
        return values[i] === 0
          ? `no more posts of “${lever.title}”`
          : `${plainNumber(values[i])} more whole-time ${values[i] === 1 ? 'post' : 'posts'} of “${lever.title}”`;
      }
      return `“${lever.title}” ${isLeft ? 'left at' : 'at'} ${leverValue(values[i], lever)}`;
    }),
  );
}

/** What effort is counted in. */
export function effortUnit({ effort }: Pick<RemoteFound['found'], 'effort'>): string {
  if (effort === null || effort.kind === 'steps') return 'Steps';
  return effort.kind === 'pounds' ? '£ a year' : unitWords(effort.unit).axis;
}

/** An effort in words. */
export function effortWords(
  { effort, cost }: Pick<SettingOutput, 'effort' | 'cost'>,
  found: Pick<RemoteFound['found'], 'effort'>,
): string {
  if (found.effort?.kind !== 'pounds') return `${plainNumber(effort)} ${effortUnit(found)}`;
  const pounds = (value: number) => `£${formatNumber(Math.abs(value), 0)}`;
  const round = (value: number) => Number(value.toPrecision(3));
  const interval =
    cost === null
      ? ''
      : ` (${pounds(round(cost.mean - cost.halfWidth))} to ${pounds(round(cost.mean + cost.halfWidth))})`;
  return `about ${pounds(round(effort))} a year ${effort < 0 ? 'less' : 'more'}${cost !== null && cost.mean - cost.halfWidth > 0 ? interval : ''}`;
}

/** What is asked for. */
export function targetWords(criterion: Criterion, parts: MeasureParts, unit: string, when: string): string {
  const { subject, plural, unit: spoken = unit } = measurePhrase(parts);
  const bound = `${criterion.meets === 'atMost' ? 'at most' : 'at least'} ${givenNumber(criterion.bound, spoken)}`;
  const how = criterion.kind === 'chance' ? `in ${formatNumber(100 * criterion.chance, 0)} of 100 runs` : 'on average';
  return `${subject} ${plural ? 'are' : 'is'} ${bound} ${when}, ${how}`;
}

/** What replications say of a setting. */
export function resultWords(
  { met, replications, share, mean }: SettingOutput,
  criterion: Criterion,
  unit: string,
): string {
  const average =
    mean === null ? '' : `${formatQuantity(mean.mean, unit, decimalsOf(unit, mean.halfWidth, mean.mean))} on average`;
  if (criterion.kind === 'mean') return average === '' ? 'seen in too few runs' : average;
  if (share === null) return 'seen in no run';
  const interval = `${formatNumber(100 * share.low, 0)} to ${formatNumber(100 * share.high, 0)} in 100`;
  return `met in ${met} of ${replications} runs (${interval})${average === '' ? '' : `, ${average}`}`;
}

const LIMITS: Readonly<Record<Pressure['kind'], (share: string) => string>> = {
  busy: (share) => `its staff are busy ${share} of their time`,
  slots: (share) => `${share} of its appointments are used`,
  places: (share) => `all places are taken on ${share} of coordinators’ days`,
  beds: (share) => `${share} of its places are taken`,
  hours: (share) => `contacts are left for lack of hours on ${share} of coordinators’ days`,
};

/** A limit in words. */
export function limitWords({ service, kind, share }: Pressure, title: (service: string) => string): string {
  return `${title(service)}: ${LIMITS[kind](`${formatNumber(100 * share, 0)}%`)}`;
}

/** The answer in sentences, the most important first. */
export function describeFound(
  { opened, found, stopped, pressures }: RemoteFound,
  target: string,
  title: (service: string) => string,
): string[] {
  const { criterion, info } = opened;
  const { answer, status, levers, edge } = found;
  const says = (setting: SettingOutput) => resultWords(setting, criterion, info.unit);
  if (status === 'found' && answer !== null) {
    // Of a single lever the effort is what was just said.
    const isSaid = answer.effort === 0 || (levers.length === 1 && found.effort?.kind !== 'pounds');
    const effort = isSaid ? '' : `, ${effortWords(answer, found)} in all`;
    return [
      `It takes ${settingWords(answer, levers)}${effort}.`,
      `Then ${target}: ${says(answer)}.`,
      found.isCheapest
        ? answer.effort === 0
          ? 'Nothing of less effort is within the ranges.'
          : 'Everything of less effort was ruled out.'
        : `Something of less effort may do as well: ${found.settings.untried > 0 ? 'the time was over before all were looked at' : 'some are too close to call'}.`,
    ];
  }
  if (status === 'notReached') {
    const most = edge[edge.length - 1];
    const limits = pressures.map((one) => limitWords(one, title));
    return [
      `It cannot be reached within these ranges: even with ${settingWords(most, levers)}, it is missed (${says(most)}).`,
      ...(limits.length > 0 ? [`At the limit there: ${limits.join('; ')}.`] : []),
    ];
  }
  if (status === 'tooClose') {
    const open = edge.filter(({ verdict }) => verdict === 'too close to call');
    return [
      'It is too close to call: nothing surely meets the target, and not everything surely misses it.',
      ...open.map((setting) => `With ${settingWords(setting, levers)}: ${says(setting)}.`),
      'Search for longer to tell.',
    ];
  }
  const looks = found.screened;
  return [
    `There is no answer yet: ${stopped === 'cancelled' ? 'the search was cancelled' : 'the time was over'} before one could be given.`,
    ...(looks === null
      ? ['Nothing met the target so far.']
      : [`It looks as if it would take ${settingWords(looks, levers)}: ${says(looks)}.`]),
  ];
}
