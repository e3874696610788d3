/** Puts definitions in an order in which each comes after those that it needs, or finds a cycle among them. */

/** The order, or one cycle: its ids in turn, each needing the next and the last the first. */
export type Order = { order: string[] } | { cycle: string[] };

/**
 * Order ids by what they need (a depth-first search, in the order given).
 *
 * @param needs for each id, those that it needs; ids that are not among the keys need nothing and are passed over
 */
export function orderByNeed(needs: ReadonlyMap<string, readonly string[]>): Order {
  const order: string[] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (id: string): string[] | null => {
    if (done.has(id)) return null;
    const at = path.indexOf(id);
    if (at >= 0) return path.slice(at);
    path.push(id);
    for (const other of needs.get(id) ?? []) {
      if (!needs.has(other)) continue;
      const cycle = visit(other);
      if (cycle !== null) return cycle;
    }
    path.pop();
    done.add(id);
    order.push(id);
    return null;
  };
  for (const id of needs.keys()) {
    const cycle = visit(id);
    if (cycle !== null) return { cycle };
  }
  return { order };
}
