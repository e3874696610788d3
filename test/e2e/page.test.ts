/** The built page as people use it: what it opens with, a run, a cancelled run, bad files, a refresh. */
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ExampleFile } from '../../ui/state/example';
import { launchChromium } from './browser';
import {
  addScenario,
  changeBox,
  chooseRun,
  openFile,
  openPage,
  problem,
  run,
  sentences,
  type Session,
  type SessionOptions,
} from './page-session';

const SCENARIO = 'scenarios/coventry-warwickshire';
const scenarioText = readFileSync(`${SCENARIO}/scenario.json`, 'utf8');

let browser: Browser;
let session: Session;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());
afterEach(async () => {
  await session.close();
  expect(session.complaints).toEqual([]);
});

async function open(options?: SessionOptions): Promise<Page> {
  session = await openPage(browser, options);
  await sentences(session.page).first().waitFor();
  return session.page;
}

describe('the page when it opens', () => {
  it('shows the solved example within two seconds', async () => {
    // The best of ten: the machine that tests is busy with something else.
    const times: number[] = [];
    for (let attempt = 0; attempt < 10 && !times.some((time) => time < 2000); attempt += 1) {
      if (attempt > 0) await session.close();
      const started = performance.now();
      await open();
      times.push(performance.now() - started);
    }
    expect(Math.min(...times)).toBeLessThan(2000);
  });

  it('needs at most 200 kB of scripts, packed, until its first picture is drawn', async () => {
    const page = await open();
    await page.getByRole('img', { name: /Median wait of those seen/ }).waitFor();
    const addresses = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => name.endsWith('.js') && !name.includes('worker')),
    );
    const sizes = await Promise.all(
      addresses.map(async (address) => gzipSync(Buffer.from(await (await fetch(address)).arrayBuffer())).length),
    );
    expect(sizes.length).toBeGreaterThan(3);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(200_000);
  });

  it('says what each scenario does, with number, unit, interval and verdict, and that it was computed beforehand', async () => {
    const page = await open();
    const texts = await sentences(page).allTextContents();
    expect(texts).toHaveLength(2);
    for (const text of texts) {
      expect(text.trim()).toMatch(
        /^With .+ \d.* (weeks|people).*95% interval\): (better|worse|higher|lower|too close to call)\.$/,
      );
    }
    await page.getByText('Computed beforehand').waitFor();
    await page.getByText(/seed.*“coventry-warwickshire-2017”/).waitFor();
    await page.getByText('A dated set: the service of 2016/17').waitFor();
  });

  it('says how likely each target is to be met, in a sentence and in a table, and that this is of so many replications', async () => {
    const page = await open();
    const heading = page.getByRole('heading', { name: 'Chances of meeting the targets' });
    await heading.waitFor();
    const { runs } = JSON.parse(readFileSync('ui/example/coventry-warwickshire.json', 'utf8')) as ExampleFile;
    const told = page.locator('[data-target-sentence]');
    expect(await told.count()).toBe(runs[0].summary.targets?.length);
    const sentence = await told.first().textContent();
    expect(sentence).toMatch(
      /^IPU 3-8 assessment, Coventry: .* \(at most 18 weeks by 1 April 2019\): in the baseline, \d+ in 100 runs meet it \(\d+ to \d+\); in “/,
    );
    const table = page.getByRole('region', { name: 'Table of targets' });
    expect((await table.getByRole('columnheader').allTextContents()).map((text) => text.trim())).toEqual([
      'Target',
      'Baseline',
      ...runs.slice(1).map(({ title }) => title),
    ]);
    const row = table.getByRole('row', { name: /^IPU 3-8 assessment, Coventry/ });
    expect(await row.getByRole('rowheader').textContent()).toContain('Median wait of those seen in the step');
    const cells = await row.getByRole('cell').allTextContents();
    expect(cells).toHaveLength(runs.length);
    for (const [i, text] of cells.entries()) {
      const { met = -1, replications } = runs[i].summary.targets?.[0] ?? {};
      expect(text).toContain(`${met} of ${replications} replications`);
      // The sentence and the table say the same.
      const [chance] = /\d+ in 100/.exec(text) ?? [''];
      expect(sentence).toContain(chance);
      expect(Number.parseInt(chance, 10)).toBe(Math.round((100 * met) / (replications ?? 1)));
    }
  });

  it('draws pictures, each with a summary for those who do not see it and the same numbers as a table', async () => {
    const page = await open();
    const picture = page.getByRole('img', { name: /Median wait of those seen\. Baseline: \d.* weeks at 1 month/ });
    await picture.waitFor();
    const toggle = page.getByRole('button', { name: /^Show as table ?: Median wait of those seen/ });
    await toggle.focus();
    await page.keyboard.press('Enter');
    const table = page.getByRole('region', { name: 'Table: Median wait of those seen' });
    expect(await table.getByRole('row').count()).toBeGreaterThan(30);
    expect(await table.getByRole('columnheader').allTextContents()).toContain('Baseline');
  });

  it('shows where every number comes from', async () => {
    const page = await open();
    await page.getByRole('link', { name: 'Evidence' }).click();
    const { parameters } = JSON.parse(scenarioText) as { parameters: Record<string, { grade: string }> };
    const all = Object.values(parameters);
    await page.getByText(`${all.length} shown`).waitFor();
    await page.getByLabel('How well it is known').selectOption('assumption');
    await page.getByText(`${all.filter(({ grade }) => grade === 'assumption').length} shown`).waitFor();
    await page.getByLabel('Find a number').fill('no such number');
    await page.getByText('No number fits').waitFor();
  });
});

describe('a run', () => {
  it('answers a small comparison with a sentence, pictures and a table', async () => {
    const page = await open();
    await page.getByRole('button', { name: /^Remove A deeper/ }).click();
    await page.getByText('These results are out of date').waitFor();
    await chooseRun(page, 'Six months', 3);
    await run(page);
    await page.getByText('Your run').waitFor({ timeout: 90_000 });
    const texts = await sentences(page).allTextContents();
    expect(texts).toHaveLength(1);
    expect(texts[0]).toMatch(/after six months \(.*95% interval\)/);
    const table = page.getByRole('region', { name: 'Table of measures' });
    // A heading, and the six main measures.
    expect(await table.getByRole('row').count()).toBe(7);
    await page.getByText(/^\s*3\s+replications/).waitFor();
    // Both targets lie beyond half a year.
    expect(await page.getByText('Chances of meeting the targets').count()).toBe(0);
  });

  it('can be cancelled at once, and keeps what there is, labelled as partial', async () => {
    const page = await open();
    await page.getByRole('button', { name: /^Remove A deeper/ }).click();
    await chooseRun(page, 'Six months', 300);
    await run(page);
    await page.getByText('Results so far').waitFor({ timeout: 90_000 });
    const started = performance.now();
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.getByRole('button', { name: 'Run the comparison' }).waitFor();
    expect(performance.now() - started).toBeLessThan(1000);
    await page.getByText('Partial results: the run was cancelled').waitFor();
    await page.getByText(/\d+ of 300\s+replications/).waitFor();
    expect(await sentences(page).count()).toBe(1);
  });

  it('is refused in the words of the engine when changes do not go together', async () => {
    const page = await open();
    await addScenario(page, ['Vacancies in IPU 3-8 frozen for a year', 'Trust vacancies frozen for a year']);
    await page.getByText('These do not go together.').waitFor();
    const use = page.getByRole('button', { name: 'Add to the comparison' });
    expect(await use.isDisabled()).toBe(true);
    await changeBox(page, 'Trust vacancies frozen for a year').uncheck();
    await changeBox(page, 'A recruitment drive').check();
    await expect.poll(() => use.isDisabled()).toBe(false);
    await use.click();
    await page.getByText('2 changes together').waitFor();
  });

  it('is not started with settings that make no sense', async () => {
    const page = await open();
    await chooseRun(page, 'Six months', 1);
    await run(page);
    const summary = page.getByRole('alert').filter({ hasText: 'There is a problem with the settings' });
    await summary.getByText('enter a whole number from 2 to').click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('setting-replications');
  });
});

/** A shipped scenario with something in it changed. */
function spoilt(spoil: (scenario: any) => void): string {
  const scenario = JSON.parse(scenarioText);
  spoil(scenario);
  return JSON.stringify(scenario);
}

describe('a file that cannot be used', () => {
  const files: [what: string, text: string, says: RegExp][] = [
    ['broken JSON', scenarioText.slice(0, 5000), /line \d+/i],
    ['a value of the wrong type', spoilt((scenario) => (scenario.title = 7)), /title/],
    [
      'an id that is not there',
      spoilt((scenario) => (scenario.services.cbs.to = 'nowhere')),
      /services\.cbs\.to.*nowhere/s,
    ],
    ['a hostile expression', spoilt((scenario) => (scenario.services.cbs.room = 'import("x")')), /services\.cbs\.room/],
  ];

  it.each(files)('%s: says where and why, and loses nothing', async (_, text, says) => {
    const page = await open();
    const before = await sentences(page).allTextContents();
    await openFile(page, 'mine.json', text);
    const summary = problem(page);
    await summary.waitFor();
    expect(await summary.textContent()).toMatch(says);
    expect(await summary.textContent()).toContain('“mine.json” cannot be used');
    expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await sentences(page).allTextContents()).toEqual(before);
    expect(await page.getByText('These results are out of date').count()).toBe(0);
    await page.getByRole('button', { name: 'Close this message' }).click();
    expect(await summary.count()).toBe(0);
  });

  it('50 MB: is refused before it is read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'headroom-'));
    try {
      const path = join(folder, 'large.json');
      writeFileSync(path, '');
      truncateSync(path, 50 * 1024 * 1024);
      const page = await open();
      await page.getByLabel('File to open').setInputFiles(path);
      await problem(page).getByText('The file is 50 MB and was not read').waitFor();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

const parameter = (title: string, value: number, unit: string) => ({
  title,
  value,
  unit,
  low: value,
  high: value,
  source: 'assumption',
  grade: 'assumption',
});

/** The smallest service there is: people come, are served one at a time, and go. */
const ONE_DESK = {
  format: 1,
  id: 'one-desk',
  title: 'One desk',
  run: { horizonDays: 120, replications: 3, seed: 'one desk' },
  parameters: { rate: parameter('Arrivals', 5, 'person/day'), time: parameter('Service', 0.1, 'day') },
  services: {
    people: { kind: 'source', title: 'People', arrivals: { rate: 'rate' }, to: 'desk' },
    desk: {
      kind: 'desk',
      title: 'Desk',
      servers: { count: 1 },
      service: { kind: 'exponential', mean: 'time' },
      to: 'home',
    },
    home: { kind: 'exit', title: 'Home' },
  },
};

describe('files of one’s own', () => {
  it('takes a change from disk and offers it', async () => {
    const page = await open();
    const change = JSON.parse(readFileSync(`${SCENARIO}/changes/no-growth.json`, 'utf8'));
    await openFile(page, 'mine.json', JSON.stringify({ ...change, id: 'mine', title: 'My own change', excludes: [] }));
    await page.getByText('Added the change “My own change”').first().waitFor();
    await addScenario(page, ['My own change']);
    await page.getByText('From your file.').waitFor();
  });

  it('takes a scenario from disk, greys the old results, and finds the way back', async () => {
    const page = await open();
    await openFile(
      page,
      'mine.json',
      spoilt((scenario) => (scenario.title = 'A trust of my own')),
    );
    await page.getByText('These results are out of date').waitFor();
    await page.getByText('From your file mine.json').waitFor();
    await page.getByRole('button', { name: 'Start afresh' }).click();
    await page.getByText('Computed beforehand').waitFor();
  });

  it('runs a scenario with nothing to compare it with', async () => {
    const page = await open();
    await openFile(page, 'queue.json', JSON.stringify(ONE_DESK));
    await page.getByText('From your file queue.json').waitFor();
    await page.getByRole('button', { name: 'Run the baseline' }).click();
    await page.getByText('Your run').waitFor({ timeout: 60_000 });
    const texts = await sentences(page).allTextContents();
    expect(texts[0]).toMatch(/\d.* after|over .*\(.* to .*; 95% interval\)\.$/);
    expect(await page.getByRole('region', { name: 'Table of measures' }).getByRole('row').count()).toBeGreaterThan(5);
  });

  it('shows the targets of one’s own scenario as results arrive, and greys them when they are outdated', async () => {
    const page = await open();
    const targets = {
      never: { title: 'An impossible queue', measure: 'desk.waitMean', atMost: 'none' },
      soon: { title: 'A short queue', measure: 'desk.wait', atMost: 'long', by: 60 },
    };
    const bounds = { none: parameter('No wait', 0, 'day'), long: parameter('A long wait', 9, 'day') };
    const parameters = { ...ONE_DESK.parameters, ...bounds };
    await openFile(page, 'queue.json', JSON.stringify({ ...ONE_DESK, parameters, targets }));
    await page.getByText('From your file queue.json').waitFor();
    await page.getByRole('button', { name: 'Run the baseline' }).click();
    await page.getByText('Your run').waitFor({ timeout: 60_000 });
    const told = page.locator('[data-target-sentence]');
    expect(await told.first().textContent()).toMatch(
      /^An impossible queue \(at most .* at the end of the run\): 0 in 100 runs meet it \(0 to 56\)\.$/,
    );
    expect(await told.nth(1).textContent()).toMatch(
      /^A short queue \(at most 9 days by day 60\): \d+ in 100 runs meet it/,
    );
    await chooseRun(page, 'Six months', 4);
    await page.getByText('These results are out of date').waitFor();
    expect(await page.locator('.outdated hr-targets').count()).toBe(1);
  });

  it('saves the comparison and opens it again', async () => {
    const page = await open();
    await addScenario(page, ['Ten acute beds closed']);
    await page.getByRole('button', { name: 'Add to the comparison' }).click();
    await page.getByRole('button', { name: 'Remove Ten acute beds closed' }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save', exact: true }).click(),
    ]);
    const text = readFileSync(await download.path(), 'utf8');
    expect(JSON.parse(text).scenarios).toHaveLength(3);
    await page.getByRole('button', { name: 'Start afresh' }).click();
    await openFile(page, 'saved.json', text);
    await page.getByRole('button', { name: 'Remove Ten acute beds closed' }).waitFor();
  });
});

describe('what was done by mistake', () => {
  it('can be taken back', async () => {
    const page = await open();
    await page.getByRole('button', { name: /^Remove A deeper/ }).click();
    await page.getByText('Removed “A deeper, multidisciplinary triage”.').first().waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Computed beforehand').waitFor();
    await page.getByRole('button', { name: /^Remove A deeper/ }).waitFor();
  });
});

describe('a refresh', () => {
  it('keeps what was chosen', async () => {
    const page = await open();
    await chooseRun(page, 'Two years', 7);
    await addScenario(page, ['Ten acute beds closed', 'A recruitment drive']);
    await page.getByRole('button', { name: 'Add to the comparison' }).click();
    await page.getByText('2 changes together').waitFor();
    // Saved a moment after the last change.
    await page.waitForTimeout(800);
    await page.reload();
    await page.getByText('2 changes together').waitFor();
    expect(await page.getByLabel('Look ahead').inputValue()).toBe(String(Math.round(2 * 365.25)));
    await page.getByText('Precision and chance').click();
    expect(await page.getByLabel('Replications', { exact: true }).inputValue()).toBe('7');
    await page.getByText('These results are out of date').waitFor();
  });
});
