/**
 * The coordinators of a team and their lists: one per post, or one for the whole team when cases are shared. Knows
 * limits, weights, and who has room.
 */
import type { Calendar } from '../events/calendar';
import type { Generator } from '../random/generator';
import type { TeamSpec } from './team-spec';
import type { World } from './world';

/** Places tried at random before the free ones are counted. */
const PLACES_TRIED = 32;

/** @see the file's comment */
export class Coordinators {
  readonly count: number;
  /** Posts of each coordinator (several when pooled), and which staff entry they belong to. */
  readonly posts: Int32Array[];
  readonly entryOf: Int32Array;
  readonly pooled: boolean;
  /** The days on which each coordinator works; of a pool, those of its first post. */
  readonly calendars: Calendar[];
  /** Cases of each coordinator: rows of `Cases`. */
  readonly lists: Int32Array[];
  readonly load: Int32Array;
  /** Most cases each coordinator may hold now, and hours of a case with them against the standard case, as of `refresh`. */
  readonly limits: Int32Array;
  readonly weights: Float64Array;
  /** No case of the coordinator needs a look before this time. */
  readonly nextCheck: Float64Array;
  /** Cases of each staff entry, and those whose contacts go on, by the contact rate that holds for them. */
  private readonly cases: Int32Array;
  private readonly active: Int32Array;
  /** The post of each coordinator, of a pool its first; hours that the posts of a pool have left. */
  readonly firstPost: Int32Array;
  private readonly poolLeft = new Float64Array(1);
  private readonly coordinatorOfPost: Int32Array;
  /** When pooled: the staff entry of each post. */
  private readonly entryOfPost: Int32Array;

  constructor(
    private readonly world: World,
    private readonly spec: TeamSpec,
  ) {
    const { workforce } = world;
    this.pooled = spec.pooled;
    const named = spec.staff.flatMap((entry, i) => workforce.postsOf(entry.group).map((post) => ({ post, entry: i })));
    if (spec.pooled) {
      this.posts = [Int32Array.from(named, ({ post }) => post)];
      this.entryOf = new Int32Array(1);
      this.entryOfPost = Int32Array.from(named, ({ entry }) => entry);
    } else {
      this.posts = named.map(({ post }) => Int32Array.of(post));
      this.entryOf = Int32Array.from(named, ({ entry }) => entry);
      this.entryOfPost = new Int32Array(0);
    }
    this.count = this.posts.length;
    this.calendars = this.posts.map(([post]) => workforce.group(post).calendar);
    this.lists = this.posts.map(() => new Int32Array(64));
    this.load = new Int32Array(this.count);
    this.limits = new Int32Array(this.count);
    this.weights = new Float64Array(this.count);
    this.nextCheck = new Float64Array(this.count);
    this.cases = new Int32Array(spec.staff.length);
    this.active = new Int32Array(spec.staff.length * spec.rate.length);
    this.firstPost = Int32Array.from(this.posts, (posts) => posts[0]);
    this.coordinatorOfPost = new Int32Array(workforce.count).fill(-1);
    this.posts.forEach((posts, coordinator) => {
      for (const post of posts) this.coordinatorOfPost[post] = coordinator;
    });
  }

  /** Nobody has cases. */
  reset(): void {
    this.load.fill(0);
    this.nextCheck.fill(Infinity);
    this.cases.fill(0);
    this.active.fill(0);
    this.poolLeft[0] = 0;
    this.refresh();
  }

  /** The day's session begins, or other work has drawn on the hours since. */
  beginSession(): void {
    if (!this.pooled) return;
    const { left } = this.world.workforce.ledger;
    const [posts] = this.posts;
    let hours = 0;
    for (let i = 0; i < posts.length; i++) if (left[posts[i]] > 0) hours += left[posts[i]];
    this.poolLeft[0] = hours;
  }

  /** Contacts of a case with this coordinator begin (`change` 1) or pause (−1). */
  countActive(coordinator: number, rateCase: number, change: 1 | -1): void {
    this.active[this.entryOf[coordinator] * this.spec.rate.length + rateCase] += change;
  }

  /** Contacts that the plan foresees for one day of the cases of a staff entry; a pool counts as its first entry. */
  plannedContacts(entry: number): number {
    const { values } = this.world.quantities;
    const { rate } = this.spec;
    const first = entry * rate.length;
    let planned = 0;
    for (let i = 0; i < rate.length; i++) planned += this.active[first + i] * values[rate[i].value];
    return planned;
  }

  /** Cases of a staff entry, each as so many standard cases as its weight says; a pool counts as its first entry. */
  weightedCases(entry: number): number {
    return this.cases[entry] * this.world.quantities.values[this.spec.staff[entry].weight];
  }

  /** Coordinator of a post, or −1. */
  ofPost(post: number): number {
    return this.coordinatorOfPost[post];
  }

  /** Read limits and weights again, after the staff of posts or quantities changed. */
  refresh(): void {
    const { workforce, quantities } = this.world;
    for (let coordinator = 0; coordinator < this.count; coordinator++) {
      const posts = this.posts[coordinator];
      let limit = 0;
      for (let i = 0; i < posts.length; i++) {
        // Vacant posts hold no cases.
        limit +=
          quantities.values[this.spec.staff[this.entry(coordinator, i)].caseLimit] * workforce.effective[posts[i]];
      }
      this.limits[coordinator] = Math.round(limit);
      this.weights[coordinator] =
        quantities.values[this.spec.staff[this.pooled ? 0 : this.entryOf[coordinator]].weight];
    }
  }

  /** Staff entry of the i-th post of a coordinator. */
  entry(coordinator: number, i: number): number {
    return this.pooled ? this.entryOfPost[i] : this.entryOf[coordinator];
  }

  /** Whether somebody works in a post of this coordinator. */
  isFilled(coordinator: number): boolean {
    const posts = this.posts[coordinator];
    for (let i = 0; i < posts.length; i++) if (this.world.workforce.effective[posts[i]] > 0) return true;
    return false;
  }

  /** Ledger hours left today; of a pool, from the beginning of the session on. */
  hoursLeft(coordinator: number): number {
    if (this.pooled) return this.poolLeft[0];
    const hours = this.world.workforce.ledger.left[this.firstPost[coordinator]];
    return hours > 0 ? hours : 0;
  }

  /** Spend hours: of the post, or of the post of the pool with most left. */
  spend(coordinator: number, hours: number): void {
    const { ledger } = this.world.workforce;
    if (!this.pooled) {
      ledger.spend(this.firstPost[coordinator], hours);
      return;
    }
    const [posts] = this.posts;
    const { left } = ledger;
    let best = posts[0];
    for (let i = 1; i < posts.length; i++) if (left[posts[i]] > left[best]) best = posts[i];
    if (left[best] > 0) this.poolLeft[0] -= hours < left[best] ? hours : left[best];
    ledger.spend(best, hours);
  }

  /** Add a case to a coordinator's list. @returns its place */
  add(coordinator: number, row: number): number {
    let list = this.lists[coordinator];
    const at = this.load[coordinator]++;
    this.cases[this.entryOf[coordinator]]++;
    if (at === list.length) {
      const longer = new Int32Array(list.length * 2);
      longer.set(list);
      this.lists[coordinator] = longer;
      list = longer;
    }
    list[at] = row;
    return at;
  }

  /** Take the case at `place` off a list; the last one moves there. @returns the row that moved, or −1 */
  remove(coordinator: number, place: number): number {
    const list = this.lists[coordinator];
    const last = --this.load[coordinator];
    this.cases[this.entryOf[coordinator]]--;
    if (place === last) return -1;
    list[place] = list[last];
    return list[place];
  }

  /**
   * One of all free places, each equally likely.
   * @param generator draws of the person
   * @returns the place's coordinator, −1 when there is no place
   */
  chooseAtRandom(generator: Generator): number {
    // Try places at random; where few are free, count them instead.
    for (let tries = 0; tries < PLACES_TRIED; tries++) {
      const coordinator = generator.below(this.count);
      const limit = this.limits[coordinator];
      const place = generator.uniform() * this.highestLimit();
      if (place < limit && place >= this.load[coordinator]) return coordinator;
    }
    let free = 0;
    for (let i = 0; i < this.count; i++) free += Math.max(0, this.limits[i] - this.load[i]);
    let place = generator.uniform() * free;
    for (let i = 0; i < this.count; i++) {
      place -= Math.max(0, this.limits[i] - this.load[i]);
      if (place < 0) return i;
    }
    return -1;
  }

  /**
   * Who takes the next case: the coordinator with room who ranks best by the team's rule, among those of `groups`
   * when given (indices of post groups); −1 when nobody has room.
   */
  choose(groups: readonly number[] | null): number {
    const { spec } = this;
    let best = -1;
    let bestScore = -Infinity;
    for (let i = 0; i < this.count; i++) {
      if (groups !== null && !groups.includes(spec.staff[this.entryOf[i]].group)) continue;
      const limit = this.limits[i];
      const room = limit - this.load[i];
      if (room < 1) continue;
      // Shares of room, so that part-time posts and low limits are treated alike; weighted: hours of work per WTE.
      const score =
        spec.allocation === 'weighted' ? -(this.load[i] * this.weights[i]) / this.wteNetOfDuty(i) : room / limit;
      if (score > bestScore) {
        best = i;
        bestScore = score;
      }
    }
    return best;
  }

  /** The coordinator in post whose list is fullest least, whatever the limits; −1 when nobody is in post. */
  leastFull(): number {
    let best = -1;
    let bestShare = Infinity;
    for (let i = 0; i < this.count; i++) {
      if (!this.isFilled(i)) continue;
      const share = this.load[i] / Math.max(1, this.limits[i]);
      if (share < bestShare) {
        best = i;
        bestShare = share;
      }
    }
    return best;
  }

  /** The coordinator with most hours left today, or −1. */
  withMostHours(): number {
    let best = -1;
    let most = 0;
    for (let i = 0; i < this.count; i++) {
      const hours = this.hoursLeft(i);
      if (hours > most) {
        best = i;
        most = hours;
      }
    }
    return best;
  }

  /** At least the limit of every coordinator; a post is one WTE at most. */
  private highestLimit(): number {
    const { values } = this.world.quantities;
    let highest = 0;
    for (let i = 0; i < this.spec.staff.length; i++)
      highest = Math.max(highest, Math.round(values[this.spec.staff[i].caseLimit]));
    return highest;
  }

  private wteNetOfDuty(coordinator: number): number {
    const { workforce } = this.world;
    let wte = 0;
    for (const post of this.posts[coordinator]) wte += workforce.effective[post] * (1 - workforce.dutyShare[post]);
    return Math.max(wte, 1e-9);
  }
}
