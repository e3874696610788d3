/** The page of questions and answers, from the outputs solved beforehand: a baseline, a freeze of vacancies, a deeper triage. */
import type { OutputFigure, OutputRow, Outputs } from '../engine/index';
import type { ExampleOutputs } from '../ui/state/outputs';

const PLACES: Record<string, string> = { coventry: 'Coventry', warwickshire: 'Warwickshire' };
const SCENARIO = 'scenarios/coventry-warwickshire/scenario.json';

/** One question and what there is to say. */
interface Question {
  asks: string;
  answers: string[];
}

/** The whole page, as Markdown. */
export function questionsPage({ outputs, engineVersion, seed }: ExampleOutputs): string {
  const { replications } = outputs;
  return [
    '# Questions that people ask',
    '',
    '<!-- Made by `npm run questions`. Do not edit. -->',
    '',
    `What the model of the shipped scenario answers, and what it cannot. Numbers are of its baseline after three years, means of ${replications} replications`,
    `with 95 % intervals (engine ${engineVersion}, seed \`${seed}\`), unless something else is said. They are of the service of 2016/17 and rest on stated`,
    'assumptions ([evidence](../guides/evidence.md)): compare scenarios, do not quote one. The same figures, by place and for any',
    `scenario, come from \`npx headroom outputs ${SCENARIO}\` and stand under “Outputs” on the page.`,
    '',
    ...questions(outputs).flatMap(({ asks, answers }) => [`## ${asks}`, '', ...answers.flatMap((text) => [text, ''])]),
  ]
    .join('\n')
    .replace(/\n+$/, '\n');
}

function questions(outputs: Outputs): Question[] {
  const rows = (output: string, figure: string) => rowsOf(outputs, output, figure);
  return [
    {
      asks: 'What staffing by profession, employer and place holds 4 or 12 weeks, and what instead if we cannot recruit it?',
      answers: [
        'Asked for one wait and one to three levers at a time: `headroom seek`, or “What would it take?” on the page, says which setting holds a wait with least effort, and that a target cannot be reached where no setting does ([guide](../guides/what-would-it-take.md)). A table for all professions, employers and places at once is not worked out: it would be a search over dozens of levers.',
      ],
    },
    {
      asks: 'What happens to people while they wait?',
      answers: [
        `They leave unseen: of all who begin to wait, ${list(rows('waitToAssessment', 'leavingUnseen'))}.`,
        'That waiting makes people worse and brings them back as a crisis is a loop of the model (R2), off in the baseline for want of a published size; [what each loop does](loops.md) shows it on. How ill somebody is while waiting is not followed.',
      ],
    },
    {
      asks: 'Where is the hidden wait?',
      answers: [
        `Between acceptance and a coordinator. At the end of the run ${list(rows('hiddenWait', 'awaitingCoordinator'))} wait for one; those who had to wait did so for a median of ${list(rows('hiddenWait', 'waitForCoordinator'))}.`,
        'The time from the assessment to the second contact is not counted.',
      ],
    },
    {
      asks: 'Which constraint binds in which month, and where does the bottleneck go next?',
      answers: [
        `Over the whole run, places: lists of coordinators were full while people waited on ${list(rows('load', 'fullLists'))} of their days. And hours: what plans foresee needs ${list(rows('contacts', 'hoursNeeded'))} of the hours there are.`,
        'Which of them binds in a single month is not counted. Where the queue goes after a change shows in the monthly lists of the outputs, and on the map of the page.',
      ],
    },
    {
      asks: 'On how many days is the rota short?',
      answers: [
        `Somebody planned was away on ${list(rows('mentalHealthAct', 'shortDays'))} of open days. Pulled out of their teams on the day: ${list(rows('mentalHealthAct', 'pulledHours'))}.`,
      ],
    },
    {
      asks: 'What is our statutory exposure?',
      answers: [
        `The model cannot say. ${outputs.outputs
          .find(({ id }) => id === 'socialCare')!
          .notGiven.map(({ title, because }) => `${title}: ${lower(because)}`)
          .join(' ')}`,
        `What it holds is the Mental Health Act: from referral to the start of an assessment the median is ${list(rows('mentalHealthAct', 'delayMedian'))}.`,
      ],
    },
    {
      asks: 'Do seconded staff do the duties they were seconded for?',
      answers: [
        'The model cannot say. It takes hours for the rota, slots, contacts and protected time from one ledger, and does not follow which duties of the agreement they served. The options on medication-only cases, Care Act work and the shared record say what moving such work would do ([what each option does](options.md)).',
      ],
    },
    {
      asks: 'Whose saving is whose cost, and in which year?',
      answers: [
        `In a year, ${list(rows('money', 'byPayer'))}. With vacancies in IPU 3-8 frozen for a year: ${changes(rows('money', 'byPayer'), 0)}.`,
        'By month, and so by year, costs of each payer stand in `headroom compare --json --series`. Costs that nobody prices in the scenario (carers, the police, the courts) are in none.',
      ],
    },
    {
      asks: 'Coventry, north and south: fair?',
      answers: [fairness(outputs)],
    },
    {
      asks: 'How many hand-offs and repeat assessments does one person meet?',
      answers: [
        'Asked for one person at a time: “One person” on the page and `headroom trace` list every hand-off, with the reason of each wait ([guide](../guides/follow-one-person.md)). How many people meet how many is not counted.',
      ],
    },
    {
      asks: 'Where do the refused go, and how many return?',
      answers: [
        `Accepted of those decided on: ${list(rows('frontDoor', 'accepted'))}. Where the others go is a count of its own for each exit (\`headroom run\`: people and come back, per week), and stands on the map. How soon they return is not counted, so that returns within 182 days cannot be told.`,
      ],
    },
    {
      asks: 'What does deciding six months later cost?',
      answers: [
        'Any change of a number may begin on a date (`at` in a change file, dates in the editor). The same change with two dates, compared on the same random numbers, gives the cost of the delay in waits, people and pounds; when each difference is over is said beside it ([guide](../guides/when-does-it-recover.md)).',
      ],
    },
    {
      asks: 'When do AMHP retirements outrun the pipeline?',
      answers: [
        `In post at the end: ${list(rows('workforce', 'inPost').filter(({ label }) => /AMHP/.test(label)))}. Leavers, people on the course and those who qualify are counted, and “AMHP training stopped, as happened” among the options shows what is left without a pipeline ([what each option does](options.md)). Ages are not followed, so a wave of retirements is a change of the turnover, with a date.`,
      ],
    },
    {
      asks: 'Which assumption flips the answer, and which figure should we collect first?',
      answers: [
        '`headroom sensitivity` screens every quantity over its range, measures those that matter, and says which to collect first and whether one turns an answer round ([guide](../guides/which-assumption-matters.md)).',
      ],
    },
    {
      asks: 'What breaks if two shocks coincide?',
      answers: [
        'Changes combine, in any number, unless they contradict each other: `--change a.json+b.json`. `headroom explain` says how far two together do more than each alone ([guide](../guides/explain-a-difference.md)). Which pair is the worst of all is not searched for.',
      ],
    },
    {
      asks: 'What if the Section 75 ends?',
      answers: [
        'The nearest that the options hold is “Coventry withdraws its social workers”: [what each option does](options.md) has its effect on the main measures. What would become of the councils’ own teams, records and contracts is outside the model.',
      ],
    },
  ];
}

function rowsOf({ outputs }: Outputs, output: string, figure: string): (OutputRow & { unit: string })[] {
  const found = outputs.find(({ id }) => id === output)?.figures.find(({ id }) => id === figure);
  if (found === undefined)
    throw new Error(`There is no figure ${figure} in ${output}: the page of questions needs it.`);
  return withUnit(found);
}

const withUnit = ({ rows, unit }: OutputFigure) => rows.map((row) => ({ ...row, unit }));

/** `12 ± 1 weeks (Coventry, IPU 3-8)` for each row that was seen, joined. */
function list(rows: readonly (OutputRow & { unit: string })[]): string {
  const said = rows.flatMap((row) => {
    const [level] = row.levels;
    return level ? [`${amount(level.mean, level.halfWidth, row.unit)}${nameOf(row)}`] : [];
  });
  return said.length < 2 ? (said[0] ?? 'nothing') : `${said.slice(0, -1).join('; ')} and ${said.at(-1)}`;
}

/** The paired difference of each row with a scenario. */
function changes(rows: readonly (OutputRow & { unit: string })[], scenario: number): string {
  return rows
    .flatMap((row) => {
      const difference = row.differences[scenario];
      if (!difference) return [];
      const sign = difference.mean > 0 ? '+' : '';
      return [`${sign}${amount(difference.mean, difference.halfWidth, row.unit)}${nameOf(row)}`];
    })
    .join('; ');
}

function nameOf({ place, within, label }: OutputRow): string {
  const parts = [PLACES[place] ?? '', within, label].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function fairness({ whoWaits }: Outputs): string {
  const found = whoWaits.find(({ id }) => id.startsWith('locality'));
  if (found === undefined) return 'The scenario splits no waits by locality.';
  const rows = withUnit(found).filter(({ levels: [level] }) => level !== null);
  return `Median waits of those seen, by where people live: ${list(rows)}. Coventry’s services see Coventry’s people only, whose waits stand under “Wait to assessment”. Whether a difference is fair is not for a model to say.`;
}

/** A level or difference with as many digits as its interval supports. */
function amount(mean: number, halfWidth: number, unit: string): string {
  const scale = unit === 'share' ? 100 : 1;
  const half = halfWidth * scale;
  const decimals = half > 0 ? Math.min(2, Math.max(0, Math.ceil(-Math.log10(half)))) : 0;
  const say = (value: number) =>
    value.toLocaleString('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  const text = `${say(mean * scale)} ± ${say(half)}`.replace('-', '−');
  return unit === 'share' ? `${text} %` : unit.startsWith('£') ? `£${text}`.replace('£−', '−£') : `${text} ${unit}`;
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
