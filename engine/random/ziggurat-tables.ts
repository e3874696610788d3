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

/** Layers of one density, from the bottom up; twice, the second time with negative ends. */
interface Layers {
  /** Where each layer ends. The bottom one is as wide as if its tail were laid beside it as a rectangle. */
  readonly ends: Float64Array;
  /** The part of each layer above which there is the layer above: points in it are below the density. */
  readonly inner: Float64Array;
  /** The density at the end of each layer, its lower edge, and at 0; that of the bottom layer is never read. */
  readonly heights: Float64Array;
}

/** Layers of e^-x, x above 0. */
export const EXPONENTIAL = layersOf(
  EXPONENTIAL_TAIL,
  exp(-EXPONENTIAL_TAIL),
  (x) => exp(-x),
  (height) => -ln(height),
);

/** Layers of e^(-x²/2). */
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
  const ends = new Float64Array(2 * LAYERS);
  const inner = new Float64Array(2 * LAYERS);
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
  // Above the top layer there is none.
  for (let i = 0; i < LAYERS - 1; i++) inner[i] = ends[i + 1] / ends[i];
  for (let i = 0; i < LAYERS; i++) {
    ends[LAYERS + i] = -ends[i];
    inner[LAYERS + i] = inner[i];
  }
  return { ends, inner, heights };
}
