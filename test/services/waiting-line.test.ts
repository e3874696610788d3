/** A waiting line: ranks, order within a rank, and leaving from anywhere. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { People, REFERRED_AT, TIMES } from '../../engine/services/people';
import { WaitingLine } from '../../engine/services/waiting-line';

const SEED = 20174;

/** People 0, 1, 2, … of nobody in particular. */
function crowd(count: number): People {
  const people = new People(0, 1, 4);
  for (let ordinal = 0; ordinal < count; ordinal++) people.add(1, ordinal);
  return people;
}

const standing = (line: WaitingLine): number[] => {
  const order: number[] = [];
  for (let person = line.first(); person >= 0; person = line.after(person)) order.push(person);
  return order;
};

describe('a waiting line', () => {
  it('is in order of rank, and of joining within a rank', () => {
    const line = new WaitingLine(crowd(5), 2);
    [
      [0, 1],
      [1, 0],
      [2, 1],
      [3, 0],
    ].forEach(([person, rank]) => line.join(person, rank));
    expect(standing(line)).toEqual([1, 3, 0, 2]);
    line.joinAtHead(4, 1);
    expect(standing(line)).toEqual([1, 3, 4, 0, 2]);
    expect([line.take('first', 0), line.take('last', 0), line.take('last', 0)]).toEqual([1, 3, 2]);
  });

  it('by date: behind everybody who is not later', () => {
    const people = crowd(4);
    const line = new WaitingLine(people, 1);
    [5, 3, 5, 4].forEach((date, person) => {
      people.times[(person << TIMES) + REFERRED_AT] = date;
      line.joinByDate(person, 0, REFERRED_AT);
    });
    expect(standing(line)).toEqual([1, 3, 0, 2]);
  });

  it('takes one at random of the best rank', () => {
    const line = new WaitingLine(crowd(5), 2);
    for (const person of [0, 1, 2, 3]) line.join(person, 1);
    line.join(4, 0);
    expect([line.take('random', 0.99), line.take('random', 0.5), line.take('random', 0)]).toEqual([4, 2, 0]);
    expect(standing(line)).toEqual([1, 3]);
  });

  it('is empty when everybody has gone', () => {
    const line = new WaitingLine(crowd(1), 3);
    expect([line.first(), line.take('first', 0), line.length]).toEqual([-1, -1, 0]);
  });

  it('does what plain arrays do, whoever joins and leaves', () => {
    const action = fc.record({
      what: fc.constantFrom('join', 'head', 'leave', 'first', 'last'),
      pick: fc.nat(100),
      rank: fc.nat(2),
    });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 200 }), (actions) => {
        const line = new WaitingLine(crowd(20), 3);
        const naive: number[][] = [[], [], []];
        const outside = new Set(Array.from({ length: 20 }, (_, person) => person));
        for (const { what, pick, rank } of actions) {
          if (what === 'join' || what === 'head') {
            if (outside.size === 0) continue;
            const person = [...outside][pick % outside.size];
            outside.delete(person);
            if (what === 'join') line.join(person, rank);
            else line.joinAtHead(person, rank);
            naive[rank].splice(what === 'join' ? naive[rank].length : 0, 0, person);
          } else if (what === 'leave') {
            const inside = naive.flat();
            if (inside.length === 0) continue;
            const person = inside[pick % inside.length];
            line.leave(person);
            outside.add(person);
            for (const ranked of naive) if (ranked.includes(person)) ranked.splice(ranked.indexOf(person), 1);
          } else {
            const best = naive.find((ranked) => ranked.length > 0);
            const expected = what === 'first' ? best?.shift() : best?.pop();
            expect(line.take(what, 0)).toBe(expected ?? -1);
            if (expected !== undefined) outside.add(expected);
          }
          expect(standing(line)).toEqual(naive.flat());
          expect(line.length).toBe(naive.flat().length);
        }
      }),
      { seed: SEED, numRuns: 200 },
    );
  });
});
