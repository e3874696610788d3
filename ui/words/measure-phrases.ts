/** How each measure is spoken of inside a sentence. Pure: names come in, words go out. */

/** A measure inside a sentence. */
export interface MeasurePhrase {
  /** `the median wait for IPU 3-8 assessment in Coventry`. */
  subject: string;
  /** Whether the number is that at the end of the run (`after three years`) or over all of it (`over three years`). */
  when: 'after' | 'over';
  /** `rises` for one thing, `rise` for several. */
  plural: boolean;
  /** Unit to speak in, where the subject already says a part of the measure's own. */
  unit?: string;
}

/** What is needed to speak of a measure. */
export interface MeasureParts {
  /** Name within the service, e.g. `waitMedian`. */
  name: string;
  /** Title of the measure, for names that have no phrase of their own. */
  title: string;
  /** Title of the service as it stands in a sentence. */
  service: string;
  /** Title of the part of the people, e.g. a profession; empty for all. */
  part: string;
}

interface Phrase {
  say: (service: string, part: string) => string;
  when?: 'over';
  plural?: true;
  unit?: string;
}

const worker = (part: string) => (part === '' ? 'whole-time post' : `whole-time ${lowerFirst(part)}`);
const whom = (part: string) => (part === '' ? '' : ` (${part})`);

const PHRASES: Record<string, Phrase> = {
  waitMedian: { say: (s, p) => `the median wait for ${s}${whom(p)}` },
  waitMedianAll: { say: (s) => `the median wait for ${s}, people still waiting included,` },
  leavingUnseen: { say: (s) => `the share of all who begin to wait for ${s} and leave unseen`, when: 'over' },
  waitP90: { say: (s) => `the wait that one person in ten exceeds for ${s}` },
  waitMean: { say: (s, p) => `the average wait for ${s}${whom(p)}`, when: 'over' },
  waitingAtEnd: { say: (s) => `the number of people waiting for ${s}` },
  waitingMean: { say: (s) => `the average number of people waiting for ${s}`, when: 'over' },
  waitedMedian: { say: (s) => `the time waited so far by half of those on the list for ${s}` },
  drift: { say: (s) => `the growth of the waiting list for ${s}`, when: 'over' },
  leftUnseen: { say: (s) => `the share of people who leave ${s} unseen`, when: 'over' },
  missedShare: { say: (s) => `the share of appointments missed at ${s}`, when: 'over' },
  referrals: { say: (s) => `referrals to ${s}`, when: 'over', plural: true },
  assessed: { say: (s) => `assessments attended at ${s}`, when: 'over', plural: true },
  slotsOffered: { say: (s) => `appointments offered by ${s}`, when: 'over', plural: true },
  slotsUsed: { say: (s) => `appointments used at ${s}`, when: 'over', plural: true },
  slotsLost: { say: (s) => `appointments lost at ${s}`, when: 'over', plural: true },
  starts: { say: (s) => `new cases at ${s}`, when: 'over', plural: true },
  ends: { say: (s) => `discharges from ${s}`, when: 'over', plural: true },
  caseloadAtEnd: { say: (s) => `the caseload of ${s}` },
  caseloadMean: { say: (s) => `the average caseload of ${s}`, when: 'over' },
  casesPerWte: { say: (s, p) => `the caseload of each ${worker(p)} in ${s}`, when: 'over', unit: 'person' },
  contactsMade: { say: (s) => `the share of planned contacts that are made by ${s}`, when: 'over' },
  hoursNeeded: { say: (s) => `the work of ${s}, as a share of the hours it has,`, when: 'over' },
  episodeMean: { say: (s) => `the average time on the caseload of ${s}`, when: 'over' },
  waitingForCoordinator: { say: (s) => `the number of people waiting for a place in ${s}` },
  waitForCoordinatorMedian: { say: (s) => `the median wait for a place in ${s}` },
  blockedDays: { say: (s) => `the time that people are held in ${s} only for a hand-over`, when: 'over' },
  assessmentsPerDay: { say: (s) => `the number of Mental Health Act assessments (${s})`, when: 'over' },
  delayMedian: { say: (s) => `the median delay before a Mental Health Act assessment (${s})`, when: 'over' },
  delayP90: { say: (s) => `the delay that one Mental Health Act assessment in ten exceeds (${s})`, when: 'over' },
  achieved: { say: (s) => `the number of people on duty each day (${s})`, when: 'over', unit: 'person' },
  planned: { say: (s) => `the number of people planned for each day (${s})`, when: 'over', unit: 'person' },
  shortDays: { say: (s) => `the share of days below the planned rota (${s})`, when: 'over' },
  drawnDays: { say: (s) => `the working time drawn from teams (${s})`, when: 'over' },
  daysAtCapacity: { say: (s) => `the share of days with work left at closing time (${s})`, when: 'over' },
  utilisation: { say: (s) => `the share of staff time in use (${s})`, when: 'over' },
  insideMean: { say: (s) => `the average number of people (${s})`, when: 'over' },
  occupancy: { say: (s) => `the occupancy of ${s}`, when: 'over' },
  inPost: { say: (_, p) => `the number of staff in post${whom(p)}` },
  vacancy: { say: () => 'the vacancy rate' },
};

/** Lower the first letter of a title unless its first word is an acronym or a name. */
export function lowerFirst(text: string, names: ReadonlySet<string> = new Set()): string {
  const [first, second = ''] = text.split(/ /, 2);
  const word = first.replace(/[,:;]$/, '').replace(/['’]s$/, '');
  // An acronym, a known name, or the first of several words in capitals, as in Central Booking Service.
  const isName = /[A-Z0-9].*[A-Z0-9]/.test(word) || names.has(word) || (first === word && /^[A-Z][a-z]/.test(second));
  return isName ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

/** Whether a measure of this name has words of its own. */
export function hasPhrase(name: string): boolean {
  return Object.hasOwn(PHRASES, name);
}

/** Put a measure into words. A name without a phrase uses the measure's own title. */
export function measurePhrase({ name, title, service, part }: MeasureParts): MeasurePhrase {
  if (!hasPhrase(name)) {
    return { subject: `the figure “${lowerFirst(title)}” (${service})`, when: 'over', plural: false };
  }
  const { say, when = 'after', plural = false, unit } = PHRASES[name];
  return { subject: say(service, part), when, plural, unit };
}
