import { it } from 'vitest';
import { writeFileSync } from 'node:fs';
import { probe } from '/tmp/dbg/probe';
it('x', () => { writeFileSync('/tmp/dbg/vitest.json', JSON.stringify(probe())); });
