/**
 * Posts and the people in them: leavers, vacancies, recruitment, qualification, leave and sickness. Everything about a
 * post is keyed by its group and ordinal, so that the same post meets the same fate in every scenario.
 */
import type { Quantities } from '../expression/quantities';
import { ln } from '../random/elementary';
import { hashText } from '../random/key';
import { purposeOf, type KeyedDraws } from '../random/keyed-draws';
import type { MeasureBuilder } from '../results/measure-builder';
import { Ledger } from './ledger';
import { splitPosts, type PostGroupSpec, type PostShare, type WorkforceSpec } from './post-groups';
import { Spells, type SpellsSpec } from './spells';
import { WorkforceTallies } from './workforce-tallies';

const HOURS_PER_WEEK = 168;
/** Weeks whose draws are kept; slots are rarely published further ahead. A power of two. */
const WEEKS_KEPT = 32;
const LEAVE = purposeOf('post', 'leave');
const SICK = purposeOf('post', 'sickness');
const STAYS = purposeOf('post', 'leaver');
const HIRE = purposeOf('post', 'hire');
const QUALIFIES = purposeOf('post', 'qualification');

/** Who wants to know when a post falls vacant or is filled. */
export interface PostListener {
  postLeft(post: number): void;
  postFilled(post: number): void;
}

/** All posts of a running world. */
export class Workforce {
  readonly ledger: Ledger;
  readonly count: number;
  readonly groupOf: Int32Array;
  readonly wte: Float64Array;
  readonly filled: Uint8Array;
  /** Share of working days that the post spends on a rota; set by the duties. */
  readonly dutyShare: Float64Array;
  listener: PostListener | null = null;
  private readonly ordinal: Int32Array;
  private readonly entity: Int32Array;
  private readonly first: number[] = [];
  private readonly posts: readonly (readonly number[])[];
  private readonly shares: PostShare[];
  /** Spell of employment, or of vacancy, so far; a key of draws. */
  private readonly spell: Int32Array;
  private readonly attempt: Int32Array;
  /** Cumulative hazard at which the person leaves; day on which an advert ends (Infinity: none is out). */
  private readonly leavesAt: Float64Array;
  private readonly hireDue: Float64Array;
  private readonly groupHazard: Float64Array;
  /** Each post's draws of leave in the weeks that slots are published for, and of sickness in this one; and for which week. */
  private readonly leaveDraw: Float64Array;
  private readonly leaveWeek: Int32Array;
  private readonly sickDraw: Float64Array;
  private readonly sickWeek: Int32Array;
  private readonly qualified: Float64Array;
  private readonly qualifiesAt: Float64Array;
  private readonly qualifiedCount: Int32Array;
  private readonly spells: Spells;
  private readonly tallies: WorkforceTallies;

  constructor(
    readonly spec: WorkforceSpec,
    private readonly quantities: Quantities,
    private readonly draws: KeyedDraws,
    clock: Float64Array,
    measures: MeasureBuilder,
  ) {
    this.shares = [];
    const groups: number[] = [];
    const ordinals: number[] = [];
    for (const group of spec.groups) {
      this.first.push(this.shares.length);
      splitPosts(quantities.values[group.established], quantities.values[group.inPost]).forEach((share, ordinal) => {
        this.shares.push(share);
        groups.push(group.index);
        ordinals.push(ordinal);
      });
    }
    this.first.push(this.shares.length);
    this.count = this.shares.length;
    this.posts = spec.groups.map((_, group) =>
      Array.from({ length: this.first[group + 1] - this.first[group] }, (_post, i) => this.first[group] + i),
    );
    this.groupOf = Int32Array.from(groups);
    this.ordinal = Int32Array.from(ordinals);
    this.entity = Int32Array.from(groups, (group) => hashText(spec.groups[group].id));
    this.wte = Float64Array.from(this.shares, (share) => share.wte);
    this.filled = new Uint8Array(this.count);
    this.dutyShare = new Float64Array(this.count);
    this.spell = new Int32Array(this.count);
    this.attempt = new Int32Array(this.count);
    this.leavesAt = new Float64Array(this.count);
    this.hireDue = new Float64Array(this.count);
    this.groupHazard = new Float64Array(spec.groups.length);
    this.leaveDraw = new Float64Array(this.count * WEEKS_KEPT);
    this.leaveWeek = new Int32Array(this.count * WEEKS_KEPT);
    this.sickDraw = new Float64Array(this.count);
    this.sickWeek = new Int32Array(this.count);
    this.qualified = new Float64Array(spec.qualifications.length);
    this.qualifiesAt = new Float64Array(spec.qualifications.length);
    this.qualifiedCount = new Int32Array(spec.qualifications.length);
    this.ledger = new Ledger(this.count);
    this.spells = new Spells(draws, this.count);
    this.tallies = new WorkforceTallies(this, clock, measures);
  }

  /** Posts of a group, as numbers. */
  postsOf(group: number): readonly number[] {
    return this.posts[group];
  }

  /** First post of a group; the group's posts are numbered in a row, up to `endOf`. */
  startOf(group: number): number {
    return this.first[group];
  }

  /** One more than the last post of a group. */
  endOf(group: number): number {
    return this.first[group + 1];
  }

  /** The group of a post. */
  group(post: number): PostGroupSpec {
    return this.spec.groups[this.groupOf[post]];
  }

  /** A new replication: posts as they are at the start. */
  reset(): void {
    this.ledger.reset();
    this.spells.reset();
    this.spell.fill(0);
    this.attempt.fill(0);
    this.groupHazard.fill(0);
    this.leaveWeek.fill(-1);
    this.sickWeek.fill(-1);
    this.qualified.fill(0);
    this.qualifiedCount.fill(0);
    this.tallies.reset();
    for (let post = 0; post < this.count; post++) {
      this.filled[post] = this.shares[post].filled ? 1 : 0;
      if (this.filled[post] === 1) {
        this.drawLeaving(post);
        this.tallies.filled(post, 1);
      } else {
        // An advert is out already, for part of its time.
        this.advertise(post, 0);
        if (this.hireDue[post] < Infinity)
          this.hireDue[post] *= this.draws.uniformOf(this.entity[post], this.ordinal[post], HIRE, 1);
      }
    }
    this.spec.qualifications.forEach((_, i) => {
      this.qualifiesAt[i] = 0;
      this.drawQualification(i);
    });
    this.tallies.restart();
  }

  /** Rule 1, step 2, of the day that begins: leavers, starters, leave and sickness, and the day's hours. */
  startDay(day: number): void {
    const { values } = this.quantities;
    for (const group of this.spec.groups) this.groupHazard[group.index] += values[group.leavers];
    for (let post = 0; post < this.count; post++) {
      if (this.filled[post] === 1) {
        if (this.groupHazard[this.groupOf[post]] >= this.leavesAt[post]) this.leave(post, day);
      } else this.recruit(post, day);
    }
    this.qualify(day);
    for (let i = 0; i < this.spec.groups.length; i++) this.grantHours(this.spec.groups[i], day);
  }

  /** Each post of a group that is in gets its hours for the day. */
  private grantHours(group: PostGroupSpec, day: number): void {
    const { ledger, filled } = this;
    const until = this.first[group.index + 1];
    const isOpen = group.calendar.isOpenDay(day);
    for (let post = this.first[group.index]; post < until; post++) {
      if (isOpen && filled[post] === 1 && !this.isOnLeave(post, day) && !this.isSick(post, day, group)) {
        if (group.spells === null || !this.isInSpell(post, group.spells, day)) {
          ledger.open(post, this.dayHours(post));
          continue;
        }
      }
      ledger.close(post);
    }
  }

  /** Ledger hours of a full day of this post. */
  dayHours(post: number): number {
    const group = this.group(post);
    const { values } = this.quantities;
    return (
      (((values[group.contracted] - values[group.overhead]) * HOURS_PER_WEEK) / group.openWeekdays) * this.wte[post]
    );
  }

  /** Whether the post is on annual leave that day; known in advance. */
  isOnLeave(post: number, day: number): boolean {
    const week = Math.floor((day + this.spec.startWeekday) / 7);
    const at = post * WEEKS_KEPT + (week & (WEEKS_KEPT - 1));
    if (this.leaveWeek[at] !== week) {
      this.leaveWeek[at] = week;
      this.leaveDraw[at] = this.draws.uniformOf(this.entity[post], this.ordinal[post], LEAVE, week);
    }
    return this.leaveDraw[at] < this.quantities.values[this.group(post).leave];
  }

  /** Filled WTE of a group. */
  inPost(group: number): number {
    let sum = 0;
    for (let post = this.first[group]; post < this.first[group + 1]; post++)
      if (this.filled[post] === 1) sum += this.wte[post];
    return sum;
  }

  /** Established WTE of a group. */
  established(group: number): number {
    let sum = 0;
    for (let post = this.first[group]; post < this.first[group + 1]; post++) sum += this.wte[post];
    return sum;
  }

  /**
   * WTE in post and established of some groups, times days: what measures of the week are made of.
   * @param groups indices
   */
  areas(groups: readonly number[]): { inPost: () => number; established: number } {
    const established = groups.reduce((sum, group) => sum + this.established(group), 0);
    return { inPost: () => groups.reduce((sum, group) => sum + this.tallies.area(group), 0), established };
  }

  /** @see Service.restart */
  restart(): void {
    this.tallies.restart();
  }

  /** @see Service.endStep */
  endStep(step: number): void {
    this.tallies.endStep(step);
  }

  /** @see Service.collect */
  collect(values: Float64Array, countedDays: number): void {
    this.tallies.collect(values, countedDays);
  }

  private isInSpell(post: number, spells: SpellsSpec, day: number): boolean {
    return this.spells.isAway(post, this.entity[post], this.ordinal[post], spells, day);
  }

  private isSick(post: number, day: number, group: PostGroupSpec): boolean {
    const week = Math.floor((day + this.spec.startWeekday) / 7);
    if (this.sickWeek[post] !== week) {
      this.sickWeek[post] = week;
      this.sickDraw[post] = this.draws.uniformOf(this.entity[post], this.ordinal[post], SICK, week);
    }
    return this.sickDraw[post] < this.quantities.values[group.sickness];
  }

  private drawLeaving(post: number): void {
    const threshold = -ln(this.draws.uniformOf(this.entity[post], this.ordinal[post], STAYS, this.spell[post]));
    this.leavesAt[post] = this.groupHazard[this.groupOf[post]] + threshold;
  }

  private leave(post: number, day: number): void {
    this.filled[post] = 0;
    this.spell[post]++;
    this.tallies.filled(post, -1);
    this.tallies.left(post);
    this.advertise(post, day);
    this.listener?.postLeft(post);
  }

  private fill(post: number): void {
    this.filled[post] = 1;
    this.hireDue[post] = Infinity;
    this.drawLeaving(post);
    this.tallies.filled(post, 1);
    this.tallies.started(post);
    this.listener?.postFilled(post);
  }

  /** Put an advert out, unless recruitment is closed. */
  private advertise(post: number, day: number): void {
    const { hire } = this.group(post);
    this.hireDue[post] = Infinity;
    if (hire === null || this.quantities.values[hire.open] < 0.5) return;
    this.attempt[post]++;
    const generator = this.draws.seek(this.entity[post], this.ordinal[post], HIRE, this.attempt[post] * 4);
    this.hireDue[post] = day + hire.time.sample(generator);
  }

  private recruit(post: number, day: number): void {
    const { hire } = this.group(post);
    if (hire === null) return;
    if (this.quantities.values[hire.open] < 0.5) {
      // A freeze withdraws the advert.
      this.hireDue[post] = Infinity;
      return;
    }
    if (this.hireDue[post] === Infinity) this.advertise(post, day);
    else if (this.hireDue[post] <= day) {
      const succeeds =
        this.draws.uniformOf(this.entity[post], this.ordinal[post], HIRE, this.attempt[post] * 4 + 2) <
        this.quantities.values[hire.success];
      if (succeeds) this.fill(post);
      else this.advertise(post, day);
    }
  }

  private drawQualification(i: number): void {
    this.qualifiedCount[i]++;
    this.qualifiesAt[i] -= ln(
      this.draws.uniformOf(hashText(this.spec.qualifications[i].id), 0, QUALIFIES, this.qualifiedCount[i]),
    );
  }

  /** People who have qualified take vacant posts; while none is vacant they wait for one. */
  private qualify(day: number): void {
    this.spec.qualifications.forEach((qualification, i) => {
      this.qualified[i] += this.quantities.values[qualification.rate];
      while (this.qualified[i] >= this.qualifiesAt[i]) {
        const post = this.findPost(qualification.to, 0);
        if (post < 0) return;
        if (qualification.from >= 0) {
          const from = this.findPost(qualification.from, 1);
          if (from < 0) return;
          this.leave(from, day);
        }
        this.fill(post);
        this.drawQualification(i);
      }
    });
  }

  private findPost(group: number, filled: 0 | 1): number {
    for (let post = this.first[group]; post < this.first[group + 1]; post++)
      if (this.filled[post] === filled) return post;
    return -1;
  }
}
