import { join } from 'node:path';
import { ROOT, bundleForNode } from '../scripts/bundle-for-node.mjs';

export default bundleForNode(
  { headroom: join(ROOT, 'cli/headroom.ts'), 'node.worker': join(ROOT, 'workers/node.worker.ts') },
  join(ROOT, 'cli/dist'),
);
