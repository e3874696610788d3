/** Spells of absence of posts: present for a time, away for a time, each drawn from a distribution. */
import { purposeOf, type KeyedDraws } from '../random/keyed-draws';
import type { Distribution } from '../random/distribution';

const SPELL = purposeOf('post', 'spell');
/** A spell that is on at this part of a day takes the day. */
const NOON = 0.5;
/** Spells that one post may have in one day; more could only be spells of no length. */
const MOST_IN_A_DAY = 1000;

/** How long the posts of a group are present and away, in turn; in days. */
export interface SpellsSpec {
  present: Distribution;
  away: Distribution;
}

/** The spells of all posts. Everybody is present at the start. */
export class Spells {
  /** When each post's last spell of absence begins and ends, and spells so far. */
  private readonly from: Float64Array;
  private readonly until: Float64Array;
  private readonly spells: Int32Array;

  /** @param posts number of posts */
  constructor(
    private readonly draws: KeyedDraws,
    posts: number,
  ) {
    this.from = new Float64Array(posts);
    this.until = new Float64Array(posts);
    this.spells = new Int32Array(posts);
  }

  /** A new replication. */
  reset(): void {
    this.from.fill(0);
    this.until.fill(0);
    this.spells.fill(0);
  }

  /**
   * Whether a post is away on a day. Asked for days in order.
   * @param entity key of the post's group
   * @param ordinal number of the post in it
   */
  isAway(post: number, entity: number, ordinal: number, spec: SpellsSpec, day: number): boolean {
    const noon = day + NOON;
    for (let spells = 0; spells < MOST_IN_A_DAY && this.until[post] <= noon; spells++) {
      const generator = this.draws.seek(entity, ordinal, SPELL, this.spells[post]++);
      this.from[post] = this.until[post] + spec.present.sample(generator);
      this.until[post] = this.from[post] + spec.away.sample(generator);
    }
    return this.from[post] <= noon && this.until[post] > noon;
  }
}
