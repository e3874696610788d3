/**
 * The twelve outputs of a baseline and the scenarios compared with it: each figure by place, with the interval of its mean and the
 * paired difference on common random numbers. Intervals and verdicts are those of one figure at a time; nothing is adjusted for
 * how many are shown, which whoever shows them has to say.
 */
import type { Output, OutputFigure, Outputs } from '../results/outputs';
import { OUTPUT_DEFINITIONS } from './output-definitions';
import { figureFrom } from './output-levels';
import { rowsOf } from './output-rows';
import type { FigureDefinition } from './output-terms';
import { Samples, type SolvedScenario } from './output-samples';
import { quarterEnds, scorecardOf } from './scorecard';
import { whoWaitsOf } from './who-waits';

export type { SolvedScenario } from './output-samples';

/** Ids of the twelve, in their order. */
export const OUTPUT_IDS: readonly string[] = OUTPUT_DEFINITIONS.map(({ id }) => id);

/**
 * Work out the outputs, over the replications that all scenarios have.
 *
 * @param solved the baseline first
 */
export function outputsOf(solved: readonly SolvedScenario[]): Outputs {
  const replications = Math.min(...solved.map(({ results }) => results.length));
  const samples = solved.map((one) => new Samples(one, replications));
  return {
    replications,
    outputs: OUTPUT_DEFINITIONS.map(({ id, title, about, figures, never }): Output => {
      const made = figures.map((figure) => ({ figure, made: figuresOf(figure, samples) }));
      const absent = made.flatMap(({ figure, made: { length } }) =>
        length === 0 && figure.otherwise !== undefined
          ? [{ title: plainTitle(figure), because: figure.otherwise }]
          : [],
      );
      return { id, title, about, figures: made.flatMap((one) => one.made), notGiven: [...absent, ...never] };
    }),
    whoWaits: whoWaitsOf(samples),
    scorecard: scorecardOf(samples),
    quarterEndsDay: quarterEnds(samples[0]),
  };
}

const plainTitle = ({ title }: FigureDefinition) => title.replace('{target}', 'the line');

/** One figure, or one for each waiting-time line where services count against different ones. */
function figuresOf(figure: FigureDefinition, samples: readonly Samples[]): OutputFigure[] {
  const found = samples.map((one) => rowsOf(figure, one));
  const targets = [...new Set(found.flatMap((rows) => rows.map(({ target }) => target)))];
  return targets.map((target, i) => {
    const rows = found.map((those) => those.filter((row) => row.target === target));
    return figureFrom(
      {
        id: i === 0 ? figure.id : `${figure.id}-${i + 1}`,
        title: figure.title.replace('{target}', target),
        about: figure.about,
        good: figure.good,
      },
      rows,
    );
  });
}
