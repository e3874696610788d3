/** Results as tidy tables: one row for each observation, one column for each variable, units in a column of their own. */
import type { Operation } from '../../engine/scenario/schema';
import { changesOf, operationsOf, type AvailableChange } from '../state/changes';
import type { Names } from '../state/names';
import type { Results } from '../state/page-state';
import { measureOf, replicationsIn } from '../state/solution';
import { cite } from '../words/citation';
import type { Cell, Sheet } from './xlsx';

/** What is exported: results, with the names and changes that belong to them. */
export interface Exported {
  results: Results;
  names: Names;
  available: readonly AvailableChange[];
}

type Row = readonly Cell[];
/** Titles with their widths in characters. */
const columns = (...list: [title: string, width: number][]) => list.map(([title, width]) => ({ title, width }));
const RUN = [
  ['scenario', 10],
  ['scenario title', 34],
] as [string, number][];

/** Every table of a workbook. */
export function sheetsOf(exported: Exported): Sheet[] {
  return [
    { name: 'About', columns: columns(['what', 26], ['value', 90]), rows: aboutRows(exported) },
    {
      name: 'Scenarios',
      columns: columns(
        ...RUN,
        ['changes', 60],
        ['replications', 12],
        ['events', 12],
        ['scenario hash', 20],
        ['results hash', 20],
      ),
      rows: exported.results.solution.runs.map((run, i) => [
        i,
        run.title,
        run.changes.join('; '),
        run.summary.replications,
        run.summary.events,
        run.scenarioHash,
        run.summary.hash,
      ]),
    },
    {
      name: 'Changes',
      columns: columns(
        ...RUN,
        ['change', 26],
        ['change title', 40],
        ['rationale', 60],
        ['source', 24],
        ['operation', 10],
        ['path', 44],
        ['value', 20],
        ['from', 12],
        ['until', 12],
        ['in the baseline', 14],
        ['unit', 16],
      ),
      rows: changeRows(exported),
    },
    resultsSheet(exported),
    {
      name: 'Series',
      columns: columns(
        ...RUN,
        ['service', 30],
        ['measure', 40],
        ['id', 36],
        ['unit', 14],
        ['day', 10],
        ['mean', 12],
        ['low', 12],
        ['high', 12],
      ),
      rows: seriesRows(exported),
    },
    {
      name: 'Targets',
      columns: columns(
        ...RUN,
        ['target', 44],
        ['id', 30],
        ['measure', 36],
        ['meets', 10],
        ['bound', 10],
        ['unit', 12],
        ['by', 12],
        ['met', 8],
        ['replications', 12],
        ['share', 10],
        ['low', 10],
        ['high', 10],
      ),
      rows: targetRows(exported),
    },
    {
      name: 'Assumptions',
      columns: columns(
        ['quantity', 30],
        ['title', 50],
        ['value', 12],
        ['unit', 18],
        ['low', 12],
        ['high', 12],
        ['grade', 20],
        ['source', 40],
        ['year', 8],
        ['note', 60],
      ),
      rows: assumptionRows(exported),
    },
    {
      name: 'Measures',
      columns: columns(
        ['id', 40],
        ['service', 30],
        ['measure', 44],
        ['unit', 16],
        ['better when', 12],
        ['shape', 10],
        ['definition', 90],
      ),
      rows: measureRows(exported),
    },
  ];
}

/** The table of results alone, for CSV too. */
export function resultsSheet(exported: Exported): Sheet {
  return {
    name: 'Results',
    columns: columns(
      ...RUN,
      ['service', 30],
      ['measure', 44],
      ['id', 40],
      ['unit', 14],
      ['better when', 12],
      ['main measure', 12],
      ['mean', 12],
      ['low', 12],
      ['high', 12],
      ['standard deviation', 12],
      ['replications', 12],
      ['difference', 12],
      ['difference low', 12],
      ['difference high', 12],
      ['verdict', 18],
      ['p value', 10],
    ),
    rows: resultRows(exported),
  };
}

/** How results came about, as pairs of what and its value. */
export function aboutRows({ results }: Exported): Row[] {
  const { solution, info, origin, madeOf } = results;
  const how = {
    beforehand: 'computed beforehand',
    complete: 'all replications',
    partial: 'so far: not all replications',
  };
  return [
    ['Scenario', solution.scenarioTitle],
    ['Caution', info.caution ?? ''],
    ['Results', how[origin]],
    ['Engine version', solution.engineVersion],
    ['Seed', solution.seed],
    ['Replications', replicationsIn(solution)],
    ['Replications asked for', solution.replications],
    ['Days looked ahead', solution.horizonDays],
    ['First day', info.startDate ?? ''],
    ['Scenario id', info.id],
    ['Scenario key', madeOf.scenario],
    [
      'Scenario 0',
      'is the baseline; differences are of the scenario less the baseline, paired, and 95% intervals run from low to high',
    ],
    ['Units', 'stand beside each value; a share of 1 is 100%'],
    ['Same seed, same scenario, same version', 'gives the same results hash on any computer'],
  ];
}

const text = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

function* changeRows({ results, available }: Exported): Generator<Row> {
  const { info, madeOf, solution } = results;
  for (const [i, set] of madeOf.choices.sets.entries()) {
    const title = solution.runs[i + 1]?.title ?? set.name;
    for (const change of changesOf(set.changes, available)) {
      for (const operation of operationsOf(change)) {
        const quantity = quantityAt(info, operation.path);
        const { at = '', until = '' } = operation as { at?: string | number; until?: string | number };
        const value = 'value' in operation ? operation.value : '';
        const why = [change.title, change.rationale, cite(change.source, info.sources)];
        const what = [operation.op, operation.path, typeof value === 'number' ? value : text(value), at, until];
        yield [i + 1, title, change.id, ...why, ...what, quantity?.value ?? '', quantity?.unit ?? ''];
      }
    }
  }
}

/** The quantity that an operation's path names, where it names one. */
export function quantityAt(info: Results['info'], path: Operation['path']) {
  const id = /^parameters\.([^.]+)/.exec(path)?.[1];
  return info.parameters.find((parameter) => parameter.id === id);
}

function* resultRows({ results, names }: Exported): Generator<Row> {
  const { solution } = results;
  for (const [i, run] of solution.runs.entries()) {
    const differences = new Map(solution.comparisons[i - 1]?.differences.map((one) => [one.id, one]));
    const main = new Set(
      solution.primary ?? solution.comparisons[0]?.differences.filter((d) => d.primary).map((d) => d.id),
    );
    for (const { id, service, unit, mean, halfWidth, standardDeviation, replications } of run.summary.measures) {
      const measure = measureOf(solution, id);
      const d = differences.get(id);
      const what = [names.service(service), measure ? names.measure(measure) : id, id, unit];
      const good = measure && measure.good !== 'none' ? measure.good : '';
      const level = [mean, mean - halfWidth, mean + halfWidth, standardDeviation, replications];
      const difference = d ? [d.mean, d.mean - d.halfWidth, d.mean + d.halfWidth, d.verdict, d.pValue] : [];
      yield [i, run.title, ...what, good, main.has(id) ? 'yes' : 'no', ...level, ...difference];
    }
  }
}

function* seriesRows({ results, names }: Exported): Generator<Row> {
  const { solution } = results;
  const titles = new Map(
    solution.layout.measures.filter(({ shape }) => shape === 'series').map((one) => [one.id, one]),
  );
  for (const [i, run] of solution.runs.entries()) {
    for (const { id, service, unit, stepEndsDay, mean, halfWidth } of run.summary.series) {
      const measure = titles.get(id);
      const head = [i, run.title, names.service(service), measure ? names.measure(measure) : id, id, unit];
      for (const [k, day] of stepEndsDay.entries()) {
        if (Number.isFinite(mean[k])) yield [...head, day, mean[k], mean[k] - halfWidth[k], mean[k] + halfWidth[k]];
      }
    }
  }
}

function* targetRows({ results }: Exported): Generator<Row> {
  for (const [i, run] of results.solution.runs.entries()) {
    for (const target of run.summary.targets ?? []) {
      const { id, title, measure, meets, bound, unit, by = '', met, replications, share, low, high } = target;
      const shares = [share, low, high].map((value) => value ?? '');
      yield [
        i,
        run.title,
        title,
        id,
        measure,
        meets === 'atMost' ? 'at most' : 'at least',
        bound,
        unit,
        by,
        met,
        replications,
        ...shares,
      ];
    }
  }
}

function* assumptionRows({ results: { info } }: Exported): Generator<Row> {
  for (const { id, title, value, unit, low, high, grade, source, year, note } of info.parameters) {
    yield [id, title, value, unit, low, high, grade, cite(source, info.sources), year ?? '', note ?? ''];
  }
}

function* measureRows({ results, names }: Exported): Generator<Row> {
  for (const measure of results.solution.layout.measures) {
    const { id, service, unit, good, shape, definition } = measure;
    yield [id, names.service(service), names.measure(measure), unit, good === 'none' ? '' : good, shape, definition];
  }
}

/** The rows of a sheet, its headings first. */
export function* withHeadings({ columns: headings, rows }: Sheet): Generator<Row> {
  yield headings.map(({ title }) => title);
  yield* rows;
}
