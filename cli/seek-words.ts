/** What `headroom seek` prints for people: the answer in sentences, then tables. */
import type { ScenarioDescription } from '../workers/protocol';
import { amount, figure, range } from './figures';
import { measureNames, type MeasureNames } from './measure-names';
import type { LeverOutput, SettingOutput, StepLess } from '../workers/seek-answer';
import type { SeekOutput } from './seek-output';
import { table, type Alignment } from './table';

const PERCENT = 100;
/** Of the settings that none beats. */
const MOST_ROWS = 15;

/** The whole text. */
export function seekWords(output: SeekOutput, description: ScenarioDescription, best: SettingOutput | null): string {
  const names = measureNames(description);
  return [
    [output.title, ...description.changes.map(({ title }) => `  with: ${title}`), description.caution]
      .filter((line) => line !== undefined)
      .join('\n'),
    `Asked for: ${targetWords(output)}.`,
    answerWords(output, best, names).join('\n'),
    ranWords(output).join('\n'),
    ...(output.replications.edge > 0 ? [edgeTable(output)] : []),
    ...(output.frontier.length > 1 ? [frontierTable(output)] : []),
    leverTable(output),
    howToRead(output),
  ].join('\n\n');
}

/** The target and how surely it is to be met. */
function targetWords({ target, criterion }: SeekOutput): string {
  const by = target.by === undefined ? '' : typeof target.by === 'number' ? ` by day ${target.by}` : ` by ${target.by}`;
  const bound = `${criterion.meets === 'atMost' ? 'at most' : 'at least'} ${plain(Number(criterion.bound.toPrecision(4)), target.unit)}${by}`;
  const how =
    criterion.kind === 'chance'
      ? `in at least ${plain(criterion.chance, 'share')} of replications`
      : 'on average over replications';
  return `${target.title} ${bound}, ${how}`;
}

function answerWords(output: SeekOutput, best: SettingOutput | null, names: MeasureNames): string[] {
  const { answer, status } = output;
  if (status === 'found' && answer !== null) {
    return [
      `It takes ${settingWords(answer, output.levers)}${effortWords(answer, output)}.`,
      `The target is then met: ${resultWords(answer, output)}.`,
      cheaperWords(output),
      ...output.stepsLess.map((step) => stepWords(step, output)),
    ];
  }
  if (status === 'notReached') {
    const [most] = output.edge.slice(-1);
    return [
      'It cannot be reached within these ranges: even the most promising setting misses the target.',
      `With ${settingWords(most, output.levers)} it is missed: ${resultWords(most, output)}.`,
      ...pressureWords(output, names),
    ];
  }
  const looks = output.screened;
  const promising =
    looks === null
      ? best === null
        ? []
        : [
            `Nothing met it on screening. The most promising corner: ${settingWords(best, output.levers)}; ${resultWords(best, output)}.`,
          ]
      : [
          `On screening alone the cheapest that meets it looks to be ${settingWords(looks, output.levers)}${effortWords(looks, output)}; ${resultWords(looks, output)}.`,
        ];
  if (status === 'tooClose') {
    const open = output.edge.filter(({ verdict }) => verdict === 'too close to call');
    const more = open.flatMap(({ moreReplications }) => moreReplications ?? []);
    const hint =
      more.length === 0
        ? []
        : [
            `About ${figure(Math.min(...more))} more replications of one of them may call it: give more time with --budget.`,
          ];
    return [
      'It is too close to call: no setting surely meets the target, and not all surely miss it.',
      ...open.map((setting) => `With ${settingWords(setting, output.levers)}: ${resultWords(setting, output)}.`),
      ...hint,
    ];
  }
  return [
    'There is no answer yet: the search ended before one could be given. Give it more with --budget.',
    ...promising,
  ];
}

function cheaperWords({ isCheapest, answer, edge, settings }: SeekOutput): string {
  if (answer!.effort === 0 && isCheapest) return 'Nothing of less effort is within the ranges.';
  if (isCheapest) return 'Every setting of less effort was ruled out.';
  const open = edge.filter(({ verdict, effort }) => verdict === 'too close to call' && effort <= answer!.effort);
  const close = open.length === 0 ? '' : ' Some are too close to call, as the table shows.';
  const untried = settings.untried === 0 ? '' : ' The budget ended before all were looked at: give more with --budget.';
  return `A setting of less effort may do as well.${close}${untried}`;
}

function stepWords({ lever, value, verdict, met, replications }: StepLess, { levers }: SeekOutput): string {
  const at = `With ${letter(lever)} at ${valueWords(value, levers[lever])} instead`;
  if (verdict === 'ruled out') return `${at}: ruled out, since a setting that cannot be worse missed the target.`;
  const share = met === null ? '' : ` (met in ${met} of ${replications} replications)`;
  return verdict === 'misses'
    ? `${at}: missed${share}.`
    : `${at}: ${verdict === 'open' ? 'not settled' : verdict}${share}.`;
}

const PRESSURES = {
  busy: (share: string) => `its staff are busy ${share} of their time`,
  slots: (share: string) => `${share} of its slots are used`,
  places: (share: string) => `all places are taken while people wait on ${share} of coordinators’ days`,
  beds: (share: string) => `${share} of its places are taken`,
  hours: (share: string) => `contacts are left for lack of hours on ${share} of coordinators’ days`,
};

function pressureWords({ pressures }: SeekOutput, names: MeasureNames): string[] {
  if (pressures.length === 0) return [];
  const lines = pressures.map(
    ({ service, kind, share }) =>
      `  ${names.service({ id: '', service })}: ${PRESSURES[kind](amount(share, 'share'))}.`,
  );
  return ['What is at its limit there:', ...lines];
}

/** What was run, and why it ended. */
function ranWords(output: SeekOutput): string[] {
  const { settings, replications, seeds, stopped, wallSeconds, days } = output;
  const opening = {
    precise: 'The search came to its end',
    replications: 'It stopped at the replications allowed (--replications, or 200 of each setting at the edge)',
    seconds: 'It stopped because the time was spent (--budget)',
    cancelled: 'It was stopped by Ctrl+C',
  }[stopped];
  return [
    `${settings.run} of ${settings.all} settings were run for ${figure(days)} days, ${wallSeconds.toFixed(1)} s: ${replications.screening} replications to screen them (seed "${seeds.screening}"),`,
    `then ${replications.edge} new ones at the edge (seed "${seeds.edge}"). ${opening}. The same again: --replications ${replications.screening}+${replications.edge}`,
  ];
}

function edgeTable(output: SeekOutput): string {
  const { levers, edge } = output;
  const rows = edge.map((setting) => [...rowOf(setting, output), setting.verdict]);
  const headings = [...levers.map((_, i) => letter(i)), ...headingsOf(output), 'Verdict'];
  const alignments: Alignment[] = headings.map((_, i) => (i === headings.length - 1 ? 'left' : 'right'));
  return table(headings, [{ title: 'Settings at the edge, on new replications', rows }], alignments);
}

function frontierTable(output: SeekOutput): string {
  const { levers, frontier } = output;
  const headings = [...levers.map((_, i) => letter(i)), ...headingsOf(output), 'Replications'];
  const rows = frontier
    .slice(0, MOST_ROWS)
    .map((setting) => [...rowOf(setting, output), setting.isScreened ? 'screening' : 'new']);
  const title = 'What effort buys: of the settings that were run, those that none beats';
  return table(
    headings,
    [{ title, rows }],
    headings.map((_, i) => (i === headings.length - 1 ? 'left' : 'right')),
  );
}

function headingsOf({ effort, target }: SeekOutput): string[] {
  const unit =
    effort === null || effort.kind === 'steps' ? 'Steps' : effort.kind === 'pounds' ? '£ a year' : effort.unit;
  return [`${unit} more`, 'Met', '95 % interval', `Mean (${target.unit})`, '±'];
}

function rowOf({ values, effort, met, replications, share, mean }: SettingOutput, output: SeekOutput): string[] {
  const interval = share === null ? '' : `${figure(share.low * PERCENT)} to ${figure(share.high * PERCENT)} %`;
  const scale = output.target.unit === 'share' ? PERCENT : 1;
  return [
    ...values.map((value, i) => valueWords(value, output.levers[i])),
    output.effort?.kind === 'pounds' ? figure(effort) : plain(effort, ''),
    `${met} of ${replications}`,
    interval,
    mean === null ? '' : figure(mean.mean * scale),
    mean === null ? '' : figure(mean.halfWidth * scale),
  ];
}

const DIRECTIONS = {
  up: 'helps, or does no harm',
  down: 'the other way helps, or does no harm',
  flat: 'no difference that matters',
  unknown: 'not to be told; every value was looked at by itself',
};

function leverTable({ levers, target }: SeekOutput): string {
  const rows = levers.map((lever, i) => [
    `${letter(i)}: ${lever.title}`,
    `${valueWords(lever.values[0], lever)} to ${valueWords(lever.values.at(-1)!, lever)}`,
    lever.gain === null ? '' : range(lever.gain.mean, lever.gain.halfWidth, target.unit),
    lever.cost === null ? '' : range(lever.cost.mean, lever.cost.halfWidth, '£'),
    DIRECTIONS[lever.direction],
  ]);
  const title = 'From one end to the other, on average over the ends of the others (95 % intervals)';
  const headings = ['Lever', 'Range', 'Better by', 'Costs a year', 'Found'];
  return table(headings, [{ title, rows }], ['left', 'left', 'left', 'left', 'left']);
}

function howToRead({ effort, criterion }: SeekOutput): string {
  const order =
    effort === null
      ? []
      : effort.kind === 'pounds'
        ? [
            'Effort is £ a year for staff, agency and beds (or at the prices given) above the setting with every lever at its first value.',
          ]
        : effort.kind === 'units'
          ? [
              `Effort is how many ${effort.unit} all levers are moved together; give prices (“at £45000”) to weigh them.`,
            ]
          : ['Effort is how many steps all levers are moved; give prices (“at £45000”) to weigh them.'];
  const mean =
    criterion.kind === 'mean' ? ['The mean decides here; in how many replications it was met stands beside it.'] : [];
  return [
    ...order,
    ...mean,
    'Screening drops a setting that is clearly away from the target wrongly in at most one of ten cases; the verdicts at the edge',
    'rest on 95 % intervals over replications that had no part in choosing the settings.',
  ].join('\n');
}

function resultWords({ met, replications, share, mean }: SettingOutput, { target, criterion }: SeekOutput): string {
  const average =
    mean === null
      ? ''
      : `${amount(mean.mean, target.unit)} on average (95 % interval ${range(mean.mean, mean.halfWidth, target.unit)})`;
  if (criterion.kind === 'mean') return average === '' ? 'seen in too few replications' : average;
  if (share === null) return 'seen in no replication';
  const interval = `95 % interval ${figure(PERCENT * share.low)} to ${figure(PERCENT * share.high)} %`;
  return `in ${met} of ${replications} replications (${interval})${average === '' ? '' : `; ${average}`}`;
}

function effortWords({ effort, cost }: SettingOutput, output: SeekOutput): string {
  if (output.effort?.kind !== 'pounds' || effort === 0) return '';
  const interval = cost === null ? '' : ` (95 % interval ${range(cost.mean, cost.halfWidth, '£')})`;
  const least = output.levers.map((lever, i) => `${letter(i)} at ${valueWords(lever.values[0], lever)}`).join(', ');
  return `: about £${figure(Math.abs(effort))} a year ${effort < 0 ? 'less' : 'more'}${interval} than with ${least}`;
}

/** A setting in words: what is to be at what. */
function settingWords({ values }: Pick<SettingOutput, 'values'>, levers: readonly LeverOutput[]): string {
  const parts = values.map((value, i) => {
    const left = value === levers[i].values[0] ? 'left at' : 'at';
    return `${letter(i)} (${levers[i].title}) ${left} ${valueWords(value, levers[i])}`;
  });
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function valueWords(value: number, { op, unit }: Pick<LeverOutput, 'op' | 'unit'>): string {
  if (op === 'times') return `×${value}`;
  return `${op === 'plus' && value >= 0 ? '+' : ''}${plain(value, unit)}`;
}

/** A number as it was set, not rounded, with its unit. */
function plain(value: number, unit: string): string {
  if (unit === 'share') return `${Number((value * PERCENT).toPrecision(12))} %`;
  const text = String(Number(value.toPrecision(12))).replace('-', '−');
  return unit === '' ? text : `${text} ${unit}`;
}

function letter(lever: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + lever);
}
