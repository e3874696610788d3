/** The guide to recovery: its changes fit the shipped scenario, alone and together. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyChanges, compile, readChange, readScenario } from '../../engine/index';
import { ROOT } from '../../scripts/bundle-for-node.mjs';
import { blocksOf } from './guide';

const text = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const changes = blocksOf(text('docs/guides/when-does-it-recover.md')).filter(({ info }) => info.startsWith('json '));

describe('the guide to recovery', () => {
  it('shows changes that apply to the county and compile', () => {
    const scenario = readScenario(text('scenarios/coventry-warwickshire/scenario.json'));
    if (!scenario.ok) throw new Error(JSON.stringify(scenario.issues));
    const read = changes.map((block) => {
      const change = readChange(block.text);
      if (!change.ok) throw new Error(`${block.info}: ${JSON.stringify(change.issues)}`);
      return change.value;
    });
    expect(read.map(({ id }) => id)).toEqual(['six-posts-frozen', 'catch-up-slots']);
    const changed = applyChanges(scenario.value, read);
    if (!changed.ok) throw new Error(JSON.stringify(changed.issues));
    const model = compile(changed.value);
    expect(model.layout.wholeSteps).toEqual({ from: 0, to: 36 });
  });
});
