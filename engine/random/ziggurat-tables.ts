/**
 * The layers of the ziggurat: the area below a falling density cut into 256 pieces of equal area, so that nearly every
 * draw is an end of a layer, chosen by eight random bits, times a uniform (Marsaglia & Tsang 2000, J. Stat. Software 5(8)).
 *
 * Made once when the program loads, with the engine's own exp and ln: the same bits in every browser.
 */
import { exp } from './exponential';
import { ln } from './logarithm';
import { normalCdf } from './special';

/** Number of layers: eight bits choose one. */
const LAYERS = 256;

/** Where the tail of the exponential density begins: Marsaglia & Tsang 2000, §3, to the last bit of a double. */
export const EXPONENTIAL_TAIL = 7.69711747013105;
/** Where the tail of the normal density begins: the same source. */
export const NORMAL_TAIL = 3.654152885361009;

/** Layers of one density, from the bottom up. */
interface Layers {
  /**
   * Right ends. The first is made up: as wide as the bottom layer would be if its tail were laid out as a rectangle
   * beside it. Number 256, above the top layer, is 0.
   */
  readonly ends: Float64Array;
  /** The density at the right ends, which is the lower edge of a layer; unused in the bottom one. */
  readonly heights: Float64Array;
}

/** Layers of e^-x. */
export const EXPONENTIAL = layersOf(
  EXPONENTIAL_TAIL,
  exp(-EXPONENTIAL_TAIL),
  (x) => exp(-x),
  (height) => -ln(height),
);

/** Layers of e^(-x²/2), x above 0. */
export const NORMAL = layersOf(
  NORMAL_TAIL,
  Math.sqrt(2 * Math.PI) * normalCdf(-NORMAL_TAIL),
  (x) => exp((-x * x) / 2),
  (height) => Math.sqrt(-2 * ln(height)),
);

function layersOf(
  tail: number,
  tailArea: number,
  density: (x: number) => number,
  inverse: (height: number) => number,
): Layers {
  const ends = new Float64Array(LAYERS + 1);
  const heights = new Float64Array(LAYERS + 1);
  const area = tail * density(tail) + tailArea;
  ends[0] = area / density(tail);
  ends[1] = tail;
  heights[1] = density(tail);
  for (let i = 2; i < LAYERS; i++) {
    heights[i] = heights[i - 1] + area / ends[i - 1];
    ends[i] = inverse(heights[i]);
  }
  heights[LAYERS] = 1;
  return { ends, heights };
}
