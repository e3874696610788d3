/**
 * The coordinators of a team and their lists: one per post, or one for the whole team when cases are shared. Knows
 * limits, weights, and who has room.
 */
import type { World } from './world';
import type { TeamSpec } from './team-spec';

/** @see the file's comment */
export class Coordinators {
  readonly count: number;
  /** Posts of each coordinator (several when pooled), and which staff entry they belong to. */
  readonly posts: Int32Array[];
  readonly entryOf: Int32Array;
  readonly pooled: boolean;
  /** Cases of each coordinator: rows of `Cases`. */
  readonly lists: Int32Array[];
  readonly load: Int32Array;
  /** No case of the coordinator needs a look before this time. */
  readonly nextCheck: Float64Array;
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
    this.lists = this.posts.map(() => new Int32Array(64));
    this.load = new Int32Array(this.count);
    this.nextCheck = new Float64Array(this.count);
  }

  /** Nobody has cases. */
  reset(): void {
    this.load.fill(0);
    this.nextCheck.fill(Infinity);
  }

  /** Coordinator of a post, or −1. */
  ofPost(post: number): number {
    return this.posts.findIndex((posts) => posts.includes(post));
  }

  /** Most cases this coordinator may hold now; vacant posts hold none. */
  limit(coordinator: number): number {
    const { values } = this.world.quantities;
    const { workforce } = this.world;
    const posts = this.posts[coordinator];
    let limit = 0;
    for (let i = 0; i < posts.length; i++) {
      if (workforce.filled[posts[i]] === 0) continue;
      limit += values[this.spec.staff[this.entry(coordinator, i)].caseLimit] * workforce.wte[posts[i]];
    }
    return Math.round(limit);
  }

  /** Staff entry of the i-th post of a coordinator. */
  entry(coordinator: number, i: number): number {
    return this.pooled ? this.entryOfPost[i] : this.entryOf[coordinator];
  }

  /** Hours of a case with this coordinator against the standard case. */
  weight(coordinator: number): number {
    if (!this.pooled) return this.world.quantities.values[this.spec.staff[this.entryOf[coordinator]].weight];
    return this.world.quantities.values[this.spec.staff[0].weight];
  }

  /** Whether somebody of this coordinator is in post. */
  isFilled(coordinator: number): boolean {
    const posts = this.posts[coordinator];
    for (let i = 0; i < posts.length; i++) if (this.world.workforce.filled[posts[i]] === 1) return true;
    return false;
  }

  /** Ledger hours left today. */
  hoursLeft(coordinator: number): number {
    const { left } = this.world.workforce.ledger;
    const posts = this.posts[coordinator];
    let hours = 0;
    for (let i = 0; i < posts.length; i++) if (left[posts[i]] > 0) hours += left[posts[i]];
    return hours;
  }

  /** Spend hours: of the post, or of the post of the pool with most left. */
  spend(coordinator: number, hours: number): void {
    const { ledger } = this.world.workforce;
    const posts = this.posts[coordinator];
    let best = posts[0];
    for (let i = 1; i < posts.length; i++) if (ledger.left[posts[i]] > ledger.left[best]) best = posts[i];
    ledger.spend(best, hours);
  }

  /** Add a case to a coordinator's list. @returns its place */
  add(coordinator: number, row: number): number {
    let list = this.lists[coordinator];
    const at = this.load[coordinator]++;
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
    if (place === last) return -1;
    list[place] = list[last];
    return list[place];
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
      const limit = this.limit(i);
      const room = limit - this.load[i];
      if (room < 1) continue;
      // Shares of room, so that part-time posts and low limits are treated alike; weighted: hours of work per WTE.
      const score =
        spec.allocation === 'weighted' ? -(this.load[i] * this.weight(i)) / this.wteNetOfDuty(i) : room / limit;
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
      const share = this.load[i] / Math.max(1, this.limit(i));
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

  private wteNetOfDuty(coordinator: number): number {
    const { workforce } = this.world;
    let wte = 0;
    for (const post of this.posts[coordinator])
      if (workforce.filled[post] === 1) wte += workforce.wte[post] * (1 - workforce.dutyShare[post]);
    return Math.max(wte, 1e-9);
  }
}
