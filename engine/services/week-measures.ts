/** Measures of the week: whether what a scenario asks for exists, and the running sums that it is made of. */
import type { FieldReader } from '../scenario/reader';
import type { WeekMeasureField } from '../scenario/stocks';
import { WEEK_MEASURES, type MeasuredThing, type WeekMeasureName } from '../scenario/week-measure-table';
import type { Cumulative } from '../stocks/stocks';
import { Clinic } from './clinic';
import { Desk } from './desk';
import { Duty } from './duty';
import { Team } from './team';
import type { World } from './world';

/** Check every measure of the week; what is wrong is told to the reader. */
export function checkWeekMeasures(reader: FieldReader): void {
  for (const [id, field] of Object.entries(reader.scenario.weekMeasures)) {
    const path = `weekMeasures.${id}`;
    const thing = thingOf(reader, path, field);
    if (thing === null) continue;
    const { of, byProfession } = WEEK_MEASURES[field.measure];
    if (!of.includes(thing)) {
      reader.fail(
        'measure',
        `${path}.measure`,
        `"${field.measure}" is measured of ${of.join(', ')}, not of ${thing}; choose another measure, or another thing.`,
      );
    } else if (field.service !== undefined && field.profession !== undefined && !byProfession) {
      reader.fail(
        'measure',
        `${path}.profession`,
        `"${field.measure}" is not kept by profession; leave out the profession.`,
      );
    }
  }
}

/** What is measured; null when the scenario names nothing, two things, or what does not exist. */
function thingOf(reader: FieldReader, path: string, field: WeekMeasureField): MeasuredThing | null {
  const { service, posts, profession } = field;
  const { scenario } = reader;
  if ((service === undefined) === (posts === undefined) && (service !== undefined || profession === undefined)) {
    reader.fail('measure', path, 'name one thing to measure: a service, a group of posts or a profession.');
    return null;
  }
  if (posts !== undefined) {
    reader.postGroup(`${path}.posts`, posts);
    if (profession !== undefined) reader.fail('measure', path, 'posts have one profession; leave it out.');
    return 'posts';
  }
  reader.known(`${path}.profession`, 'profession', profession, scenario.professions);
  if (service === undefined) return 'profession';
  reader.service(`${path}.service`, service);
  const kind = Object.hasOwn(scenario.services, service) ? scenario.services[service] : undefined;
  if (kind === undefined) return null;
  const isLimitless = kind.kind === 'delay' && kind.capacity === undefined;
  if (isLimitless && field.measure === 'placesUsed') {
    reader.fail('measure', path, `"${service}" has no capacity, so no share of its places is used.`);
    return null;
  }
  if (kind.kind === 'team' && profession !== undefined) {
    const isThere = kind.staff.some((entry) => scenario.posts[entry.posts]?.profession === profession);
    if (!isThere || kind.coordinators === 'pooled')
      reader.fail(
        'measure',
        `${path}.profession`,
        `"${service}" keeps nothing for this profession: it has none of it, or shares its cases.`,
      );
  }
  return kind.kind;
}

/** The running sums of every measure of the week, in the order of the model's. */
export function weeklySums(world: World): Cumulative[] {
  return world.model.stocks.weekMeasures.map(({ id, field }) => {
    const sums = field.service === undefined ? ofPosts(world, field) : ofService(world, field.service, field);
    if (sums === null) throw new Error(`This is a bug in the engine: the measure of the week ${id} has no sums.`);
    return sums;
  });
}

function ofService(world: World, id: string, { measure, profession }: WeekMeasureField): Cumulative | null {
  const service = world.services.find((one) => one.id === id);
  if (service === undefined) return null;
  if (profession !== undefined)
    return service instanceof Team ? service.tallies.byProfession.cumulative(measure, profession) : null;
  return sumsOfService(world, id, measure);
}

/** The running sums of a measure of a whole service; null when it has none. */
export function sumsOfService(world: World, id: string, measure: WeekMeasureName): Cumulative | null {
  const service = world.services.find((one) => one.id === id);
  if (service === undefined) return null;
  const hasTallies =
    service instanceof Desk || service instanceof Clinic || service instanceof Team || service instanceof Duty;
  return hasTallies ? service.tallies.cumulative(measure) : service.cumulative(measure);
}

function ofPosts(world: World, { measure, posts, profession }: WeekMeasureField): Cumulative {
  const { workforce, clock } = world;
  const groups = workforce.spec.groups
    .filter((group) => (posts === undefined ? group.profession === profession : group.id === posts))
    .map((group) => group.index);
  const { inPost, established } = workforce.areas(groups);
  if (measure === 'inPost') return { total: inPost, over: () => clock[0] };
  // Vacancy is 1 − in post ÷ established; written as a share of established WTE-days that were vacant.
  return { total: () => established * (clock[0] - world.countingFrom) - inPost(), over: () => established * clock[0] };
}
