/** The ledger of staff hours, alone. */
import { describe, expect, it } from 'vitest';
import { Ledger } from '../../engine/workforce/ledger';

describe('all that is left of a day', () => {
  it('is taken once', () => {
    const ledger = new Ledger(2);
    ledger.open(1, 8);
    ledger.spend(1, 3);
    expect([ledger.takeRest(1), ledger.left[1], ledger.takeRest(1)]).toEqual([5, 0, 0]);
  });

  it('is nothing where hours are owed, and the debt stays', () => {
    const ledger = new Ledger(1);
    ledger.open(0, 8);
    ledger.spend(0, 10);
    expect([ledger.takeRest(0), ledger.left[0]]).toEqual([0, -2]);
    ledger.close(0);
    ledger.open(0, 8);
    expect(ledger.left[0]).toBe(6);
  });
});
