/** Study of selection: how often the best scenario is selected where the best is known. */
import { Generator } from '../../engine/random/generator';
import { REGISTER } from '../../engine/random/register';
import { rootState } from '../../engine/random/seed';
import { ocbaAllocation } from '../../engine/statistics/budget-allocation';
import { type SelectionAim, SelectionRace } from '../../engine/statistics/selection';
import { SingleServers, serverOfWait } from './single-server';
import { macroRunsAt, percent, type StudyTable } from './table';

const MACRO_RUNS = 2000;
const FIRST = 10;

/** Something with a known best scenario: one replication of all scenarios, on the same random numbers. */
interface KnownBest {
  title: string;
  best: number;
  aim: SelectionAim;
  replication: (macroRun: number, number: number) => number[];
}

/** Run the study of KN. */
export function selectionStudy(effort = 1): StudyTable {
  const macroRuns = macroRunsAt(effort, MACRO_RUNS);
  const faults: string[] = [];
  const rows = knownBests().map((one) => {
    const { right, replications, runs } = raceOften(one, macroRuns);
    const promised = 1 - one.aim.alpha;
    if (!(right >= promised)) faults.push(`${one.title}: right in ${percent(right)}, promised ${percent(promised)}`);
    const { scenarios } = one.aim;
    return [one.title, String(scenarios), percent(promised), percent(right), replications.toFixed(0), runs.toFixed(0)];
  });
  return {
    title: 'How often the best scenario is selected (KN)',
    words: [
      `${macroRuns} selections each, with ${FIRST} first replications and the best ahead of the next by exactly the margin, which is the hardest case that the promise covers. A row fails below its promise. The procedure is cautious: it is right more often than it says.`,
      `Runs count one scenario in one replication, up to the selection. Pairing is what makes it quick: compare the same means with and without shared random numbers.`,
    ],
    headings: ['System', 'Scenarios', 'Promised', 'Right', 'Mean replications', 'Mean runs'],
    rows,
    faults,
  };
}

function raceOften({ aim, best, replication }: KnownBest, macroRuns: number) {
  let right = 0;
  let replications = 0;
  let runs = 0;
  for (let macroRun = 0; macroRun < macroRuns; macroRun++) {
    const race = new SelectionRace(aim);
    while (race.selected === null) {
      runs += race.survivors.length;
      race.add(replication(macroRun, race.replications));
    }
    if (race.selected === best) right++;
    replications += race.replications;
  }
  return { right: right / macroRuns, replications: replications / macroRuns, runs: runs / macroRuns };
}

function knownBests(): KnownBest[] {
  const aim = (scenarios: number, alpha: number, margin: number): SelectionAim => {
    return { scenarios, better: 'lower', margin, alpha, firstReplications: FIRST };
  };
  const normal = (k: number, alpha: number, correlation: number): KnownBest => {
    const noise = new NormalNoise(`selection study ${k} ${correlation}`);
    return {
      title: correlation === 0 ? 'Normal, no shared random numbers' : `Normal, correlation ${correlation}`,
      best: k - 1,
      aim: aim(k, alpha, 1),
      // All others equally close behind the best.
      replication: (macroRun, number) =>
        noise.draw(k, correlation, macroRun, number).map((e, i) => (i === k - 1 ? 0 : 1) + 4 * e),
    };
  };
  const servers = new SingleServers('selection study');
  const lines = [4, 3.5, 4.25, 4.5].map((wait) => serverOfWait(0.8, wait));
  return [
    normal(2, 0.05, 0),
    normal(2, 0.05, 0.8),
    normal(5, 0.05, 0),
    normal(5, 0.05, 0.8),
    normal(10, 0.1, 0),
    normal(10, 0.1, 0.8),
    {
      title: 'Single servers, mean waits 3.5 to 4.5, shared random numbers',
      best: 1,
      aim: aim(4, 0.05, 0.5),
      replication: (macroRun, number) => servers.meanWaits(lines, 100, macroRun, number),
    },
  ];
}

/** Run the study of OCBA: the same budget, divided equally or by it. */
export function allocationStudy(effort = 1): StudyTable {
  const macroRuns = macroRunsAt(effort, MACRO_RUNS);
  const faults: string[] = [];
  const rows = [200, 400, 800].map((budget) => {
    const [equal, divided] = (['equal', 'ocba'] as const).map((way) => divideOften(way, budget, macroRuns));
    const error = Math.sqrt((equal * (1 - equal) + divided * (1 - divided)) / macroRuns);
    if (!(divided > equal - 2 * error)) {
      faults.push(`budget ${budget}: right in ${percent(divided)} by OCBA, ${percent(equal)} equally divided`);
    }
    return [String(budget), percent(equal), percent(divided)];
  });
  return {
    title: 'How often the best mean is the best scenario at a fixed budget (OCBA)',
    words: [
      `Ten scenarios with means 0, 1, … 9 and standard deviation 6, independent of each other (Chen et al. 2000 use such a case); ${macroRuns} experiments each. Ten replications of each scenario first, then 40 at a time. Nothing is promised here: the budget is fixed, and how often it suffices comes out. A row fails where dividing by OCBA does worse than dividing equally.`,
    ],
    headings: ['Runs in all', 'Divided equally', 'By OCBA'],
    rows,
    faults,
  };
}

function divideOften(way: 'equal' | 'ocba', budget: number, macroRuns: number): number {
  const scenarios = 10;
  const noise = new NormalNoise(`allocation study ${way} ${budget}`);
  let right = 0;
  for (let macroRun = 0; macroRun < macroRuns; macroRun++) {
    const made = Array.from({ length: scenarios }, () => 0);
    const sums = new Float64Array(scenarios);
    const squares = new Float64Array(scenarios);
    const make = (i: number, count: number): void => {
      for (let j = 0; j < count; j++) {
        const value = i + 6 * noise.draw(1, 0, macroRun * scenarios + i, made[i])[0];
        made[i]++;
        sums[i] += value;
        squares[i] += value * value;
      }
    };
    for (let i = 0; i < scenarios; i++) make(i, FIRST);
    for (let spent = scenarios * FIRST; spent < budget;) {
      const extra = Math.min(40, budget - spent);
      const means = sums.map((sum, i) => sum / made[i]);
      const standardDeviations = squares.map((sum, i) =>
        Math.sqrt(Math.max(0, sum - made[i] * means[i] ** 2) / (made[i] - 1)),
      );
      const given =
        way === 'equal'
          ? made.map(() => extra / scenarios)
          : ocbaAllocation({ means, standardDeviations, better: 'lower', margin: 0.1 }, made, extra);
      given.forEach((count, i) => make(i, count));
      spent += extra;
    }
    const means = sums.map((sum, i) => sum / made[i]);
    if (means.indexOf(Math.min(...means)) === 0) right++;
  }
  return right / macroRuns;
}

/** Standard normal noise of scenarios, a part of it shared, keyed by experiment and replication. */
class NormalNoise {
  private readonly generator = new Generator();
  private readonly root: Int32Array;

  constructor(seed: string) {
    this.root = rootState(seed);
  }

  draw(scenarios: number, correlation: number, macroRun: number, replication: number): number[] {
    this.generator.seek(this.root, macroRun, replication, 0, 0);
    const shared = Math.sqrt(correlation) * this.next();
    return Array.from({ length: scenarios }, () => shared + Math.sqrt(1 - correlation) * this.next());
  }

  private next(): number {
    this.generator.normalInPlace();
    return REGISTER[0];
  }
}
