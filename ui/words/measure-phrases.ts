/** How each measure is spoken of inside a sentence. Pure: names come in, words go out. */

/** A measure inside a sentence. */
export interface MeasurePhrase {
  /** `the median wait for IPU 3-8 assessment, Coventry`. */
  subject: string;
  /** Whether the number is that at the end of the run (`after three years`) or over all of it (`over three years`). */
  when: 'after' | 'over';
  /** `rises` for one thing, `rise` for several. */
  plural: boolean;
}

/** What is needed to speak of a measure. */
export interface MeasureParts {
  /** Name within the service, e.g. `waitMedian`. */
  name: string;
  /** Title of the measure, for names that have no phrase of their own. */
  title: string;
  /** Title of the service. */
  service: string;
  /** Title of the part of the people, e.g. a profession; empty for all. */
  part: string;
}

type Phrase = [subject: (service: string, part: string) => string, when: 'after' | 'over', plural?: boolean];

const worker = (part: string) => (part === '' ? 'whole-time post' : `whole-time ${lowerFirst(part)}`);
const whom = (part: string) => (part === '' ? '' : ` (${part})`);

const PHRASES: Record<string, Phrase> = {
  waitMedian: [(s, p) => `the median wait for ${s}${whom(p)}`, 'after'],
  waitP90: [(s) => `the wait that one person in ten exceeds, for ${s},`, 'after'],
  waitMean: [(s, p) => `the average wait for ${s}${whom(p)}`, 'over'],
  waitingAtEnd: [(s) => `the number of people waiting for ${s}`, 'after'],
  waitingMean: [(s) => `the average number of people waiting for ${s}`, 'over'],
  drift: [(s) => `the growth of the waiting list for ${s}`, 'over'],
  leftUnseen: [(s) => `the share of people who leave ${s} unseen`, 'over'],
  missedShare: [(s) => `the share of appointments missed at ${s}`, 'over'],
  referrals: [(s) => `referrals to ${s}`, 'over', true],
  assessed: [(s) => `assessments attended at ${s}`, 'over', true],
  slotsOffered: [(s) => `appointments offered by ${s}`, 'over', true],
  slotsUsed: [(s) => `appointments used at ${s}`, 'over', true],
  slotsLost: [(s) => `appointments lost at ${s}`, 'over', true],
  starts: [(s) => `new cases at ${s}`, 'over', true],
  ends: [(s) => `discharges from ${s}`, 'over', true],
  caseloadAtEnd: [(s) => `the caseload of ${s}`, 'after'],
  caseloadMean: [(s) => `the average caseload of ${s}`, 'over'],
  casesPerWte: [(s, p) => `the caseload of each ${worker(p)} in ${s}`, 'over'],
  contactsMade: [(s) => `the share of planned contacts that ${s} makes`, 'over'],
  hoursNeeded: [(s) => `the hours that ${s} needs, as a share of the hours it has,`, 'over', true],
  episodeMean: [(s) => `the average time on the caseload of ${s}`, 'over'],
  waitingForCoordinator: [(s) => `the number of people waiting for a coordinator in ${s}`, 'after'],
  waitForCoordinatorMedian: [(s) => `the median wait for a coordinator in ${s}`, 'after'],
  blockedDays: [(s) => `the days spent waiting to leave ${s}`, 'over', true],
  assessmentsPerDay: [(s) => `the number of Mental Health Act assessments a day at ${s}`, 'over'],
  delayMedian: [(s) => `the median delay from referral to Mental Health Act assessment at ${s}`, 'over'],
  delayP90: [(s) => `the delay that one Mental Health Act assessment in ten exceeds at ${s}`, 'over'],
  achieved: [(s) => `the number of AMHPs on duty each day at ${s}`, 'over'],
  planned: [(s) => `the number of AMHPs planned each day at ${s}`, 'over'],
  shortDays: [(s) => `the share of days on which ${s} is short of its planned rota`, 'over'],
  pulledDays: [(s) => `the days a year on which ${s} pulls people at short notice`, 'over', true],
  drawnDays: [(s) => `the AMHP-days a week that ${s} draws from teams`, 'over', true],
  daysAtCapacity: [(s) => `the share of days on which ${s} is at capacity`, 'over'],
  utilisation: [(s) => `the share of staff time in use at ${s}`, 'over'],
  insideMean: [(s) => `the average number of people in ${s}`, 'over'],
  occupancy: [(s) => `the occupancy of ${s}`, 'over'],
  inPost: [(_, p) => `the staff in post${whom(p)}`, 'after'],
  vacancy: [() => 'the vacancy rate', 'after'],
};

/** Lower the first letter of a title unless its first word is an acronym or a name. */
export function lowerFirst(text: string, names: ReadonlySet<string> = new Set()): string {
  const [first, second = ''] = text.split(/ /, 2);
  const word = first.replace(/[,:;]$/, '').replace(/['’]s$/, '');
  // An acronym, a known name, or the first of several words in capitals, as in Central Booking Service.
  const isName = /[A-Z0-9].*[A-Z0-9]/.test(word) || names.has(word) || (first === word && /^[A-Z][a-z]/.test(second));
  return isName ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

/** Put a measure into words. A name without a phrase uses the measure's own title. */
export function measurePhrase({ name, title, service, part }: MeasureParts): MeasurePhrase {
  const phrase = PHRASES[name];
  if (phrase === undefined) {
    return { subject: `“${lowerFirst(title)}” at ${service}`, when: 'over', plural: false };
  }
  const [subject, when, plural = false] = phrase;
  return { subject: subject(service, part), when, plural };
}
