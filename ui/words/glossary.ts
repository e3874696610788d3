/** Words of the page that not everybody uses every day, each in one or two sentences. */

/** A word and what it means. */
export interface Term {
  word: string;
  meaning: string;
}

/** Terms by key. The About page lists them all. */
export const TERMS = {
  replication: {
    word: 'Replication',
    meaning:
      'One play-through of the same years with its own luck: who is referred when, who misses an appointment, who falls ' +
      'ill. Results are averages over several, and the spread between them gives the interval.',
  },
  interval: {
    word: '95% interval',
    meaning:
      'The range in which the true average difference lies, as far as chance in the simulation goes: if the whole ' +
      'exercise were repeated 100 times, about 95 such ranges would hold it. It does not cover errors in the assumptions.',
  },
  seed: {
    word: 'Seed',
    meaning:
      'A text from which all chance in a run follows. The same seed gives the same numbers again, on any computer; ' +
      'another seed gives other luck.',
  },
  paired: {
    word: 'Paired comparison',
    meaning:
      'Every scenario meets the same people with the same luck as the baseline, so that a difference comes from the ' +
      'change and not from chance.',
  },
  verdict: {
    word: 'Better, worse, too close to call',
    meaning:
      'Better or worse is said only when the interval of the difference leaves no doubt about the direction, and with ' +
      '“perhaps by less than matters” where it leaves doubt about whether the size matters. Too close ' +
      'to call means that these replications cannot tell; it does not mean that there is no effect.',
  },
  chance: {
    word: 'Chance of meeting a target',
    meaning:
      'The share of replications (runs of the same years, each with its own luck) in which the target is met, with ' +
      'Wilson’s interval. It is a chance given the assumptions, and not a promise.',
  },
  median: {
    word: 'Median wait',
    meaning: 'Half of the people waited less than this, half longer.',
  },
  wte: {
    word: 'Whole-time post (WTE)',
    meaning: 'Whole-time equivalent: 37.5 hours a week. Two half-time workers are one.',
  },
  caseload: {
    word: 'Caseload',
    meaning: 'The people whom a care coordinator, or a team, looks after at one time.',
  },
  dna: {
    word: 'Did not attend (DNA)',
    meaning: 'An appointment that the person missed without cancelling it in time.',
  },
  amhp: {
    word: 'AMHP',
    meaning:
      'Approved mental health professional: mostly social workers with a warrant, who carry out Mental Health Act ' +
      'assessments, on a rota beside their caseload.',
  },
  ipu: {
    word: 'IPU',
    meaning:
      'Integrated practice unit: a community team for people with alike needs. IPU 3-8 is for non-psychotic illness, ' +
      '10-17 for psychosis, 18-21 for dementia.',
  },
  frontDoor: {
    word: 'Front door',
    meaning:
      'Where referrals arrive, are triaged and are booked or sent elsewhere: a central booking service, or a hub.',
  },
  baseline: {
    word: 'Baseline',
    meaning: 'The service as it is described in the scenario file, with no change made to it.',
  },
  engine: {
    word: 'Engine version',
    meaning: 'Version of the program that computes. The same version, scenario and seed give the same numbers.',
  },
  assumption: {
    word: 'Assumption',
    meaning: 'A number that no source gives. Its range says how far it could be off.',
  },
} as const satisfies Record<string, Term>;

/** Key of a term. */
export type TermKey = keyof typeof TERMS;
