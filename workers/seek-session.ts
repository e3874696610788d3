/** A search that a worker holds for the page: read from what was asked, and brought up to date by what was run. */
import {
  ScenarioError,
  Search,
  compile,
  deadline,
  edgeOf,
  isLimit,
  locateTarget,
  resolveLevers,
  type Criterion,
  type LeverWish,
  type MeasureInfo,
  type ResolvedLever,
  type Wanted,
} from '../engine/index';
import { assemble } from './assemble';
import type { Answer, ScenarioSource, SourceIssue } from './protocol';
import { seekAnswer, type EdgeValues, type SeekAnswer } from './seek-answer';
import { changeAt, costPlacesOf, marginFor, valuesAt, type SeekBasis } from './seek-basis';

/** What the page asks of a search. Plain data. */
export interface SeekQuestion {
  /** With the changes that the search starts from. */
  source: ScenarioSource;
  measure: string;
  /** A date or days from the start; absent for the end of the run. */
  by?: string | number;
  meets: 'atMost' | 'atLeast';
  /** In the unit of the measure. */
  bound: number;
  /** The share of replications that have to meet the bound; absent where their mean has to. */
  chance?: number;
  levers: LeverWish[];
}

/** What is known before anything has run. */
export interface SeekOpened {
  levers: ResolvedLever[];
  criterion: Criterion;
  info: MeasureInfo;
  /** Settings in all. */
  settings: number;
  /** The scenario with the run as long as the target needs. */
  source: ScenarioSource;
  horizonDays: number;
  places: { measure: number; costs: readonly number[] };
  valuesLength: number;
  layout: SeekBasis['layout'];
  /** Ids of the measures that say how much of a limit is used. */
  limits: string[];
}

/** Replications of a setting that have been made. */
export interface SeekTaken {
  setting: number;
  values: number[];
  costs: number[];
}

/** What the search says after these. Settings come with the change that makes them, as text. */
export interface SeekStep {
  wanted: (Wanted & { change: string })[];
  /** Settings that need no more. */
  settled: number[];
  /** Once nothing more is wanted, or the time is over: what is to be run anew. */
  edge: { setting: number; change: string }[];
  /** Values of the cheapest setting so far that looks to meet the target. */
  cheapest: number[] | null;
}

/** What came of it, with the change that makes the answer. */
export interface SeekFound extends SeekAnswer {
  change: string | null;
}

const refuse = (message: string, path = ''): { ok: false; issues: SourceIssue[] } => ({
  ok: false,
  issues: [{ code: 'seek', path, message }],
});

/** @see the file's comment */
export class SeekSession {
  private seen = 0;

  private constructor(
    readonly opened: SeekOpened,
    private readonly basis: SeekBasis,
  ) {}

  /** Read a question; everything that a person can mend comes as issues. An issue about a lever has its position as its path. */
  static open(question: SeekQuestion): Answer<SeekSession> {
    const whole = assemble(question.source);
    if (!whole.ok) return whole;
    const { run } = whole.value.scenario;
    const day = question.by === undefined ? run.horizonDays : deadline(question.by, run.startDate);
    if (!(day > 0 && day <= run.horizonDays + 1e-9))
      return refuse(`the target is for day ${day}, but the run has days 1 to ${run.horizonDays}.`);
    // A target by a date needs no longer run.
    const source = { ...question.source, horizonDays: day };
    const assembled = assemble(source);
    if (!assembled.ok) return assembled;
    const { scenario } = assembled.value;
    try {
      const { layout, primary } = compile(scenario);
      const found = locateTarget(layout, scenario.run, question.measure, question.by);
      if (typeof found === 'string') return refuse(found);
      const { levers, issues } = resolveLevers(scenario, question.levers);
      if (issues.length > 0)
        return {
          ok: false,
          issues: issues.map(({ lever, message }) => ({
            code: 'lever',
            path: lever === null ? '' : String(lever),
            message,
          })),
        };
      const { bound, meets, chance, measure } = question;
      const margin = marginFor(measure, bound, primary);
      if (!(margin > 0)) return refuse('a target of 0 needs a measure with a margin; choose another target.');
      const common = { bound, meets, margin };
      const criterion: Criterion =
        chance === undefined ? { kind: 'mean', ...common } : { kind: 'chance', chance, ...common };
      const search = new Search(levers, criterion);
      const { info, place } = found;
      const costPlaces = costPlacesOf(layout);
      const basis = { scenario, layout, levers, criterion, search, service: info.service, place, costPlaces };
      const refused = refusedCorner(basis, source);
      if (refused) return refused;
      const opened = {
        levers,
        criterion,
        info,
        settings: search.grid.size,
        source,
        horizonDays: day,
        places: { measure: place, costs: costPlaces },
        valuesLength: layout.valuesLength,
        layout,
        limits: layout.measures.filter(({ name, shape }) => shape === 'scalar' && isLimit(name)).map(({ id }) => id),
      };
      return { ok: true, value: new SeekSession(opened, basis) };
    } catch (error) {
      if (error instanceof ScenarioError) return { ok: false, issues: [...error.issues] };
      throw error;
    }
  }

  /** How many of those that were made have been taken. */
  get taken(): number {
    return this.seen;
  }

  /** Take those that were not taken yet, and say what is needed next. */
  step(taken: readonly SeekTaken[]): SeekStep {
    const { basis } = this;
    const { search } = basis;
    this.take(taken);
    const wanted = search.next().map((one) => ({ ...one, change: changeAt(basis, one.setting) }));
    return {
      wanted,
      settled: search.tried.filter((setting) => search.screened(setting) !== 'open'),
      edge: edgeOf(search).map((setting) => ({ setting, change: changeAt(basis, setting) })),
      cheapest: search.cheapest === undefined ? null : valuesAt(basis, search.cheapest),
    };
  }

  /** The last word. */
  answer(taken: readonly SeekTaken[], atEdge: readonly EdgeValues[], title: string): SeekFound {
    const { basis } = this;
    this.take(taken);
    const found = seekAnswer(basis, atEdge);
    if (found.answer === null) return { ...found, change: null };
    const { setting } = atEdge[found.edge.indexOf(found.answer)];
    const change = changeAt(basis, setting, {
      id: 'found-by-a-search',
      title: title.slice(0, 200),
      rationale: `Found by a search as the setting of least effort that meets the target; met in ${found.answer.met} of ${found.answer.replications} new replications.`,
      about: { measure: this.opened.info.id, direction: basis.criterion.meets === 'atMost' ? 'lower' : 'higher' },
    });
    return { ...found, change };
  }

  private take(taken: readonly SeekTaken[]): void {
    for (const { setting, values, costs } of taken.slice(this.seen)) this.basis.search.take(setting, values, costs);
    this.seen = taken.length;
  }
}

/** Both ends of every lever: what one of them does wrong is said before anything runs. */
function refusedCorner(basis: SeekBasis, source: ScenarioSource): { ok: false; issues: SourceIssue[] } | undefined {
  for (const corner of [0, basis.search.grid.size - 1]) {
    const assembled = assemble({ ...source, changes: [...source.changes, changeAt(basis, corner)] });
    const issues = assembled.ok ? issuesOf(() => compile(assembled.value.scenario)) : assembled.issues;
    if (issues.length === 0) continue;
    const at = valuesAt(basis, corner).map((value, i) => `${basis.levers[i].title} ${value}`);
    return refuse(`With ${at.join(', ')}: ${issues.map(({ message }) => message).join(' ')}`);
  }
  return undefined;
}

function issuesOf(work: () => unknown): readonly SourceIssue[] {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof ScenarioError) return error.issues;
    throw error;
  }
}
