/**
 * Sickness in spells: somebody at work falls sick at a hazard of each kind (short, long), is away for a time drawn for the
 * spell, in calendar time, and can fall sick again after it. Somebody sick at noon is away that day.
 */
import type { Quantities } from '../expression/quantities';
import type { Distribution } from '../random/distribution';
import { purposeOf, type KeyedDraws } from '../random/keyed-draws';
import type { PostTable } from './post-table';

/** A kind of spell; `rate` is the index of a quantity. */
export interface SickSpec {
  rate: number;
  length: Distribution;
  /** Key of its draws. */
  purpose: number;
}

const STARTS_SICK = purposeOf('post', 'sick:start');
const NOON = 0.5;
/** Spells that one post may have in one day; more could only be spells of no length. */
const MOST_IN_A_DAY = 1000;

/** The spells of all posts. */
export class SickSpells {
  /** Kinds of spell of the group with most of them. */
  private readonly kinds: number;
  /** Up to when each post's spells are known, and until when the holder is sick. */
  private readonly known: Float64Array;
  private readonly until: Float64Array;
  /** For each post and kind: what is left of the threshold that the sum of the hazard has to reach, and draws so far. */
  private readonly left: Float64Array;
  private readonly nth: Int32Array;

  constructor(
    private readonly table: PostTable,
    private readonly quantities: Quantities,
    private readonly draws: KeyedDraws,
  ) {
    this.kinds = Math.max(0, ...table.groups.map(({ sickSpells }) => sickSpells.length));
    this.known = new Float64Array(table.count);
    this.until = new Float64Array(table.count);
    this.left = new Float64Array(table.count * this.kinds);
    this.nth = new Int32Array(table.count * this.kinds);
  }

  /** A new replication: of those in post, as many are in the middle of a spell as in the long run. */
  reset(): void {
    this.nth.fill(0);
    if (this.kinds === 0) return;
    for (let post = 0; post < this.table.count; post++) {
      this.begin(post, 0);
      if (this.table.filled[post] === 1) this.startInTheMiddle(post);
    }
  }

  /** Somebody new holds the post from this day on, and is well. */
  begin(post: number, day: number): void {
    this.known[post] = day;
    this.until[post] = day;
    const kinds = this.table.group(post).sickSpells;
    for (let k = 0; k < kinds.length; k++) this.drawThreshold(post, k, kinds[k]);
  }

  /** Whether the holder is sick at noon of a day. Asked for every day of the holder, in order. */
  isSick(post: number, day: number): boolean {
    const kinds = this.table.group(post).sickSpells;
    if (kinds.length === 0) return false;
    const noon = day + NOON;
    const { known, until, left } = this;
    for (let spells = 0; spells < MOST_IN_A_DAY && until[post] <= noon; spells++) {
      // At work from here on, until the first kind's hazard has added up to its threshold.
      const from = known[post] > until[post] ? known[post] : until[post];
      let first = -1;
      let well = noon - from;
      for (let k = 0; k < kinds.length; k++) {
        const rate = this.quantities.values[kinds[k].rate];
        const time = left[post * this.kinds + k] / rate;
        // A spell that begins at noon exactly takes the day.
        if (rate > 0 && time <= well) {
          well = time;
          first = k;
        }
      }
      for (let k = 0; k < kinds.length; k++)
        left[post * this.kinds + k] -= well * this.quantities.values[kinds[k].rate];
      known[post] = from + well;
      if (first < 0) return false;
      const spell = kinds[first];
      until[post] = known[post] + spell.length.sample(this.seek(post, first, spell));
      this.drawThreshold(post, first, spell);
    }
    return until[post] > noon;
  }

  /** Alternating renewal: kind k is on at rate × mean of k, over 1 plus the sum of these; what is left of it is a uniform share. */
  private startInTheMiddle(post: number): void {
    const { table, draws } = this;
    const kinds = table.group(post).sickSpells;
    let all = 1;
    for (const { rate, length } of kinds) all += this.quantities.values[rate] * length.mean();
    let u = all * draws.uniformOf(table.entity[post], table.ordinal[post], STARTS_SICK, 0);
    for (const { rate, length } of kinds) {
      const share = this.quantities.values[rate] * length.mean();
      if (u < share) {
        const generator = draws.seek(table.entity[post], table.ordinal[post], STARTS_SICK, 1);
        this.until[post] = length.sampleLengthBiased(generator) * generator.uniform();
        return;
      }
      u -= share;
    }
  }

  private drawThreshold(post: number, k: number, spell: SickSpec): void {
    this.left[post * this.kinds + k] = this.seek(post, k, spell).exponential();
  }

  /** Each threshold and each length is a draw of its own. */
  private seek(post: number, k: number, { purpose }: SickSpec) {
    const nth = this.nth[post * this.kinds + k]++;
    return this.draws.seek(this.table.entity[post], this.table.ordinal[post], purpose, nth);
  }
}
