/**
 * How vacancies end: approval, rounds of advertising that succeed or fail, a pause after too many, notice of whoever is
 * appointed. Each stage begins in the morning after the one before has ended; a freeze withdraws all but an offer made.
 */
import type { Quantities } from '../expression/quantities';
import type { Distribution } from '../random/distribution';
import { purposeOf, type KeyedDraws } from '../random/keyed-draws';
import { ADVERTS, FAILED_ADVERTS, type StaffAccount } from './staff-account';
import type { PostTable } from './post-table';

const HIRE = purposeOf('post', 'hire');
const BEFORE = purposeOf('post', 'hire:before');
const STARTS = purposeOf('post', 'hire:starts');
const PAUSE = purposeOf('post', 'hire:pause');
const START = purposeOf('post', 'hire:start');

/** A compiled `hire`; numbers named after fields are indices of quantities. */
export interface HireSpec {
  time: Distribution;
  success: number;
  open: number;
  before: Distribution | null;
  starts: Distribution | null;
  pause: { afterRounds: number; length: Distribution } | null;
}

/** What a vacancy waits for. */
const NOTHING = 0;
const APPROVAL = 1;
const ROUND = 2;
const NOTICE = 3;
const HELD = 4;

/** The vacancies of all posts. */
export class Recruitment {
  private readonly stage: Uint8Array;
  /** Day on which the stage ends. */
  private readonly due: Float64Array;
  /** Rounds so far, a key of draws; and rounds failed in this vacancy since the last pause. */
  private readonly round: Int32Array;
  private readonly failed: Int32Array;

  /** @param account where adverts are counted, if anybody wants to know */
  constructor(
    private readonly table: PostTable,
    private readonly quantities: Quantities,
    private readonly draws: KeyedDraws,
    private readonly account: StaffAccount | null,
  ) {
    this.stage = new Uint8Array(table.count);
    this.due = new Float64Array(table.count);
    this.round = new Int32Array(table.count);
    this.failed = new Int32Array(table.count);
  }

  /** A new replication: no vacancies. */
  reset(): void {
    this.stage.fill(NOTHING);
    this.round.fill(0);
    this.failed.fill(0);
  }

  /**
   * A post is vacant at the start: it waits for approval, for the end of a round or for whoever is appointed, as often as such
   * posts do in the long run (by the mean time of each; pauses left out), and for part of that time.
   */
  startVacant(post: number): void {
    if (!this.isOpen(post)) return;
    const { before, time, success, starts } = this.table.group(post).hire!;
    const approval = before?.mean() ?? 0;
    const notice = starts?.mean() ?? 0;
    const whole = approval + notice + time.mean() / this.quantities.values[success];
    const { entity, ordinal } = this.table;
    let u = whole * this.draws.uniformOf(entity[post], ordinal[post], START, 0);
    if (starts !== null && u < notice) return this.startWaiting(post, NOTICE, starts);
    u -= notice;
    if (before !== null && u < approval) return this.startWaiting(post, APPROVAL, before);
    this.advertise(post, 0);
    this.due[post] *= this.draws.uniformOf(this.table.entity[post], this.table.ordinal[post], HIRE, 1);
  }

  /** A post falls vacant. */
  fallsVacant(post: number, day: number): void {
    this.stage[post] = NOTHING;
    this.failed[post] = 0;
    const { hire } = this.table.group(post);
    if (hire === null || !this.isOpen(post)) return;
    if (hire.before === null) this.advertise(post, day);
    else this.wait(post, APPROVAL, day + this.sample(hire.before, post, BEFORE, this.round[post] + 1));
  }

  /** The post is filled, by whatever way. */
  filled(post: number): void {
    this.stage[post] = NOTHING;
  }

  /** A vacant post on a day. @returns whether somebody starts */
  startsOn(post: number, day: number): boolean {
    const { hire } = this.table.group(post);
    if (hire === null) return false;
    const stage = this.stage[post];
    if (stage !== NOTICE && !this.isOpen(post)) {
      // A freeze withdraws the advert.
      this.stage[post] = NOTHING;
      return false;
    }
    if (stage === NOTHING) this.fallsVacant(post, day);
    else if (this.due[post] <= day) {
      if (stage === NOTICE) return true;
      if (stage === ROUND) return this.endRound(post, day, hire);
      this.advertise(post, day);
    }
    return false;
  }

  private endRound(post: number, day: number, hire: HireSpec): boolean {
    const { entity, ordinal } = this.table;
    const succeeds =
      this.draws.uniformOf(entity[post], ordinal[post], HIRE, this.round[post] * 4 + 2) <
      this.quantities.values[hire.success];
    if (succeeds) {
      if (hire.starts === null) return true;
      this.wait(post, NOTICE, day + this.sample(hire.starts, post, STARTS, this.round[post]));
      return false;
    }
    this.account?.add(this.table.groupOf[post], FAILED_ADVERTS, 1);
    this.failed[post]++;
    if (hire.pause !== null && this.failed[post] >= hire.pause.afterRounds) {
      this.failed[post] = 0;
      this.wait(post, HELD, day + this.sample(hire.pause.length, post, PAUSE, this.round[post]));
    } else this.advertise(post, day);
    return false;
  }

  private advertise(post: number, day: number): void {
    const { hire } = this.table.group(post);
    this.round[post]++;
    this.account?.add(this.table.groupOf[post], ADVERTS, 1);
    this.wait(post, ROUND, day + this.sample(hire!.time, post, HIRE, this.round[post] * 4));
  }

  /** In the middle of a stage: longer ones are met more often, and what is left is a uniform share. */
  private startWaiting(post: number, stage: number, of: Distribution): void {
    const generator = this.draws.seek(this.table.entity[post], this.table.ordinal[post], START, 1);
    this.wait(post, stage, of.sampleLengthBiased(generator) * generator.uniform());
  }

  private wait(post: number, stage: number, until: number): void {
    this.stage[post] = stage;
    this.due[post] = until;
  }

  private sample(of: Distribution, post: number, purpose: number, nth: number): number {
    return of.sample(this.draws.seek(this.table.entity[post], this.table.ordinal[post], purpose, nth));
  }

  private isOpen(post: number): boolean {
    const { hire } = this.table.group(post);
    return hire !== null && this.quantities.values[hire.open] >= 0.5;
  }
}
