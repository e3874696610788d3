/** The guide to describing a trust: following it to the letter gives the small town, and every command does what it says. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/bundle-for-node.mjs';
import { openProgram, type Ended, type Program } from '../cli/program';
import { blocksOf, commandsOf, withFragment, wordsOf, type Command } from './guide';

const MINE = 'my-town.json';
const SCENARIO = join(ROOT, 'scenarios/small-town');
const text = (file: string) => readFileSync(file, 'utf8');
const blocks = blocksOf(text(join(ROOT, 'docs/guides/describe-your-trust.md')));
const fragments = blocks.filter(({ info }) => info === 'json');
const files = blocks.filter(({ info }) => /^json \S+\.json$/.test(info));

let program: Program;
let folder: string;
beforeAll(async () => {
  program = openProgram('guide');
  folder = mkdtempSync(join(tmpdir(), 'headroom-guide-'));
});
afterAll(() => {
  program.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Run a command of the guide: `npx headroom …` by the program as built, `npm run checks -- …` by its script. */
async function run({ words }: Command): Promise<Ended> {
  const line = words.join(' ');
  if (line.startsWith('npx headroom ')) return program.run(...words.slice(2));
  if (!line.startsWith('npm run checks -- '))
    throw new Error(`The guide has a command that this test cannot run: ${line}`);
  const scripts = ['scripts/run-ts.mjs', 'scripts/checks.ts'].map((script) => join(ROOT, script));
  const { status, stdout, stderr } = spawnSync(process.execPath, [...scripts, ...words.slice(4)], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}

/** Put a file where the commands run. */
function save(name: string, content: string): void {
  program.write(name, content);
  writeFileSync(join(folder, name), content);
}

describe('the guide to describing a trust', () => {
  it('ends with the scenario of the small town, in the same order', () => {
    const built = fragments.map((block) => JSON.parse(block.text)).reduce(withFragment, {});
    expect(built).toEqual(JSON.parse(text(join(SCENARIO, 'scenario.json'))));
    expect(JSON.stringify(built)).toBe(JSON.stringify(JSON.parse(text(join(SCENARIO, 'scenario.json')))));
  });

  it('shows the change and checks that the small town has', () => {
    const shown = new Map(files.map(({ info, text: content }) => [info.replace('json ', ''), JSON.parse(content)]));
    expect([...shown.keys()]).toEqual(['second-nurse-post-frozen.json', 'my-checks.json']);
    const change = JSON.parse(text(join(SCENARIO, 'changes/second-nurse-post-frozen.json')));
    expect(shown.get('second-nurse-post-frozen.json')).toEqual(change);
    const checks = JSON.parse(text(join(SCENARIO, 'checks.json')));
    for (const check of shown.get('my-checks.json')) expect(checks).toContainEqual(check);
  });

  it('has nine steps, a mistake and its message', () => {
    expect(fragments).toHaveLength(8);
    expect(blocks.filter(({ info }) => info === 'json mistake')).toHaveLength(1);
    const codes = blocks
      .filter(({ info }) => info === 'sh')
      .flatMap((block) => commandsOf(block).map(({ code }) => code));
    expect(codes.filter((code) => code === 2)).toHaveLength(1);
    expect(codes.length).toBeGreaterThan(14);
  });

  it('can be followed: every command ends and prints as it says', async () => {
    let mine = {};
    let last: Ended | undefined;
    for (const block of blocks) {
      if (block.info === 'json') {
        mine = withFragment(mine, JSON.parse(block.text));
        save(MINE, JSON.stringify(mine));
      } else if (block.info === 'json mistake') {
        save(MINE, JSON.stringify(withFragment(mine, JSON.parse(block.text))));
      } else if (block.info === 'sh') {
        for (const command of commandsOf(block)) {
          last = await run(command);
          expect(last.code, `${command.words.join(' ')}\n${last.stderr}`).toBe(command.code);
          if (command.code !== 0) expect(last.stdout).toBe('');
        }
        save(MINE, JSON.stringify(mine));
      } else if (block.info === 'text') {
        const lines = block.text.trim().split('\n');
        // A message for bad input is quoted to the letter, any other output with figures that may move.
        if (last?.code !== 0) expect(last?.stderr.trim().split('\n')).toEqual(lines);
        else {
          const printed = wordsOf(last.stdout);
          for (const line of lines) expect(printed).toContain(wordsOf(line));
        }
      } else save(block.info.replace('json ', ''), block.text);
    }
  }, 180_000);
});

describe('reading a guide', () => {
  it('adds entries, replaces what has the same name, and deletes what is null', () => {
    const file = { services: { desk: { count: 1, to: ['a'] } }, parameters: { a: { value: 1 } } };
    const fragment = {
      services: { desk: { count: null, to: ['b'] }, clinic: { slots: 2 } },
      parameters: { a: { value: 2 } },
    };
    expect(withFragment(file, fragment)).toEqual({
      services: { desk: { to: ['b'] }, clinic: { slots: 2 } },
      parameters: { a: { value: 2 } },
    });
    expect(file.services.desk).toEqual({ count: 1, to: ['a'] });
  });

  it('reads exit codes, and evens out figures but not words', () => {
    expect(commandsOf({ info: 'sh', text: 'npx headroom run a.json # ends with exit code 2\n' })).toEqual([
      { words: ['npx', 'headroom', 'run', 'a.json'], code: 2 },
    ]);
    expect(wordsOf('  mean wait   1.48   0.253  days')).toBe(wordsOf('mean wait 12 3,000 days'));
    expect(wordsOf('mean wait 1 days')).not.toBe(wordsOf('median wait 1 days'));
  });
});
