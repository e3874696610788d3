/** The report: what was compared, what came of it, what it rests on, and how to get the same numbers again. */
import type { MeasureDifference } from '../../engine/results/measures';
import { SECTIONS, servicesOf, viewOf } from '../parts/picture-sections';
import type { NamedParameter } from '../state/baseline';
import { changesOf, operationsOf } from '../state/changes';
import { measureOf, replicationsIn } from '../state/solution';
import { cite } from '../words/citation';
import { measurePhrase } from '../words/measure-phrases';
import { countInWords, formatDate, formatDuration, formatNumber, formatSigned } from '../words/numbers';
import { decimalsOf, formatBare, formatInterval, formatQuantity } from '../words/quantities';
import {
  countVerdicts,
  describeDifference,
  describeLevel,
  describeWhatWouldSettle,
  leadingDifference,
  verdictWords,
} from '../words/sentence';
import { describeBound, formatChance, formatChanceInterval } from '../words/targets';
import { unitWords } from '../words/units';
import type { Block } from './report-blocks';
import { quantityAt, type Exported } from './tidy';

/** Pictures of each section, so that the report stays one that is read. */
const MOST_PICTURES = 2;
/** Assumptions listed: those whose ranges are widest. */
const MOST_ASSUMPTIONS = 20;

const heading = (level: 1 | 2 | 3, text: string): Block => ({ kind: 'heading', level, text });
const text = (content: string, tone?: 'lead' | 'quiet' | 'note'): Block => ({ kind: 'text', text: content, tone });

/** Everything in the report, in order. */
export function reportOf(exported: Exported): Block[] {
  return [
    ...opening(exported),
    ...inShort(exported),
    ...compared(exported),
    ...numbers(exported),
    ...targets(exported),
    ...pictures(exported),
    ...assumptions(exported),
    ...again(exported),
  ];
}

function opening({ results: { solution, info, origin } }: Exported): Block[] {
  const count = solution.comparisons.length;
  const what =
    count === 0 ? 'With nothing changed' : `What ${countInWords(count)} scenario${count === 1 ? '' : 's'} would change`;
  const there = formatNumber(replicationsIn(solution), 0);
  const made = origin === 'partial' ? `${there} of ${formatNumber(solution.replications, 0)}` : there;
  return [
    heading(1, solution.scenarioTitle),
    text(`${what}, ${formatDuration(solution.horizonDays)} ahead`, 'lead'),
    text(
      `Simulated by Headroom ${solution.engineVersion}: ${made} replications of ${formatDuration(solution.horizonDays)}` +
        `${info.startDate ? ` from ${formatDate(info.startDate)}` : ''}, seed “${solution.seed}”. It is a model, not a forecast.`,
      'quiet',
    ),
    ...(info.caution ? [text(info.caution, 'note')] : []),
  ];
}

function inShort({ results: { solution }, names }: Exported): Block[] {
  const { runs, comparisons, horizonDays } = solution;
  if (comparisons.length === 0) {
    const main = runs[0].summary.measures.filter(({ id }) => solution.primary?.includes(id));
    const shown = main.length > 0 ? main : runs[0].summary.measures.slice(0, 3);
    return [
      heading(2, 'In short'),
      ...shown.map((summary) =>
        text(describeLevel({ measure: names.partsIn(solution, summary), summary, horizonDays }), 'lead'),
      ),
    ];
  }
  const sentences = comparisons.flatMap(({ differences }, i): Block[] => {
    const run = runs[i + 1];
    const lead = leadingDifference(differences, run.about);
    if (!lead)
      return [heading(3, run.title), text('Nothing can be said yet: too few replications saw a main measure.', 'lead')];
    const measure = names.partsIn(solution, lead);
    const sentence = describeDifference({
      changes: run.changes,
      measure,
      difference: lead,
      horizonDays,
      names: names.proper,
    });
    const main = differences.filter(({ primary }) => primary);
    const verdicts = main.length > 1 ? `Of ${countInWords(main.length)} main measures: ${countVerdicts(main)}. ` : '';
    const settle = describeWhatWouldSettle(lead, measurePhrase(measure).unit) ?? '';
    return [
      heading(3, run.title),
      text(sentence, 'lead'),
      ...(verdicts + settle ? [text(verdicts + settle, 'quiet')] : []),
    ];
  });
  return [heading(2, 'In short'), ...sentences];
}

function compared({ results, available }: Exported): Block[] {
  const { solution, madeOf, info } = results;
  const blocks = madeOf.choices.sets.flatMap((set, i): Block[] => {
    const title = solution.runs[i + 1]?.title ?? set.name;
    const changes = changesOf(set.changes, available);
    const operations = changes.flatMap((change) => operationsOf(change).map((operation) => ({ change, operation })));
    return [
      heading(3, title),
      {
        kind: 'table',
        caption: `Changes of “${title}”`,
        columns: [
          { title: 'Change', share: 2 },
          { title: 'Why', share: 3 },
          { title: 'Source', share: 2 },
        ],
        rows: changes.map((change) => [change.title, change.rationale, cite(change.source, info.sources)]),
      },
      {
        kind: 'table',
        caption: `Quantities changed by “${title}”`,
        columns: [
          { title: 'Quantity', share: 4 },
          { title: 'In the baseline', share: 2 },
          { title: 'Becomes', share: 2 },
          { title: 'When', share: 2 },
        ],
        rows: operations.map(({ operation }) => {
          const quantity = quantityAt(info, operation.path);
          return [
            quantity?.title ?? operation.path,
            quantity ? given(quantity.value, quantity.unit) : '–',
            becomes(operation, quantity),
            when(operation),
          ];
        }),
      },
    ];
  });
  return blocks.length > 0 ? [heading(2, 'What is compared'), ...blocks] : [];
}

type Operation = ReturnType<typeof operationsOf>[number];

/** A number as it was given, to four digits. */
function bare(value: number, unit: string): string {
  const shown = Number((value * unitWords(unit).scale).toPrecision(4));
  return formatNumber(shown, (String(shown).split('.')[1] ?? '').length);
}

/** The same with its unit. */
function given(value: number, unit: string): string {
  const { one, many } = unitWords(unit);
  const shown = bare(value, unit);
  return shown + (shown === '1' ? one : many);
}

function becomes(operation: Operation, quantity: NamedParameter | undefined): string {
  if (operation.op === 'remove') return 'is taken out';
  if (operation.op === 'add') return 'is added';
  if (operation.op === 'times') return `${formatNumber(operation.value, 4).replace(/\.?0+$/, '')} times as much`;
  if (typeof operation.value !== 'number') return JSON.stringify(operation.value).slice(0, 120);
  const unit = quantity?.unit ?? '';
  if (operation.op === 'plus') return `${operation.value > 0 ? '+' : ''}${given(operation.value, unit)}`;
  return given(operation.value, unit);
}

function when(operation: Operation): string {
  const { at, until } = operation as { at?: string | number; until?: string | number };
  const say = (day: string | number) => (typeof day === 'string' ? formatDate(day) : `day ${formatNumber(day, 0)}`);
  if (at === undefined && until === undefined) return 'from the start';
  return [at === undefined ? '' : `from ${say(at)}`, until === undefined ? '' : `until ${say(until)}`]
    .filter(Boolean)
    .join(' ');
}

function numbers({ results: { solution }, names }: Exported): Block[] {
  const row = (d: MeasureDifference): string[] => {
    const info = measureOf(solution, d.id);
    const unit = (info && measurePhrase(names.parts(info)).unit) ?? d.unit;
    const decimals = decimalsOf(unit, d.halfWidth, Math.max(Math.abs(d.baseline), Math.abs(d.changed)));
    const difference = formatSigned(d.mean * unitWords(unit).scale, decimals);
    return [
      (info ? names.measure(info) : d.id) + (d.service === 'money' ? '' : `, ${names.service(d.service)}`),
      formatBare(d.baseline, unit, decimals),
      formatQuantity(d.changed, unit, decimals),
      `${difference} (${formatInterval(d.mean, d.halfWidth, unit, decimals)})`,
      verdictWords(d),
    ];
  };
  const tables = solution.comparisons.flatMap(({ differences }, i): Block[] => {
    const { title } = solution.runs[i + 1];
    const columns = [
      { title: 'Measure', share: 4 },
      { title: 'Baseline', isNumber: true, share: 2 },
      { title: 'Scenario', isNumber: true, share: 2 },
      { title: 'Difference (95% interval)', isNumber: true, share: 4 },
      { title: 'Verdict', share: 2 },
    ];
    const main = differences.filter(({ primary }) => primary);
    const money = differences.filter(({ service }) => service === 'money');
    const table = (caption: string, shown: MeasureDifference[]): Block[] =>
      shown.length > 0 ? [{ kind: 'table', caption: `${caption}: ${title}`, columns, rows: shown.map(row) }] : [];
    return [...table('Main measures', main), ...table('Money', money)];
  });
  return tables.length > 0 ? [heading(2, 'Results'), ...tables] : [];
}

function targets({ results: { solution } }: Exported): Block[] {
  const all = new Map(
    solution.runs.flatMap(({ summary }) => (summary.targets ?? []).map((target) => [target.id, target])),
  );
  if (all.size === 0) return [];
  return [
    heading(2, 'Chances of meeting the targets'),
    {
      kind: 'table',
      caption: 'Share of runs that meet each target, with its 95% interval',
      columns: [
        { title: 'Target', share: 3 },
        ...solution.runs.map(({ title }) => ({ title, isNumber: true, share: 2 })),
      ],
      rows: [...all.values()].map((target) => [
        `${target.title} (${describeBound(target)})`,
        ...solution.runs.map(({ summary }) => {
          const outcome = summary.targets?.find(({ id }) => id === target.id);
          return outcome ? `${formatChance(outcome)} (${formatChanceInterval(outcome)})` : '–';
        }),
      ]),
    },
  ];
}

function pictures({ results, names }: Exported): Block[] {
  const { solution, info } = results;
  const first = solution.comparisons[0];
  const lead = first && leadingDifference(first.differences, solution.runs[1]?.about)?.service;
  const blocks = SECTIONS.flatMap((section): Block[] => {
    const services = servicesOf(section, solution, names);
    const service = services.find((id) => id === lead) ?? services[0];
    if (service === undefined) return [];
    const view = viewOf(service, solution, names, info.startDate);
    const shown = section.pictures(view).filter((picture) => picture !== undefined);
    return [
      heading(3, `${section.title}: ${names.service(service)}`),
      ...shown.slice(0, MOST_PICTURES).map((picture): Block => ({ kind: 'picture', picture })),
    ];
  });
  return blocks.length > 0 ? [heading(2, 'Pictures'), ...blocks] : [];
}

function assumptions({ results: { info } }: Exported): Block[] {
  const assumed = info.parameters.filter(({ grade }) => grade === 'assumption');
  const width = ({ value, low, high }: NamedParameter) => (high - low) / (Math.abs(value) || 1);
  const widest = assumed.filter(({ low, high }) => high > low).sort((a, b) => width(b) - width(a));
  const shown = widest.slice(0, MOST_ASSUMPTIONS);
  return [
    heading(2, 'What it rests on'),
    text(
      `${formatNumber(info.parameters.length, 0)} numbers, of which ${formatNumber(assumed.length, 0)} are assumptions that no ` +
        `source gives. ${shown.length > 0 ? 'Those that could be furthest off, for their size, are:' : ''}`,
    ),
    ...(shown.length > 0
      ? [
          {
            kind: 'table' as const,
            caption: 'Assumptions with the widest ranges',
            columns: [
              { title: 'Assumption', share: 4 },
              { title: 'Value', isNumber: true, share: 2 },
              { title: 'Low to high', isNumber: true, share: 2 },
              { title: 'Note', share: 4 },
            ],
            rows: shown.map(({ title, value, unit, low, high, note }) => [
              title,
              given(value, unit),
              `${bare(low, unit)} to ${given(high, unit)}`,
              note ?? '',
            ]),
          },
          text(
            'A wide range says that a number is not well known, not that it moves the results. Every number with its source stands in the workbook and under Evidence.',
            'quiet',
          ),
        ]
      : []),
  ];
}

function again({ results: { solution, info } }: Exported): Block[] {
  return [
    heading(2, 'How to get the same numbers'),
    {
      kind: 'table',
      caption: 'Settings of the run',
      columns: [
        { title: 'Setting', share: 2 },
        { title: 'Value', share: 4 },
      ],
      rows: [
        ['Scenario', info.id],
        ['Engine version', solution.engineVersion],
        ['Seed', solution.seed],
        ['Replications', formatNumber(replicationsIn(solution), 0)],
        ['Days looked ahead', String(solution.horizonDays)],
      ],
    },
    {
      kind: 'table',
      caption: 'Hashes: where they are equal, so are all numbers',
      columns: [
        { title: 'Scenario', share: 3 },
        { title: 'Hash of the scenario', share: 2 },
        { title: 'Hash of the results', share: 2 },
      ],
      rows: solution.runs.map(({ title, scenarioHash, summary }) => [title, scenarioHash, summary.hash]),
    },
  ];
}
