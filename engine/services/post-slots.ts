/**
 * Slots of posts. Annual leave and days of training are known when a day is published. Sickness, rota days, vacancies and hours spent before the
 * day are not: on the day each post holds its slots only as far as whole appointments fit into the hours left (rule 1).
 */
import type { Slots } from './slots';
import type { World } from './world';

const DAYS_PER_WEEK = 7;
const HOURS_PER_DAY = 24;
const ROUNDING = 1e-9;

/** @see the file's comment */
export class PostSlots implements Slots {
  private readonly posts: Int32Array;
  /** Index of the quantity of each post's slots a week. */
  private readonly perWeek: Int32Array;
  /** Slots that the posts counted for at publication, by day of a ring. */
  private readonly planned = new Float64Array(1024);
  /** Fractions of a slot that are still to be published, and still to be lost (below 0: more were lost than planned). */
  private part = 0;
  private lostPart = 0;
  private turn = 0;

  /** @param attendedHours index of the quantity of an attended appointment's ledger hours */
  constructor(
    private readonly world: World,
    parts: readonly { group: number; perWeek: number }[],
    private readonly attendedHours: number,
  ) {
    this.posts = Int32Array.from(parts.flatMap(({ group }) => world.workforce.postsOf(group)));
    this.perWeek = Int32Array.from(
      parts.flatMap(({ group, perWeek }) => world.workforce.postsOf(group).map(() => perWeek)),
    );
  }

  reset(): void {
    this.part = 0;
    this.lostPart = 0;
    this.turn = 0;
    this.planned.fill(0);
  }

  publishable(day: number): number {
    const { workforce } = this.world;
    let planned = 0;
    for (let i = 0; i < this.posts.length; i++) {
      const post = this.posts[i];
      if (
        workforce.effective[post] > 0 &&
        workforce.group(post).calendar.isOpenDay(day) &&
        !workforce.isKnownAway(post, day)
      )
        planned += this.slotsADay(i);
    }
    this.planned[day & 1023] = planned;
    this.part += planned;
    const slots = Math.floor(this.part + ROUNDING);
    this.part -= slots;
    return slots;
  }

  lost(day: number, offered: number): number {
    // Of what was planned, what each post can still hold; and what all who are in could hold at the most.
    let able = 0;
    let most = 0;
    for (let i = 0; i < this.posts.length; i++) {
      const fit = this.appointmentsThatFit(this.posts[i]);
      able += Math.min(this.slotsADay(i), fit);
      most += fit;
    }
    this.lostPart += Math.max(0, this.planned[day & 1023] - able);
    const byPlan = Math.min(offered, Math.max(0, Math.floor(this.lostPart + ROUNDING)));
    const slots = Math.max(byPlan, offered - Math.ceil(most - ROUNDING));
    this.lostPart -= slots;
    this.keep(offered - slots);
    return slots;
  }

  charge(hours: number): void {
    const { ledger } = this.world.workforce;
    // In turn among those who have the hours, so that no post carries all appointments.
    if (this.chargeNext(hours, hours - ROUNDING)) return;
    // Hours went elsewhere since the morning: an overrun of the next who has some left, or of the next who is in.
    if (this.chargeNext(hours, 0)) return;
    for (let tries = 0; tries < this.posts.length; tries++) {
      this.turn = (this.turn + 1) % this.posts.length;
      if (ledger.present[this.posts[this.turn]] === 1) {
        ledger.spend(this.posts[this.turn], hours);
        return;
      }
    }
  }

  /** Keep the hours of so many appointments, as they will be charged. */
  private keep(slots: number): void {
    const hours = this.world.quantities.values[this.attendedHours] * HOURS_PER_DAY;
    const { left, kept } = this.world.workforce.ledger;
    let turn = this.turn;
    for (let tries = 0, slot = 0; slot < slots && tries < this.posts.length; tries++) {
      turn = (turn + 1) % this.posts.length;
      const post = this.posts[turn];
      if (left[post] - kept[post] < hours - ROUNDING || hours === 0) continue;
      kept[post] += hours;
      slot++;
      tries = -1;
    }
  }

  /** Charge the next in turn with more than `least` hours left. @returns whether there was one */
  private chargeNext(hours: number, least: number): boolean {
    const { ledger } = this.world.workforce;
    for (let tries = 1; tries <= this.posts.length; tries++) {
      const next = (this.turn + tries) % this.posts.length;
      const left = ledger.left[this.posts[next]];
      if (left > 0 && left > least) {
        this.turn = next;
        ledger.spend(this.posts[next], hours);
        return true;
      }
    }
    return false;
  }

  /**
   * Whole appointments that fit into the hours which a post has left today. A part-time post, whose day is short here,
   * stands for somebody who works whole days on fewer of them: what fits into a whole day's hours counts by its share.
   */
  private appointmentsThatFit(post: number): number {
    const { workforce, quantities } = this.world;
    const left = workforce.ledger.left[post] - workforce.ledger.kept[post];
    if (left <= 0) return 0;
    const hours = quantities.values[this.attendedHours] * HOURS_PER_DAY;
    if (hours === 0) return Infinity;
    const share = workforce.effective[post];
    return share * Math.floor(left / (share * hours) + ROUNDING);
  }

  private slotsADay(i: number): number {
    const post = this.posts[i];
    const { workforce, quantities } = this.world;
    return (
      (quantities.values[this.perWeek[i]] * DAYS_PER_WEEK * workforce.effective[post]) /
      workforce.group(post).openWeekdays
    );
  }
}
