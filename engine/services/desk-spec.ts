/** A desk as it stands in a scenario, compiled. */
import { DIMENSIONLESS, PERSON, TIME } from '../expression/units';
import type { Distribution } from '../random/distribution';
import { COUNT, type CompiledCase, type FieldReader } from '../scenario/reader';
import type { CompiledPriority, Condition } from '../scenario/reference-reader';
import type { DeskField } from '../scenario/services';
import { compileMix, type Mix } from './mix';
import { compileAssignments, compileRoute, type Assignment, type Route } from './routes';
import { compileServers, type ServersSpec } from './servers';

/** What becomes of those who still wait after a time. */
export interface Becoming {
  when: Condition;
  after: Distribution;
  set: Assignment[];
}

/** Absences of servers; null where there are none of a kind. */
export interface AbsenceSpec {
  betweenJobs: Distribution | null;
  spells: { present: Distribution; away: Distribution } | null;
}

/** People at the desk at the start: indices of quantities, and who they are. */
export interface DeskStartSpec {
  inService: number;
  waiting: number;
  waited: number;
  mix: Mix;
}

/** A compiled desk. Numbers are indices of quantities, −1 where the scenario says nothing. */
export interface DeskSpec {
  title: string;
  waitBinDays: number;
  targets: number[];
  servers: ServersSpec;
  service: CompiledCase<Distribution>[];
  order: DeskField['order'];
  priority: CompiledPriority;
  /** So many ranks, the first ones, interrupt work with those of later ranks. */
  interruptingRanks: number;
  /** Weight of each rank where priority grows with waiting; −1 for none. */
  growth: number[] | null;
  becomes: Becoming[] | null;
  patience: CompiledCase<Distribution>[] | null;
  patienceTo: Route | null;
  room: number;
  fullTo: Route | null;
  shiftEnd: DeskField['shiftEnd'];
  absence: AbsenceSpec | null;
  start: DeskStartSpec | null;
  to: Route;
}

/** Compile a desk's fields; complains about what does not go together. */
export function readDeskSpec(reader: FieldReader, path: string, field: DeskField): DeskSpec {
  const distribution = reader.distribution.bind(reader);
  const spec: DeskSpec = {
    title: field.title,
    waitBinDays: field.waitBinDays ?? 1 / 24,
    targets: (field.waitTargets ?? []).map((target, i) => reader.quantity(`${path}.waitTargets.${i}`, target, TIME)),
    servers: compileServers(reader, `${path}.servers`, field.servers),
    service: reader.cases(`${path}.service`, field.service, distribution),
    order: field.order,
    priority: reader.priority(`${path}.priority`, field.priority),
    interruptingRanks: interruptingRanks(reader, `${path}.priority.interrupts`, field.priority),
    growth: growth(reader, `${path}.priority.grows`, field.priority),
    becomes:
      field.becomes?.map((entry, i) => ({
        when: reader.condition(`${path}.becomes.${i}.when`, entry.when),
        after: reader.distribution(`${path}.becomes.${i}.after`, entry.after),
        set: compileAssignments(reader, `${path}.becomes.${i}.set`, entry.set),
      })) ?? null,
    patience: field.patience === undefined ? null : reader.cases(`${path}.patience`, field.patience, distribution),
    patienceTo: field.patienceTo === undefined ? null : compileRoute(reader, `${path}.patienceTo`, field.patienceTo),
    room: field.room === undefined ? -1 : reader.quantity(`${path}.room`, field.room, PERSON, COUNT),
    fullTo: field.fullTo === undefined ? null : compileRoute(reader, `${path}.fullTo`, field.fullTo),
    shiftEnd: field.shiftEnd,
    absence: field.absence === undefined ? null : absence(reader, `${path}.absence`, field.absence),
    start:
      field.start === undefined
        ? null
        : {
            inService: reader.quantity(`${path}.start.inService`, field.start.inService, PERSON, COUNT),
            waiting: reader.quantity(`${path}.start.waiting`, field.start.waiting, PERSON, COUNT),
            waited: reader.quantity(`${path}.start.waited`, field.start.waited, TIME),
            mix: compileMix(reader, `${path}.start.attributes`, field.start.attributes),
          },
    to: compileRoute(reader, `${path}.to`, field.to),
  };
  checkTogether(reader, path, field, spec);
  return spec;
}

/** How many ranks interrupt others; they must be the first, or somebody would be passed over by a later rank. */
function interruptingRanks(reader: FieldReader, path: string, field: DeskField['priority']): number {
  if (field === undefined || field.interrupts === false) return 0;
  if (field.interrupts === true) return field.order.length;
  const named = new Set(field.interrupts);
  const first = field.order.slice(0, named.size);
  if (!first.every((value) => named.has(value))) {
    reader.fail(
      'interrupts',
      path,
      `those who interrupt must be the first in the order (here ${first.map((value) => `"${value}"`).join(', ')}), for who goes before them must be able to, too.`,
    );
  }
  return named.size;
}

function growth(reader: FieldReader, path: string, field: DeskField['priority']): number[] | null {
  if (field?.grows === undefined) return null;
  const weights = Array.from({ length: field.order.length + 1 }, () => -1);
  for (const [value, weight] of Object.entries(field.grows)) {
    const rank = field.order.indexOf(value);
    if (rank < 0) reader.fail('grows', path, `"${value}" has a weight but no place in the order; name it there, too.`);
    else weights[rank] = reader.quantity(`${path}.${value}`, weight, DIMENSIONLESS);
  }
  return weights;
}

function absence(reader: FieldReader, path: string, field: NonNullable<DeskField['absence']>): AbsenceSpec {
  const { betweenJobs, spells } = field;
  return {
    betweenJobs: betweenJobs === undefined ? null : reader.distribution(`${path}.betweenJobs`, betweenJobs),
    spells:
      spells === undefined
        ? null
        : {
            present: reader.distribution(`${path}.spells.present`, spells.present),
            away: reader.distribution(`${path}.spells.away`, spells.away),
          },
  };
}

/** Complain about fields that mean nothing without, or cannot go with, each other. */
function checkTogether(reader: FieldReader, path: string, field: DeskField, spec: DeskSpec): void {
  if ((spec.patience === null) !== (spec.patienceTo === null))
    reader.fail(
      'patience',
      path,
      'patience and patienceTo belong together: say how long people wait and where they go then.',
    );
  if (spec.room < 0 !== (spec.fullTo === null))
    reader.fail('room', path, 'room and fullTo belong together: say how many fit and where the others go.');
  if (spec.growth !== null && spec.interruptingRanks > 0)
    reader.fail(
      'grows',
      `${path}.priority`,
      'a priority that grows with waiting interrupts nobody; choose grows or interrupts.',
    );
  if (spec.growth !== null && field.order !== 'first')
    reader.fail(
      'grows',
      `${path}.order`,
      `a priority that grows with waiting takes the longest waiting of each rank; "${field.order}" does not go with it.`,
    );
  if (!('posts' in field.servers)) return;
  if (field.shiftEnd !== 'finish')
    reader.fail(
      'shift-end',
      `${path}.shiftEnd`,
      `posts finish what they have begun; "${field.shiftEnd}" needs servers as a count or shifts.`,
    );
  if (spec.interruptingRanks > 0)
    reader.fail(
      'interrupts',
      `${path}.priority.interrupts`,
      'posts finish what they have begun; interruptions need servers as a count or shifts.',
    );
  if (field.absence !== undefined)
    reader.fail(
      'absence',
      `${path}.absence`,
      'posts have leave and sickness of their own; absences here need servers as a count or shifts.',
    );
  if (field.start !== undefined && field.start.inService !== 0)
    reader.fail(
      'start',
      `${path}.start.inService`,
      'hours of posts are spent when work begins, so nobody can be in service with posts at the start; let them wait.',
    );
}
