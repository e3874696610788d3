/** Going from service to service on the map with the arrow keys. */
import type { MapNode } from './layout';

/**
 * The service that a key leads to.
 *
 * @param key an arrow, Home or End
 * @returns nothing for another key, and where there is no further service that way
 */
export function stepFrom(nodes: readonly MapNode[], id: string, key: string): string | undefined {
  const here = nodes.find((node) => node.id === id);
  if (!here) return undefined;
  const middle = here.y + here.height / 2;
  const distance = (node: MapNode) => Math.abs(node.y + node.height / 2 - middle);
  const nearest = (found: readonly MapNode[]) =>
    found.reduce<MapNode | undefined>(
      (best, node) => (best && distance(best) <= distance(node) ? best : node),
      undefined,
    );
  const column = nodes.filter(({ x }) => x === here.x);
  switch (key) {
    case 'ArrowUp':
      return nearest(column.filter(({ y }) => y < here.y))?.id;
    case 'ArrowDown':
      return nearest(column.filter(({ y }) => y > here.y))?.id;
    case 'ArrowLeft':
    case 'ArrowRight': {
      const sign = key === 'ArrowLeft' ? -1 : 1;
      const beyond = nodes.filter(({ x }) => (x - here.x) * sign > 0).map(({ x }) => x);
      if (beyond.length === 0) return undefined;
      const next = sign < 0 ? Math.max(...beyond) : Math.min(...beyond);
      return nearest(nodes.filter(({ x }) => x === next))?.id;
    }
    case 'Home':
    case 'End': {
      const sorted = [...nodes].sort((a, b) => a.x - b.x || a.y - b.y);
      return (key === 'Home' ? sorted[0] : sorted[sorted.length - 1])?.id;
    }
    default:
      return undefined;
  }
}
