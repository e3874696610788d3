/** All posts in a row: what each is, whether somebody holds it, and how much of it counts for work now. */
import { hashText } from '../random/key';
import type { PostGroupSpec } from './post-groups';
import { splitPosts, type PostShare } from './post-groups';

/** @see the file's comment */
export class PostTable {
  readonly count: number;
  readonly groupOf: Int32Array;
  /** WTE of each post, whoever holds it. */
  readonly wte: Float64Array;
  /** 1 while somebody holds the post; agency cover does not fill it. */
  readonly filled: Uint8Array;
  /** 1 while agency covers the post. */
  readonly covered: Uint8Array;
  /** WTE that count for work and places now: 0 while nobody is there, less than `wte` for starters and agency. */
  readonly effective: Float64Array;
  /** Day on which the holder started; −1 for those in post at the start. */
  readonly startedOn: Float64Array;
  /** Keys of draws: the group's, and the post's number in it. */
  readonly entity: Int32Array;
  readonly ordinal: Int32Array;
  private readonly shares: PostShare[] = [];
  private readonly first: number[] = [];
  private readonly posts: readonly (readonly number[])[];

  /** @param size established and filled WTE of a group at the start */
  constructor(
    readonly groups: readonly PostGroupSpec[],
    size: (group: PostGroupSpec) => { established: number; inPost: number },
  ) {
    const groupOf: number[] = [];
    const ordinals: number[] = [];
    for (const group of groups) {
      this.first.push(this.shares.length);
      const { established, inPost } = size(group);
      splitPosts(established, inPost).forEach((share, ordinal) => {
        this.shares.push(share);
        groupOf.push(group.index);
        ordinals.push(ordinal);
      });
    }
    this.first.push(this.shares.length);
    this.count = this.shares.length;
    this.posts = groups.map((_, group) =>
      Array.from({ length: this.first[group + 1] - this.first[group] }, (_post, i) => this.first[group] + i),
    );
    this.groupOf = Int32Array.from(groupOf);
    this.ordinal = Int32Array.from(ordinals);
    this.entity = Int32Array.from(groupOf, (group) => hashText(groups[group].id));
    this.wte = Float64Array.from(this.shares, (share) => share.wte);
    this.filled = new Uint8Array(this.count);
    this.covered = new Uint8Array(this.count);
    this.effective = new Float64Array(this.count);
    this.startedOn = new Float64Array(this.count);
  }

  /** A new replication: filled as at the start, by people who know the work. */
  resetTable(): void {
    this.covered.fill(0);
    this.startedOn.fill(-1);
    for (let post = 0; post < this.count; post++) {
      this.filled[post] = this.shares[post].filled ? 1 : 0;
      this.effective[post] = this.filled[post] === 1 ? this.wte[post] : 0;
    }
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
    return this.groups[this.groupOf[post]];
  }

  /** The first post of a group that is filled (1) or vacant (0); −1 when there is none. */
  findPost(group: number, filled: 0 | 1): number {
    for (let post = this.first[group]; post < this.first[group + 1]; post++)
      if (this.filled[post] === filled) return post;
    return -1;
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

  /** WTE of a group where somebody works, agency included. */
  staffed(group: number): number {
    let sum = 0;
    for (let post = this.first[group]; post < this.first[group + 1]; post++)
      if (this.filled[post] === 1 || this.covered[post] === 1) sum += this.wte[post];
    return sum;
  }
}
