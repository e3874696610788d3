import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_STEPS, NOTHING_DONE, record, stepBack, stepForth, type History } from '../../ui/state/history';

/** A value with its history, as the store holds them. */
class Held {
  history: History<number> = NOTHING_DONE;
  value = 0;

  set(value: number): void {
    this.history = record(this.history, `to ${value}`, this.value);
    this.value = value;
  }

  step(by: typeof stepBack): string | undefined {
    const stepped = by(this.history, this.value);
    if (!stepped) return undefined;
    this.history = stepped.history;
    this.value = stepped.to;
    return stepped.what;
  }
}

describe('what has been done', () => {
  it('is taken back and done again in order, each with its words', () => {
    const held = new Held();
    held.set(1);
    held.set(2);
    expect(held.step(stepBack)).toBe('to 2');
    expect(held.value).toBe(1);
    expect(held.step(stepBack)).toBe('to 1');
    expect(held.value).toBe(0);
    expect(held.step(stepBack)).toBeUndefined();
    expect(held.step(stepForth)).toBe('to 1');
    expect(held.step(stepForth)).toBe('to 2');
    expect(held.value).toBe(2);
    expect(held.step(stepForth)).toBeUndefined();
  });

  it('cannot be done again once something else has been done', () => {
    const held = new Held();
    held.set(1);
    held.step(stepBack);
    held.set(5);
    expect(held.step(stepForth)).toBeUndefined();
    held.step(stepBack);
    expect(held.value).toBe(0);
  });

  it('is forgotten from the far end', () => {
    const held = new Held();
    for (let i = 1; i <= MOST_STEPS + 10; i += 1) held.set(i);
    let steps = 0;
    while (held.step(stepBack) !== undefined) steps += 1;
    expect(steps).toBe(MOST_STEPS);
    expect(held.value).toBe(10);
  });

  it('agrees with a list and a place in it, whatever is done', () => {
    const command = fc.oneof(fc.integer({ min: 1, max: 99 }), fc.constantFrom('back', 'forth'));
    fc.assert(
      fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
        const held = new Held();
        let list = [0];
        let place = 0;
        for (const one of commands) {
          if (one === 'back') {
            held.step(stepBack);
            place = Math.max(0, place - 1);
          } else if (one === 'forth') {
            held.step(stepForth);
            place = Math.min(list.length - 1, place + 1);
          } else if (typeof one === 'number') {
            held.set(one);
            list = [...list.slice(0, place + 1), one];
            place += 1;
          }
          expect(held.value).toBe(list[place]);
        }
      }),
      { seed: 6, numRuns: 200 },
    );
  });
});
