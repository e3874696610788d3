/** How many workers a machine should run. */

/**
 * Number of workers for a number of cores.
 *
 * @param cores as the system reports them; anything odd counts as one
 * @param use `interactive` leaves a core to the person's own work, `batch` takes all
 */
export function workersFor(cores: number, use: 'interactive' | 'batch'): number {
  const usable = Number.isFinite(cores) ? Math.floor(cores) : 1;
  return Math.max(1, use === 'interactive' ? usable - 1 : usable);
}
