/**
 * What the comparison solved beforehand says once instead of for each of its thousands of numbers: the page fetches a file
 * three quarters as long. `filler` undoes `lean`.
 */
import type { MeasureLayout } from '../../engine/results/measures';

/** What is known of a number from elsewhere in the file, and so left out where it is the same. */
interface Entry {
  id: string;
  service?: string;
  unit?: string;
  good?: string;
  replications?: number;
  stepEndsDay?: number[];
}

/** Lists of a summary or of a comparison. Measures and differences are of scalars; series have the same steps. */
interface Solved {
  measures?: Entry[];
  differences?: Entry[];
  series: Entry[];
  histograms?: Entry[];
  curves?: Entry[];
}

/** What the file says before all runs. */
interface Head {
  replications: number;
  layout: MeasureLayout;
}

/** What an entry has, if it says nothing else. */
function usual(entry: Entry, known: Known): Partial<Entry> {
  const service = entry.id.slice(0, entry.id.indexOf('.'));
  return { service, ...known.get(entry.id) };
}

type Known = ReadonlyMap<string, Partial<Entry>>;
const NOTHING: Known = new Map();

/** Each list of what was solved, with what its entries have as a rule, by id. */
function listsOf({ layout, replications }: Head): (solved: Solved) => [Entry[], Known][] {
  const scalars = layout.measures.filter(({ shape }) => shape === 'scalar');
  const ofMeasures = new Map(scalars.map(({ id, unit }) => [id, { unit, replications }]));
  const ofDifferences = new Map(scalars.map(({ id, unit, good }) => [id, { unit, good, replications }]));
  return ({ measures = [], differences = [], series, histograms = [], curves = [] }) => [
    [measures, ofMeasures],
    [differences, ofDifferences],
    [series, NOTHING],
    [histograms, NOTHING],
    [curves, NOTHING],
  ];
}

/** A copy of a summary or a comparison without what `fill` can tell. */
export function lean<T extends Solved>(solved: T, head: Head): T {
  const copy = structuredClone(solved);
  for (const [entries, known] of listsOf(head)(copy))
    for (const entry of entries)
      for (const [key, value] of Object.entries(usual(entry, known)))
        if (entry[key as keyof Entry] === value) delete entry[key as keyof Entry];
  const [first, ...others] = copy.series;
  for (const entry of others) if (String(entry.stepEndsDay) === String(first.stepEndsDay)) delete entry.stepEndsDay;
  return copy;
}

/** What gives every entry of a summary or a comparison what was left out, in place. */
export function filler(head: Head): (solved: Solved) => void {
  const lists = listsOf(head);
  return (solved) => {
    for (const [entries, known] of lists(solved))
      for (const entry of entries)
        for (const [key, value] of Object.entries(usual(entry, known)))
          if (!(key in entry)) Object.assign(entry, { [key]: value });
    for (const entry of solved.series) entry.stepEndsDay ??= solved.series[0].stepEndsDay;
  };
}
