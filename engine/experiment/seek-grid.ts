/** The settings of a search: every combination of the values of its levers, by number. */

/** How the measure follows a lever: better all the way up, all the way down, no difference that matters, or not known. */
export type Direction = 'up' | 'down' | 'flat' | 'unknown';

/** All combinations; the first lever varies slowest. Setting 0 has every lever at its first value. */
export class Grid {
  /** Settings in all. */
  readonly size: number;
  private readonly known: readonly (readonly number[])[];

  /** @param lengths how many values each lever has, 2 or more */
  constructor(readonly lengths: readonly number[]) {
    this.size = lengths.reduce((product, length) => product * length, 1);
    this.known = Array.from({ length: this.size }, (_, setting) => this.digits(setting));
  }

  /** Positions of a setting, one for each lever, from 0. */
  positions(setting: number): readonly number[] {
    return this.known[setting];
  }

  /** The setting with these positions. */
  setting(positions: readonly number[]): number {
    return positions.reduce((sum, position, lever) => sum * this.lengths[lever] + position, 0);
  }

  /** The setting with one lever moved by so many steps; undefined beyond its ends. */
  moved(setting: number, lever: number, steps: number): number | undefined {
    const positions = [...this.positions(setting)];
    positions[lever] += steps;
    const isInside = positions[lever] >= 0 && positions[lever] < this.lengths[lever];
    return isInside ? this.setting(positions) : undefined;
  }

  /** Settings with each lever at one of its ends. */
  corners(): number[] {
    const ends = this.lengths.reduce<number[][]>(
      (found, length) =>
        found.flatMap((positions) => [
          [...positions, 0],
          [...positions, length - 1],
        ]),
      [[]],
    );
    return ends.map((positions) => this.setting(positions));
  }

  /** Pairs of corners that differ in one lever only: it is at its first value in the first of a pair. */
  edges(lever: number): [number, number][] {
    const last = this.lengths[lever] - 1;
    return this.corners().flatMap((corner): [number, number][] => {
      if (this.positions(corner)[lever] !== 0) return [];
      return [[corner, this.moved(corner, lever, last)!]];
    });
  }

  /**
   * Whether one setting cannot be better than another, as far as directions are known: no lever is further on its good
   * way, and one whose direction is not known stands at the same value.
   */
  isNoBetter(one: number, other: number, directions: readonly Direction[]): boolean {
    const a = this.positions(one);
    const b = this.positions(other);
    return directions.every((direction, lever) => {
      if (direction === 'flat') return true;
      if (direction === 'up') return a[lever] <= b[lever];
      return direction === 'down' ? a[lever] >= b[lever] : a[lever] === b[lever];
    });
  }

  /** The lever in which two settings differ if it is only one; undefined else. */
  onlyDifference(one: number, other: number): number | undefined {
    const a = this.positions(one);
    const b = this.positions(other);
    const differing = a.flatMap((position, lever) => (position === b[lever] ? [] : [lever]));
    return differing.length === 1 ? differing[0] : undefined;
  }

  private digits(setting: number): number[] {
    const positions: number[] = [];
    let rest = setting;
    for (let lever = this.lengths.length - 1; lever >= 0; lever--) {
      positions[lever] = rest % this.lengths[lever];
      rest = Math.floor(rest / this.lengths[lever]);
    }
    return positions;
  }
}
