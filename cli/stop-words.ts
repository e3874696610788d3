/** Sentences on why replications ended and what is not yet as precise as was asked for. */
import type { StopReason } from '../workers/extend-until';
import { amount } from './figures';
import type { PrecisionOutput } from './precision';

/** Why replications ended. */
export interface Stopped {
  reason: StopReason;
  untilPrecise: boolean;
}

/**
 * What is to be said of the end; nothing when as many were made as were asked for by number.
 *
 * @param precision how far all quantities have come, each with what it is called
 */
export function stopWords(
  { reason, untilPrecise }: Stopped,
  precision: readonly (PrecisionOutput & { name: string })[],
): string[] {
  if (reason === 'replications' && !untilPrecise) return [];
  const opening = {
    precise: 'Stopped because everything is as precise as was asked for.',
    replications: 'Stopped at the most replications allowed (--max-replications).',
    seconds: 'Stopped because the time was spent (--budget).',
    cancelled: 'Stopped by Ctrl+C before the end: these are the replications made until then.',
  }[reason];
  if (!untilPrecise) return [opening];
  const open = precision.filter(({ reached }) => !reached);
  const missing = open.map(({ name, unit, precision: asked, halfWidth }) => {
    const found = halfWidth === null ? 'seen too rarely for an interval' : `±${amount(halfWidth, unit)}`;
    return `  ${name}: ${found}, asked for ±${amount(asked, unit)}`;
  });
  if (missing.length === 0) return [opening];
  return [`${opening} Not as precise as was asked for:`, ...missing];
}
