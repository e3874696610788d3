/**
 * The one ledger of staff hours (rule 1): every service draws on it and none keeps its own copy. Hours not spent today
 * are gone; hours spent beyond today's are owed by the post's next working day.
 */
export class Ledger {
  /** Hours left today; below 0 they are owed. */
  readonly left: Float64Array;
  /** Of today's hours, those that clinics keep for their appointments, so that two clinics of one post do not both count them. */
  readonly kept: Float64Array;
  /** Hours granted since the start of the replication. */
  readonly given: Float64Array;
  /** 1 while the post is at work today. */
  readonly present: Uint8Array;
  /** 1 while the post is busy with one job that cannot be shared (a desk's job). */
  readonly engaged: Uint8Array;

  /** @param posts number of posts */
  constructor(posts: number) {
    this.left = new Float64Array(posts);
    this.kept = new Float64Array(posts);
    this.given = new Float64Array(posts);
    this.present = new Uint8Array(posts);
    this.engaged = new Uint8Array(posts);
  }

  /** A new replication: nothing left, nothing owed. */
  reset(): void {
    this.left.fill(0);
    this.kept.fill(0);
    this.given.fill(0);
    this.present.fill(0);
    this.engaged.fill(0);
  }

  /** The post works today: `hours` come in, less what is owed. */
  open(post: number, hours: number): void {
    this.left[post] = hours + (this.left[post] < 0 ? this.left[post] : 0);
    this.kept[post] = 0;
    this.given[post] += hours;
    this.present[post] = 1;
  }

  /** The post is away today; what it owes stays owed. */
  close(post: number): void {
    if (this.left[post] > 0) this.left[post] = 0;
    this.kept[post] = 0;
    this.present[post] = 0;
  }

  /** Spend hours; the last piece of work may overrun. */
  spend(post: number, hours: number): void {
    this.left[post] -= hours;
  }

  /** Take all that is left today. @returns the hours taken */
  takeRest(post: number): number {
    const hours = this.left[post] > 0 ? this.left[post] : 0;
    this.left[post] -= hours;
    return hours;
  }
}
