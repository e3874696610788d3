/** The rows of one figure in one scenario: which there are, and the values of each by replication. */
import type { MeasureInfo } from '../results/measures';
import { partOf, type Samples, type ServiceInRole } from './output-samples';
import type { FigureDefinition, Rows, Term } from './output-terms';

/** One row before anything is said of it. */
export interface SampledRow {
  /** The same row in another scenario has the same key. */
  key: string;
  place: string;
  label: string;
  within: string;
  unit: string;
  /** Text for `{target}` in the figure's title. */
  target: string;
  values: Float64Array;
  /** One value for each replication at a step; absent where there is no series. */
  series?: { step: number; length: number; at: (step: number) => Float64Array };
}

/** The rows of a figure; none where no measure of the scenario makes it. */
export function rowsOf({ rows, unit, title }: FigureDefinition, samples: Samples): SampledRow[] {
  const withTarget = title.includes('{target}');
  const found = rowsBy(rows, samples, withTarget);
  return unit === undefined ? found : found.map((row) => ({ ...row, unit }));
}

function rowsBy(rows: Rows, samples: Samples, withTarget: boolean): SampledRow[] {
  switch (rows.by) {
    case 'place':
      return placesOf(rows.top, samples).flatMap((place) =>
        together(rows, samples, (service) => service.place === place, place, withTarget),
      );
    case 'all':
      return together(rows, samples, () => true, '', withTarget);
    case 'service':
      return samples.servicesIn(rows.role).flatMap((service) => {
        const info = samples.info(`${service.id}.${rows.measure}`);
        if (info === undefined) return [];
        const row = rowOf(samples, info, { place: service.place, label: service.label, within: '' });
        const target = withTarget ? samples.targetOf(info) : '';
        return [{ ...row, target, ...seriesOf(samples, rows.series && `${service.id}.${rows.series}`) }];
      });
    case 'part':
      return samples
        .servicesIn(rows.role)
        .flatMap((service) =>
          samples
            .partsOf(`${service.id}.${rows.measure}[${rows.part}=`)
            .map((info) =>
              rowOf(samples, info, { place: service.place, label: samples.partTitle(info), within: service.label }),
            ),
        );
    case 'own':
      return ownRows(rows, samples);
    case 'posts':
      return postRows(rows.measure, samples);
  }
}

/** Places of the services in the first term, in the scenario's order; what belongs to no one place comes last. */
function placesOf([{ role }]: Term[], samples: Samples): string[] {
  const there = new Set(samples.servicesIn(role).map(({ place }) => place));
  return [...Object.keys(samples.scenario.places), ''].filter((place) => there.has(place));
}

function together(
  { top, under, series }: Extract<Rows, { by: 'place' | 'all' }>,
  samples: Samples,
  isIn: (service: ServiceInRole) => boolean,
  place: string,
  withTarget: boolean,
): SampledRow[] {
  const [first] = top;
  const services = samples.servicesIn(first.role).filter(isIn);
  const infos = services.flatMap(({ id }) => samples.info(`${id}.${first.measure}`) ?? []);
  if (infos.length === 0) return [];
  const targets = withTarget ? infos.map((info) => samples.targetOf(info)) : [''];
  const groups = [...new Set(targets)];
  return groups.flatMap((target) => {
    const those = new Set(infos.filter((_, i) => (targets[i] ?? '') === target).map(({ service }) => service));
    const isThere = (service: ServiceInRole) => isIn(service) && (groups.length === 1 || those.has(service.id));
    const above = samples.sum(top, isThere);
    const below = under && samples.sum(under, isThere);
    if (above === undefined || (under !== undefined && below === undefined)) return [];
    const values = below === undefined ? above : above.map((value, r) => (below[r] === 0 ? NaN : value / below[r]));
    return [
      {
        key: place,
        place,
        label: '',
        within: '',
        unit: infos[0].unit,
        target,
        values,
        ...(under === undefined ? summedSeries(samples, services, series) : {}),
      },
    ];
  });
}

/** A series summed over services, which all have it. */
function summedSeries(samples: Samples, services: readonly ServiceInRole[], name: string | undefined) {
  if (name === undefined) return {};
  const infos = services.flatMap(({ id }) => samples.seriesInfo(`${id}.${name}`) ?? []);
  if (infos.length < services.length || infos.length === 0) return {};
  const at = (step: number) => {
    const total = new Float64Array(samples.replications);
    for (const { id } of infos) samples.step(id, step)?.forEach((value, r) => (total[r] += value));
    return total;
  };
  return { series: { step: infos[0].step ?? 1, length: infos[0].length, at } };
}

function seriesOf(samples: Samples, id: string | undefined) {
  const info = id === undefined ? undefined : samples.seriesInfo(id);
  if (id === undefined || info === undefined) return {};
  const at = (step: number) => samples.step(id, step) ?? new Float64Array(samples.replications).fill(NaN);
  return { series: { step: info.step ?? 1, length: info.length, at } };
}

function rowOf(samples: Samples, info: MeasureInfo, about: Pick<SampledRow, 'place' | 'label' | 'within'>): SampledRow {
  return {
    key: info.id,
    ...about,
    unit: info.unit,
    target: '',
    values: samples.scalar(info.id) ?? new Float64Array(samples.replications).fill(NaN),
  };
}

function ownRows({ own, measure, part, over, series }: Extract<Rows, { by: 'own' }>, samples: Samples): SampledRow[] {
  const info = samples.info(`${own}.${measure}`);
  const infos = part === undefined ? (info ? [info] : []) : samples.partsOf(`${own}.${measure}[${part}=`);
  return infos.flatMap((one) => {
    const { key, value } = partOf(one.id);
    const place = key === 'team' ? (samples.scenario.services[value]?.place ?? '') : '';
    const label = key === '' ? '' : samples.partTitle(one);
    const row = {
      ...rowOf(samples, one, { place, label, within: '' }),
      ...seriesOf(samples, series && `${own}.${series}`),
    };
    if (over === undefined) return [row];
    const under = samples.scalar(`${own}.${over}[${part}=${value}]`);
    if (under === undefined) return [];
    return [{ ...row, values: row.values.map((top, r) => (under[r] === 0 ? NaN : top / under[r])) }];
  });
}

/** Posts by place and profession, summed over groups of posts. */
function postRows(measure: string, samples: Samples): SampledRow[] {
  const { posts, places, professions } = samples.scenario;
  const sums = new Map<string, SampledRow>();
  for (const [id, { profession, place = '' }] of Object.entries(posts)) {
    const info = samples.info(`workforce.${measure}[posts=${id}]`);
    if (info === undefined) continue;
    const key = `${place} ${profession}`;
    const label = professions[profession]?.title ?? profession;
    const row = rowOf(samples, info, { place, label, within: '' });
    const known = sums.get(key);
    if (known) row.values.forEach((value, r) => (known.values[r] += value));
    else sums.set(key, { ...row, key });
  }
  const order = [...Object.keys(places), ''];
  return [...sums.values()].sort((a, b) => order.indexOf(a.place) - order.indexOf(b.place));
}
