/** Reads payers, bands and costs: what each post, place, person and day costs, and who pays. */
import {
  DIMENSIONLESS,
  MONEY,
  MONEY_RATE,
  MONEY_RATE_PER_WTE,
  overDimension,
  PERSON,
  type Dimension,
} from '../expression/units';
import type { CostField, PaidByField } from '../scenario/costs';
import { SHARE, type FieldReader } from '../scenario/reader';
import { WEEK_MEASURES, type WeekMeasureName } from '../scenario/week-measure-table';
import type { WorkforceSpec } from '../workforce/post-groups';
import type { CostItem, CostShare, CostsSpec } from './spec';

const PRICES: Readonly<Record<CostField['per'], Dimension>> = {
  arrival: overDimension(MONEY, PERSON),
  personDay: overDimension(MONEY_RATE, PERSON),
  placeDay: overDimension(MONEY_RATE, PERSON),
  time: MONEY_RATE,
};

/** Which running sum of a service a cost is taken of, by the kind of the service. */
const SUMS: Readonly<Record<'arrival' | 'personDay' | 'placeDay', readonly WeekMeasureName[]>> = {
  arrival: ['arrivals'],
  personDay: ['inside', 'caseload'],
  placeDay: ['placesUsed'],
};

/** Compile everything about money; what is wrong is told to the reader. */
export function compileCosts(reader: FieldReader, workforce: WorkforceSpec): CostsSpec {
  const { payers, bands, costs } = reader.scenario;
  const spec = { payers: Object.entries(payers).map(([id, { title }]) => ({ id, title })) };
  const isDeclared = [payers, bands, costs].some((collection) => Object.keys(collection).length > 0);
  if (!isDeclared) return { ...spec, items: [] };
  const items = [...staffItems(reader, workforce), ...otherItems(reader)];
  const paying = new Set(items.flatMap(({ shares }) => shares.map(({ payer }) => payer)));
  spec.payers.forEach(({ id }, i) => {
    if (!paying.has(i))
      reader.fail(
        'unused',
        `payers.${id}`,
        'this payer pays for nothing; let an employer or a cost name it, or remove it.',
      );
  });
  return { ...spec, items };
}

function staffItems(reader: FieldReader, workforce: WorkforceSpec): CostItem[] {
  const { scenario } = reader;
  const prices = new Map(
    Object.entries(scenario.bands).map(([id, { cost }]) => [
      id,
      reader.quantity(`bands.${id}.cost`, cost, MONEY_RATE_PER_WTE),
    ]),
  );
  const shares = new Map<string, readonly CostShare[]>();
  const sharesOf = (employer: string): readonly CostShare[] => {
    const known = shares.get(employer);
    if (known !== undefined) return known;
    const path = `employers.${employer}.paidBy`;
    const field = Object.hasOwn(scenario.employers, employer) ? scenario.employers[employer].paidBy : undefined;
    if (field === undefined)
      reader.fail('no-payer', path, 'nobody pays for the posts of this employer; name a payer, or shares of several.');
    const read = field === undefined ? [] : readShares(reader, path, field);
    shares.set(employer, read);
    return read;
  };
  const used = new Set<string>();
  const items = workforce.groups.flatMap(({ id, index, employer, agency }): CostItem[] => {
    const { band } = scenario.posts[id];
    const price = prices.get(band ?? '');
    if (band === undefined || price === undefined) {
      const message =
        band === undefined
          ? 'the scenario has costs, and nothing says what these posts cost; name their band.'
          : `there is no band "${band}" in bands; add it there.`;
      reader.fail('no-band', `posts.${id}.band`, message);
      return [];
    }
    used.add(band);
    const items: CostItem[] = [
      { category: 'staff', base: { kind: 'posts', group: index }, price, shares: sharesOf(employer) },
    ];
    if (agency !== null && agency.price >= 0)
      items.push({
        category: 'agency',
        base: { kind: 'agency', group: index },
        price: agency.price,
        shares: sharesOf(employer),
      });
    else if (agency !== null) {
      const message = 'the scenario has costs, and nothing says what an hour of agency costs here; state its price.';
      reader.fail('no-price', `posts.${id}.agency.price`, message);
    }
    return items;
  });
  for (const id of prices.keys())
    if (!used.has(id)) reader.fail('unused', `bands.${id}`, 'no posts are of this band; use it or remove it.');
  return items;
}

function otherItems(reader: FieldReader): CostItem[] {
  return Object.entries(reader.scenario.costs).map(([id, field]): CostItem => {
    const path = `costs.${id}`;
    if (field.per !== 'time') checkService(reader, path, field);
    return {
      category: field.category,
      base: field.per === 'time' ? { kind: 'time' } : { kind: 'service', service: field.service, per: field.per },
      price: reader.quantity(`${path}.amount`, field.amount, PRICES[field.per]),
      shares: readShares(reader, `${path}.paidBy`, field.paidBy),
    };
  });
}

/** The running sum of a service that a cost per `per` is taken of; undefined when the service has none. */
export function sumFor(kind: string, per: 'arrival' | 'personDay' | 'placeDay'): WeekMeasureName | undefined {
  return SUMS[per].find(
    (name) => WEEK_MEASURES[name].of.some((one) => one === kind) && !(per === 'placeDay' && kind !== 'delay'),
  );
}

function checkService(reader: FieldReader, path: string, { service, per }: Exclude<CostField, { per: 'time' }>): void {
  reader.service(`${path}.service`, service);
  const field = Object.hasOwn(reader.scenario.services, service) ? reader.scenario.services[service] : undefined;
  if (field === undefined) return;
  const isLimitless = field.kind === 'delay' && field.capacity === undefined;
  if (sumFor(field.kind, per) === undefined) {
    const message = `what comes to a ${field.kind} cannot be counted by "${per}"; arrivals are counted at sources, desks, clinics, delays and exits, person-days in delays and teams, place-days in delays.`;
    reader.fail('cost', `${path}.per`, message);
  } else if (per === 'placeDay' && isLimitless)
    reader.fail('cost', `${path}.per`, `"${service}" has no capacity, so it has no places that could cost anything.`);
}

function readShares(reader: FieldReader, path: string, field: PaidByField): CostShare[] {
  const { payers } = reader.scenario;
  const given: Readonly<Record<string, string | 0 | 1>> = typeof field === 'string' ? { [field]: 'rest' } : field;
  const ids = Object.keys(payers);
  const shares = Object.entries(given).flatMap(([id, share]): CostShare[] => {
    reader.known(path, 'payer', id, payers);
    const at = share === 'rest' ? -1 : reader.quantity(`${path}.${id}`, share, DIMENSIONLESS, SHARE);
    return ids.includes(id) ? [{ payer: ids.indexOf(id), share: at }] : [];
  });
  const rests = shares.filter(({ share }) => share < 0).length;
  if (rests > 1) reader.fail('shares', path, `${rests} payers bear "rest"; only one can.`);
  reader.checkShares(
    path,
    shares.map(({ share }) => share),
    rests === 1,
  );
  return shares;
}
