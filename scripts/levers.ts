/**
 * `npm run levers`: tries every lever of the shipped scenario, with its mechanism and without, and writes
 * docs/background/levers.md. Nothing in that page is typed by hand but its introduction.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { LeverBench, type Effect, type Lever } from './lever-checks';

const SCENARIO = 'scenarios/coventry-warwickshire';
const TARGET = 'docs/background/levers.md';
const DAYS = 91;
const REPLICATIONS = Number(process.argv[2] ?? 5);

const levers = JSON.parse(readFileSync(`${SCENARIO}/levers.json`, 'utf8')) as Lever[];
const bench = new LeverBench(readFileSync(`${SCENARIO}/scenario.json`, 'utf8'), DAYS, REPLICATIONS);

const figure = (value: number): string => {
  if (Math.abs(value) < 1e-9) return '0';
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
};
const effect = ({ mean, halfWidth }: Effect): string =>
  halfWidth < 1e-9 ? figure(mean) : `${mean > 0 ? '+' : ''}${figure(mean)} ± ${figure(halfWidth)}`;

const outcomes = levers.map((lever) => {
  console.error(lever.title);
  return bench.try(lever);
});
const lines = [
  '# Levers',
  '',
  `Made by \`npm run levers\`: ${REPLICATIONS} replications of ${DAYS} days, paired. Do not edit by hand.`,
  '',
  'One lever or more for each row of the list of services. A lever is something that a planner could turn; it has to move the',
  'measure named, in the direction stated, by more than the interval, and it must not when the mechanism that carries it is',
  'switched off: then what moved was that mechanism and nothing else. `scenarios/coventry-warwickshire/levers.json` holds the',
  'operations, and a test tries all of them on a shorter run.',
  '',
  '<!-- prettier-ignore-start -->',
  '',
  '| service | lever | measure | stated | with the mechanism | without | holds |',
  '|---|---|---|---|---|---|---|',
  ...outcomes.map(
    ({ lever, with: on, without: off, holds }) =>
      `| ${lever.service} | ${lever.title} | \`${lever.measure}\` | ${lever.direction} | ${effect(on)} | ${effect(off)} | ${holds ? 'yes' : '**no**'} |`,
  ),
  '',
  '<!-- prettier-ignore-end -->',
  '',
];
writeFileSync(TARGET, lines.join('\n'));
console.log(`${outcomes.filter(({ holds }) => holds).length} of ${outcomes.length} levers hold; ${TARGET} is written.`);
