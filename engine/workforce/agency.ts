/** Agency cover: a share of vacancies is covered after a delay, at a yield, until the post is filled. */
import type { Quantities } from '../expression/quantities';
import type { Distribution } from '../random/distribution';
import { purposeOf, type KeyedDraws } from '../random/keyed-draws';
import type { PostTable } from './post-table';

const COVER = purposeOf('post', 'agency');

/** A compiled `agency`; numbers named after fields are indices of quantities. */
export interface AgencySpec {
  share: number;
  after: Distribution;
  yield: number;
  /** Money per time, −1 where none is stated. */
  price: number;
}

/** Which vacancies want cover. */
export class Agency {
  /** Day from which cover is there if the vacancy gets any, and the uniform that decides whether it does. */
  private readonly from: Float64Array;
  private readonly luck: Float64Array;

  constructor(
    private readonly table: PostTable,
    private readonly quantities: Quantities,
    private readonly draws: KeyedDraws,
  ) {
    this.from = new Float64Array(table.count);
    this.luck = new Float64Array(table.count);
  }

  /** The post falls vacant for the `nth` time; at the start (`day` −1) cover is there already. */
  fallsVacant(post: number, nth: number, day: number): void {
    const { agency } = this.table.group(post);
    if (agency === null) return;
    const generator = this.draws.seek(this.table.entity[post], this.table.ordinal[post], COVER, nth);
    this.luck[post] = generator.uniform();
    this.from[post] = day < 0 ? day : day + agency.after.sample(generator);
  }

  /** Whether agency works in the post on a day; the share may change while it is vacant. */
  covers(post: number, day: number): boolean {
    const { agency } = this.table.group(post);
    if (agency === null || this.table.filled[post] === 1 || this.from[post] > day) return false;
    return this.luck[post] < this.quantities.values[agency.share];
  }
}
