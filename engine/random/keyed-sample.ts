/**
 * Keyed draws in one call. A draw is a dozen steps, each in a function of its own; V8 inlines only so many of them, and a
 * call that is left costs as much as the step itself. Here the usual way through the laws that are drawn most often stands
 * in one function, and whatever is rare (the edge of a layer of the ziggurat, other laws) goes the long way. The draws
 * are those of `Generator` and `draw`, bit for bit; a test compares them.
 *
 * A key is three integers side by side: entity, ordinal, and the number of the first draw of a visit.
 */
import { expInPlace } from './exponential';
import { LAYER_BITS, SIGNED_LAYER_BITS, type Generator } from './generator';
import { EXPONENTIAL, GAMMA, GAMMA_D, type Law, LOGNORMAL, LOGNORMAL_MU, LOGNORMAL_SIGMA, SCALE } from './law';
import { REGISTER } from './register';
import { draw, finishGamma } from './sampling';
import { EXPONENTIAL as EXPONENTIAL_LAYERS, NORMAL as NORMAL_LAYERS } from './ziggurat-tables';

const EXPONENTIAL_ENDS = EXPONENTIAL_LAYERS.ends;
const EXPONENTIAL_INNER = EXPONENTIAL_LAYERS.inner;
const NORMAL_ENDS = NORMAL_LAYERS.ends;
const NORMAL_INNER = NORMAL_LAYERS.inner;

/**
 * Leave in {@link REGISTER} a keyed draw from a law.
 *
 * @param root The root of the replication; null to draw on from where the generator is.
 * @param keys The key stands at `at` in it.
 * @param purpose What is drawn.
 */
export function seekAndDraw(
  law: Law,
  generator: Generator,
  root: Int32Array | null,
  keys: Int32Array,
  at: number,
  purpose: number,
): void {
  if (root !== null) generator.seek(root, keys[at], keys[at + 1], purpose, keys[at + 2]);
  const { code, numbers } = law;
  if (code === EXPONENTIAL) {
    const layer = generator.uniformInPlace() & LAYER_BITS;
    const u = REGISTER[0];
    REGISTER[0] = u * EXPONENTIAL_ENDS[layer];
    if (u >= EXPONENTIAL_INNER[layer]) generator.exponentialAtTheEdge(layer);
    REGISTER[0] *= numbers[0];
    return;
  }
  if (code !== LOGNORMAL && (code !== GAMMA || numbers[1] < 1)) {
    draw(law, generator);
    return;
  }
  const layer = generator.uniformInPlace() & SIGNED_LAYER_BITS;
  const u = REGISTER[0];
  REGISTER[0] = u * NORMAL_ENDS[layer];
  if (u >= NORMAL_INNER[layer]) generator.normalAtTheEdge(layer);
  if (code === LOGNORMAL) {
    REGISTER[0] = numbers[LOGNORMAL_MU] + numbers[LOGNORMAL_SIGMA] * REGISTER[0];
    expInPlace();
    return;
  }
  finishGamma(numbers, GAMMA_D, generator);
  REGISTER[0] *= numbers[SCALE];
}

/** Leave in {@link REGISTER} a keyed uniform, number `nth` of the visit; other arguments as for {@link seekAndDraw}. */
export function seekAndUniform(
  generator: Generator,
  root: Int32Array | null,
  keys: Int32Array,
  at: number,
  purpose: number,
  nth: number,
): void {
  if (root !== null) generator.seek(root, keys[at], keys[at + 1], purpose, keys[at + 2] + nth);
  generator.uniformInPlace();
}
