/** What `headroom outputs --json` prints: the outputs as the engine gives them, with what they were made from. */
import type { LevelSeries, OutputFigure, Outputs } from '../engine/index';
import { finiteOrNull } from './output';
import type { SolvedScenario } from './run-output';

/** @param only ids of what is wanted */
export function outputsJson(
  { replications, outputs, whoWaits, scorecard, quarterEndsDay }: Outputs,
  solved: readonly SolvedScenario[],
  only: ReadonlySet<string>,
  withSeries: boolean,
) {
  const figures = (those: readonly OutputFigure[]) => those.map((figure) => figureJson(figure, withSeries));
  return {
    engineVersion: solved[0].description.engineVersion,
    seed: solved[0].run.seed,
    replications,
    days: solved[0].description.run.horizonDays,
    /** Levels stand in this order, differences in that of all but the first. */
    scenarios: solved.map(({ description }) => ({
      scenario: description.id,
      title: description.changes.map(({ title }) => title).join(' + ') || description.title,
      changes: description.changes.map(({ id }) => id),
      scenarioHash: description.scenarioHash,
    })),
    outputs: outputs
      .filter(({ id }) => only.has(id))
      .map((output) => ({ ...output, figures: figures(output.figures) })),
    whoWaits: only.has('whoWaits') ? figures(whoWaits) : [],
    scorecard: only.has('scorecard')
      ? scorecard.map((line) => ({
          ...line,
          rows: line.rows.map(({ quarters, ...row }) => ({
            ...row,
            ...(quarters && { quarters: quarters.map(seriesJson) }),
          })),
        }))
      : [],
    quarterEndsDay,
  };
}

function figureJson({ stepEndsDay, rows, ...figure }: OutputFigure, withSeries: boolean) {
  return {
    ...figure,
    ...(withSeries && stepEndsDay ? { stepEndsDay } : {}),
    rows: rows.map(({ series, ...row }) => ({
      ...row,
      ...(withSeries && series ? { series: series.map(seriesJson) } : {}),
    })),
  };
}

/** A gap in a series must keep its place. */
function seriesJson(series: LevelSeries | null) {
  return series && { mean: series.mean.map(finiteOrNull), halfWidth: series.halfWidth.map(finiteOrNull) };
}
