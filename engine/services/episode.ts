/** How long an episode lasts: opens cases with the day of their first contact and what must be reached for the end. */
import { CASE_INTS, CASE_TIMES, type Cases, ENDS_AT, LEFT, RATE_CASE, STARTED_AT } from './cases';
import { pick, placeOf } from './routes';
import type { TeamSpec } from './team-spec';
import type { World } from './world';

const HOURS_PER_DAY = 24;
/** Later than any day: no contact ends the episode. */
const NO_CONTACT = 2 ** 31 - 1;

/** Opens the cases of one team. */
export class Episodes {
  constructor(
    private readonly world: World,
    private readonly spec: TeamSpec,
    private readonly cases: Cases,
    /** Purpose of the draw of a stay. */
    readonly stayDraw: number,
  ) {}

  /** Open a case of somebody whose episode begins now. @returns its row */
  open(person: number): number {
    const { world, spec, cases } = this;
    const now = world.clock[0];
    const row = cases.open(person);
    cases.ints[row * CASE_INTS + RATE_CASE] = placeOf(spec.rate, world.people, person);
    const generator = world.draws.seekPerson(person, this.stayDraw);
    const stay = pick(spec.stay, world.people, person).sample(generator);
    const interval = this.intervalOf(row);
    // The first contact comes after half an interval, so that as many contacts as the stay has intervals fill the stay.
    this.lasts(row, now, stay, now + stay, stay / interval + 0.5 + generator.uniform());
    cases.due[row] = Math.floor(
      spec.first === null ? now + interval / 2 + generator.uniform() : now + spec.first.sample(generator),
    );
    return row;
  }

  /** Open a case that began before the run: somewhere in a stay, as a look at a random time finds it (rule 8). @returns its row */
  openBegun(person: number): number {
    const { world, spec, cases } = this;
    const row = cases.open(person);
    cases.ints[row * CASE_INTS + RATE_CASE] = placeOf(spec.rate, world.people, person);
    const generator = world.draws.seekPerson(person, this.stayDraw);
    const stay = pick(spec.stay, world.people, person).sampleLengthBiased(generator);
    const left = stay * generator.uniform();
    const interval = this.intervalOf(row);
    const untilDue = generator.uniform();
    this.lasts(row, left - stay, stay, left, left / interval - untilDue + 1 + generator.uniform());
    cases.due[row] = Math.floor(untilDue * interval);
    return row;
  }

  /** A stay that began at `start` and is over at `stayEnds`, with so many contacts (a fraction is cut off) if those end it. */
  private lasts(row: number, start: number, stay: number, stayEnds: number, contacts: number): void {
    const { spec, cases, world } = this;
    const byStay = spec.end === 'stay' ? start + stay : Infinity;
    const byCeiling = spec.ceiling < 0 ? Infinity : start + world.quantities.values[spec.ceiling];
    cases.times[row * CASE_TIMES + STARTED_AT] = start;
    cases.times[row * CASE_TIMES + ENDS_AT] = Math.min(byStay, byCeiling);
    let left = NO_CONTACT;
    if (spec.end === 'contacts') left = Math.max(1, Math.floor(contacts));
    else if (spec.end === 'nextContact') left = Math.ceil(stayEnds - spec.sessionHour / HOURS_PER_DAY);
    cases.ints[row * CASE_INTS + LEFT] = Math.min(left, NO_CONTACT);
  }

  /** Days between planned contacts of a case. */
  private intervalOf(row: number): number {
    const { world, spec, cases } = this;
    return 1 / world.quantities.values[spec.rate[cases.ints[row * CASE_INTS + RATE_CASE]].value];
  }
}
