/** Keyed draws in one call: bit for bit what seeking and drawing give. */
import { describe, expect, it } from 'vitest';
import { Distribution } from '../../engine/random/distribution';
import { Generator } from '../../engine/random/generator';
import { seekAndDraw, seekAndUniform } from '../../engine/random/keyed-sample';
import { REGISTER } from '../../engine/random/register';
import { rootState } from '../../engine/random/seed';

const ROOT = rootState('keyed sample');
const PURPOSE = 99;
// So many that the edges of layers and the tails of the ziggurat are met, too.
const KEYS = 20_000;

const LAWS: [string, Distribution][] = [
  ['exponential', Distribution.exponential(3)],
  ['lognormal', Distribution.lognormal(0.4, 0.5)],
  ['gamma of shape 2', Distribution.gamma(2.85, 2)],
  ['gamma of shape 1', Distribution.gamma(2.85, 1)],
  ['gamma of shape ½', Distribution.gamma(2.85, 0.5)],
  ['weibull', Distribution.weibull(2, 1.5)],
  ['uniform', Distribution.uniform(1, 2)],
  ['fixed', Distribution.fixed(7)],
  ['mixture', Distribution.mixture([Distribution.exponential(1), Distribution.gamma(5, 3)], [1, 2])],
];

describe('a keyed draw in one call', () => {
  it.each(LAWS)('%s: the draw after seeking, and the generator stands where it would', (_, law) => {
    const [one, other] = [new Generator(), new Generator()];
    const keys = new Int32Array(8);
    for (let ordinal = 0; ordinal < KEYS; ordinal++) {
      keys.set([7, ordinal, 4096 * (ordinal & 3)], 4);
      seekAndDraw(law, one, ROOT, keys, 4, PURPOSE);
      const drawn = REGISTER[0];
      other.seek(ROOT, 7, ordinal, PURPOSE, 4096 * (ordinal & 3));
      if (drawn !== law.sample(other)) expect.fail(`draw ${ordinal} of ${law.kind} differs`);
      if (one.state.join() !== other.state.join()) expect.fail(`state after draw ${ordinal} differs`);
    }
  });

  it('without a root draws on from where the generator is', () => {
    const [one, other] = [new Generator(), new Generator()];
    for (const generator of [one, other]) generator.seek(ROOT, 1, 2, 3, 4);
    for (const [, law] of LAWS) {
      seekAndDraw(law, one, null, new Int32Array(3), 0, PURPOSE);
      expect(REGISTER[0]).toBe(law.sample(other));
    }
  });

  it('uniforms: number nth of the visit', () => {
    const [one, other] = [new Generator(), new Generator()];
    seekAndUniform(one, ROOT, Int32Array.of(5, 6, 4096), 0, PURPOSE, 3);
    const drawn = REGISTER[0];
    other.seek(ROOT, 5, 6, PURPOSE, 4099);
    expect(drawn).toBe(other.uniform());
  });
});
