/** Study of selection: how often the best scenario is selected where the best is known. */
import { type SelectionAim, SelectionRace } from '../../engine/statistics/selection';
import { NormalNoise } from './normal-noise';
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
