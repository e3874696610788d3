/** Which limits are worth naming where a target cannot be reached. */
import { pressures, type Pressure, type Solved } from '../engine/index';

/** How many limits of other services are told, and from which share on. */
const MOST_PRESSURES = 3;
const PRESSED = 0.9;

/** The limits of a service, and those of others that are used most. None without replications. */
export function pressing({ layout, results }: Solved, service: string): Pressure[] {
  if (results.length === 0) return [];
  const all = pressures(layout, results);
  const own = all.filter((one) => one.service === service);
  const others = all.filter((one) => one.service !== service && one.share >= PRESSED);
  return [...own, ...others.slice(0, MOST_PRESSURES)];
}
