/** Who is on duty: the rota drawn from post groups, gaps through absence, short-notice pulls, and hours on duty. */
import type { DutySpec } from './duty';
import type { World } from './world';

const HOURS_PER_DAY = 24;
/** A call-out that ends at night before this hour is late, too. */
const EARLY_MORNING = 6;

/** One group on the rota; numbers are indices of quantities. */
export interface RosterEntry {
  group: number;
  /** Share of all days that a whole-time post is on the rota. */
  days: number;
  block: number;
  writing: number;
}

/** The rota of one duty in a running world. */
export class DutyRoster {
  /** People on duty today, and of those planned the ones who are in. */
  onDutyCount = 0;
  achieved = 0;
  /** Person-days drawn from teams today by the rota. */
  drawnDays = 0;
  pulledToday = 0;
  /** Posts that may come on duty; rota posts first, then those who can only be pulled. */
  private readonly posts: Int32Array;
  private readonly entryOf: Int32Array;
  /** Where in the rota's turn each post stands: spread evenly. */
  private readonly phase: Float64Array;
  private readonly canBePulled: Uint8Array;
  private readonly dutyLeft: Float64Array;
  private readonly busy: Uint8Array;
  private readonly onDuty: Uint8Array;
  private readonly wasOn: Uint8Array;
  private readonly owesWriting: Uint8Array;
  private readonly lateOn: Float64Array;
  /** Hours worked today after closing time, and overtime that is still to be given back. */
  private readonly afterClosing: Float64Array;
  private readonly owedInLieu: Float64Array;
  private readonly openShare: number;
  private openDays = 0;

  constructor(
    private readonly world: World,
    private readonly spec: DutySpec,
  ) {
    const { workforce, model } = world;
    const rota = spec.roster.flatMap((entry, i) => workforce.postsOf(entry.group).map((post) => ({ post, entry: i })));
    const pullable = new Set((spec.pull?.groups ?? []).flatMap((group) => workforce.postsOf(group)));
    const onlyPulled = [...pullable]
      .filter((post) => !rota.some((member) => member.post === post))
      .map((post) => ({ post, entry: -1 }));
    const all = [...rota, ...onlyPulled];
    this.posts = Int32Array.from(all, ({ post }) => post);
    this.entryOf = Int32Array.from(all, ({ entry }) => entry);
    this.phase = Float64Array.from(all, (_, i) => (i + 0.5) / Math.max(1, rota.length));
    this.canBePulled = Uint8Array.from(all, ({ post }) => (pullable.has(post) ? 1 : 0));
    this.dutyLeft = new Float64Array(all.length);
    this.busy = new Uint8Array(all.length);
    this.onDuty = new Uint8Array(all.length);
    this.wasOn = new Uint8Array(all.length);
    this.owesWriting = new Uint8Array(all.length);
    this.lateOn = new Float64Array(all.length);
    this.afterClosing = new Float64Array(all.length);
    this.owedInLieu = new Float64Array(all.length);
    const days = Math.max(28, Math.ceil(model.horizonDays));
    this.openShare = Math.max(1e-9, spec.calendar.openDays(0, days) / days);
  }

  /** A new replication. */
  reset(): void {
    this.onDutyCount = 0;
    this.achieved = 0;
    this.drawnDays = 0;
    this.pulledToday = 0;
    this.openDays = 0;
    this.dutyLeft.fill(0);
    this.busy.fill(0);
    this.onDuty.fill(0);
    this.wasOn.fill(0);
    this.owesWriting.fill(0);
    this.lateOn.fill(-1);
    this.afterClosing.fill(0);
    this.owedInLieu.fill(0);
    const { values } = this.world.quantities;
    for (let i = 0; i < this.posts.length; i++) {
      if (this.entryOf[i] >= 0)
        this.world.workforce.dutyShare[this.posts[i]] = Math.min(
          1,
          values[this.spec.roster[this.entryOf[i]].days] / this.openShare,
        );
    }
  }

  /**
   * Fill the day's roster (rule 1, step 3). Rota days draw all ledger hours of the day.
   * @returns people planned, or −1 on a day when the duty is closed
   */
  fill(day: number): number {
    const { world, spec } = this;
    const { workforce, quantities } = world;
    const { ledger } = workforce;
    for (let i = 0; i < this.posts.length; i++) {
      // Overtime of the last day on duty, beyond the hours on duty or after closing time, is taken off in lieu.
      this.owedInLieu[i] += Math.max(0, -this.dutyLeft[i], this.afterClosing[i]);
      this.afterClosing[i] = 0;
      this.dutyLeft[i] = 0;
      this.onDuty[i] = 0;
    }
    this.pulledToday = 0;
    this.onDutyCount = 0;
    if (!spec.calendar.isOpenDay(day)) return -1;
    const turn = this.openDays++;
    let planned = 0;
    this.achieved = 0;
    this.drawnDays = 0;
    for (let i = 0; i < this.posts.length; i++) {
      const post = this.posts[i];
      const entry = this.entryOf[i] < 0 ? null : spec.roster[this.entryOf[i]];
      const isOn = entry !== null && this.hasTurn(i, turn, entry);
      if (this.wasOn[i] === 1 && !isOn) this.owesWriting[i] = 1;
      this.wasOn[i] = isOn ? 1 : 0;
      if (workforce.effective[post] === 0) {
        this.owedInLieu[i] = 0;
        continue;
      }
      const isIn = ledger.present[post] === 1;
      if (isOn) {
        planned += workforce.wte[post];
        if (!isIn) continue;
        this.achieved += workforce.wte[post];
        this.drawnDays += ledger.left[post] > 0 ? ledger.takeRest(post) / workforce.dayHours(post) : 0;
        this.goOnDuty(i, quantities.values[spec.hoursOnDuty] * HOURS_PER_DAY * workforce.effective[post]);
      } else if (isIn) {
        // A day in the team: time off for overtime, and the writing of a block that is over.
        ledger.spend(post, this.owedInLieu[i]);
        this.owedInLieu[i] = 0;
        if (this.owesWriting[i] === 1 && entry !== null && entry.writing >= 0)
          ledger.spend(post, quantities.values[entry.writing] * HOURS_PER_DAY);
        this.owesWriting[i] = 0;
      }
    }
    return planned;
  }

  /** Somebody on duty, free and with hours left: the one with most; −1 when there is none. */
  free(): number {
    let best = -1;
    for (let i = 0; i < this.posts.length; i++) {
      if (
        this.onDuty[i] === 1 &&
        this.busy[i] === 0 &&
        this.dutyLeft[i] > 0 &&
        (best < 0 || this.dutyLeft[i] > this.dutyLeft[best])
      )
        best = i;
    }
    return best;
  }

  /** A piece of work begins; its hours come off the worker's duty, and those beyond closing time are overtime. */
  begin(worker: number, hours: number, hoursToClosing: number): void {
    this.busy[worker] = 1;
    this.dutyLeft[worker] -= hours;
    this.afterClosing[worker] += Math.max(0, hours - hoursToClosing);
  }

  /** It ends. After the late hour the worker's next morning is off, once a night. */
  end(worker: number, lateAfterHour: number): void {
    this.busy[worker] = 0;
    const now = this.world.clock[0];
    const hour = (now - Math.floor(now)) * HOURS_PER_DAY;
    const night = Math.floor(now - EARLY_MORNING / HOURS_PER_DAY);
    if (
      (hour >= lateAfterHour || (lateAfterHour < Infinity && hour < EARLY_MORNING)) &&
      this.lateOn[worker] !== night
    ) {
      this.lateOn[worker] = night;
      const { workforce } = this.world;
      // Before midnight what is unspent of the day is gone; the next day's hours come in less this debt.
      if (hour >= lateAfterHour) workforce.ledger.takeRest(this.posts[worker]);
      workforce.ledger.spend(this.posts[worker], workforce.dayHours(this.posts[worker]) / 2);
    }
  }

  /**
   * Pull the post with most unspent hours out of its team until closing time: unspent hours come off today's ledger,
   * the rest off the next working day's (rule 1).
   * @returns hours on duty gained, 0 when nobody can be pulled
   */
  pull(closesAt: number): number {
    const { ledger } = this.world.workforce;
    let best = -1;
    for (let i = 0; i < this.posts.length; i++) {
      if (
        this.canBePulled[i] === 0 ||
        this.onDuty[i] === 1 ||
        ledger.present[this.posts[i]] === 0 ||
        ledger.left[this.posts[i]] <= 0
      )
        continue;
      if (best < 0 || ledger.left[this.posts[i]] > ledger.left[this.posts[best]]) best = i;
    }
    if (best < 0) return 0;
    const { world, spec } = this;
    const untilClose = Math.max(0, closesAt - world.clock[0]) * HOURS_PER_DAY;
    const hours = Math.min(untilClose, world.quantities.values[spec.hoursOnDuty] * HOURS_PER_DAY);
    if (hours <= 0) return 0;
    ledger.spend(this.posts[best], hours);
    this.pulledToday++;
    this.goOnDuty(best, hours);
    return hours;
  }

  private goOnDuty(i: number, hours: number): void {
    this.onDuty[i] = 1;
    this.onDutyCount++;
    this.dutyLeft[i] = hours;
  }

  /** Turns are spread evenly over posts and days, in blocks: post i is on when its own counter steps over a whole number. */
  private hasTurn(i: number, turn: number, entry: RosterEntry): boolean {
    const rate = Math.min(1, this.world.quantities.values[entry.days] / this.openShare);
    const block = Math.floor(turn / entry.block);
    return Math.floor((block + 1) * rate + this.phase[i]) > Math.floor(block * rate + this.phase[i]);
  }
}
