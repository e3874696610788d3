/** What `headroom outputs` prints for people: for each output a table by place, and what the model does not give. */
import type { Difference, Level, NotGiven, OutputFigure, OutputRow, Outputs, ScorecardLine } from '../engine/index';
import type { ScenarioDescription } from '../workers/protocol';
import { amount, figure } from './figures';
import { table, type Alignment, type Section } from './table';

const HOW_TO_READ = [
  'Values are means over replications. In brackets: the paired difference from the baseline, ± the half-width of its 95 % interval.',
  '+ and − mark a difference that is surely better or worse, ~ one that is surely there and neither; without a mark it is too close',
  'to call. Each difference is judged by itself: with so many of them, about one in twenty is marked by chance alone.',
].join('\n');
const MARKS: Record<NonNullable<Difference>['verdict'], string> = {
  better: ' +',
  worse: ' −',
  higher: ' ~',
  lower: ' ~',
  'too close to call': '',
};

/** @param only ids of what is wanted */
export function outputsWords(
  { replications, outputs, whoWaits, scorecard, quarterEndsDay }: Outputs,
  descriptions: readonly ScenarioDescription[],
  only: ReadonlySet<string>,
): string {
  const [baseline, ...changed] = descriptions;
  const words = new Words(baseline, changed.length);
  const letters = changed.map(({ changes }, i) => `  ${letter(i)}: ${changes.map(({ title }) => title).join(' + ')}`);
  const head = `${baseline.title}, ${figure(baseline.run.horizonDays)} days, ${replications} replications`;
  const parts = outputs
    .filter(({ id }) => only.has(id))
    .map(({ title, about, figures, notGiven }) =>
      [underlined(title), about, ...words.figures(figures), ...notGivenWords(notGiven)].join('\n'),
    );
  if (only.has('whoWaits')) {
    const none =
      'The scenario splits no waits by an attribute of people (run.splitBy, or an attribute of its own at a service).';
    parts.push([underlined('Who waits'), ...(whoWaits.length > 0 ? words.figures(whoWaits) : [none])].join('\n'));
  }
  if (only.has('scorecard')) parts.push(scorecardWords(scorecard, quarterEndsDay, words));
  return [[head, ...letters].join('\n'), ...parts, HOW_TO_READ].join('\n\n');
}

const letter = (i: number) => String.fromCharCode(65 + i);
const underlined = (title: string) => `${title}\n${'='.repeat(title.length)}`;

function notGivenWords(notGiven: readonly NotGiven[]): string[] {
  return notGiven.map(({ title, because }) => `Not given: ${title}. ${because}`);
}

class Words {
  readonly #headings: string[];
  readonly #alignments: Alignment[];

  constructor(
    private readonly description: ScenarioDescription,
    changed: number,
  ) {
    this.#headings = ['', 'Baseline', ...Array.from({ length: changed }, (_, i) => letter(i))];
    this.#alignments = this.#headings.map((_, i) => (i === 0 ? 'left' : 'right'));
  }

  figures(figures: readonly OutputFigure[]): string[] {
    if (figures.length === 0) return [];
    return [
      this.table(
        figures.map(({ title, unit, rows }) => ({ title: this.#title(title, unit), rows: this.rows(rows, unit) })),
      ),
    ];
  }

  table(sections: Section[]): string {
    return table(this.#headings, sections, this.#alignments);
  }

  rows(
    rows: readonly Pick<OutputRow, 'place' | 'label' | 'within' | 'levels' | 'differences'>[],
    unit: string,
  ): string[][] {
    return rows.map(({ place, label, within, levels, differences }) => {
      const where = this.description.places[place]?.title ?? (label === '' ? 'All places' : '');
      const name = [where, within, label].filter((part) => part !== '').join(': ');
      const cells = levels.map(
        (level, i) => `${say(level, unit)}${i === 0 ? '' : this.#difference(differences[i - 1], unit)}`,
      );
      return [name, ...cells];
    });
  }

  #title(title: string, unit: string): string {
    return unit === 'share' ? `${title}, %` : `${title}, ${unit}`;
  }

  #difference(difference: Difference, unit: string): string {
    if (difference === null) return '';
    const scale = unit === 'share' ? 100 : 1;
    const { mean, halfWidth, verdict } = difference;
    const sign = mean > 0 ? '+' : '';
    return ` (${sign}${figure(mean * scale)} ± ${figure(halfWidth * scale)}${MARKS[verdict]})`;
  }
}

function say(level: Level, unit: string): string {
  return level === null ? '–' : figure(level.mean * (unit === 'share' ? 100 : 1));
}

function scorecardWords(lines: readonly ScorecardLine[], quarterEndsDay: readonly number[], words: Words): string {
  if (lines.length === 0) return [underlined('Scorecard'), 'The scenario names no scorecard.'].join('\n');
  const given = lines.filter(({ rows }) => rows.length > 0);
  const quarters = given.flatMap(({ title, rows }) =>
    rows.flatMap(({ label, within, quarters: byQuarter, unit }) => {
      const baseline = byQuarter?.[0];
      if (!baseline) return [];
      const name = [title, within, label].filter((part) => part !== '').join(': ');
      return [`  ${name}: ${baseline.mean.map((value) => amount(value, unit)).join(', ')}`];
    }),
  );
  return [
    underlined('Scorecard'),
    words.table(
      given.map(({ group, title, rows }) => ({
        title: `${group}: ${title}${rows[0].unit === 'share' ? ', %' : `, ${rows[0].unit}`}`,
        rows: words.rows(rows, rows[0].unit),
      })),
    ),
    ...(quarters.length > 0 ? [`By quarter (${quarterEndsDay.length}), baseline:`, ...quarters] : []),
    ...lines.flatMap(({ group, title, notSimulated }) =>
      notSimulated === undefined ? [] : [`Not simulated: ${group}: ${title}. ${notSimulated}`],
    ),
  ].join('\n');
}
