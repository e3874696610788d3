/** Values of one scenario by replication, found by the names of measures: what the figures of the outputs are made of. */
import type { MeasureInfo } from '../results/measures';
import { roleOf, type OutputRole } from '../scenario/output-roles';
import type { Scenario } from '../scenario/schema';
import type { Solved } from './compare';
import type { Term } from './output-terms';
import { valuesAt } from './summarise';

/** A scenario with its replications. */
export interface SolvedScenario extends Solved {
  scenario: Scenario;
}

/** A service in a row. */
export interface ServiceInRole {
  id: string;
  place: string;
  /** Title without the place that it ends with. */
  label: string;
}

/** @see the file's comment */
export class Samples {
  readonly #places = new Map<string, MeasureInfo>();
  readonly #series = new Map<string, MeasureInfo>();
  readonly #services = new Map<OutputRole, ServiceInRole[]>();
  readonly replications: number;

  constructor(
    readonly solved: SolvedScenario,
    replications: number,
  ) {
    this.replications = replications;
    for (const info of solved.layout.measures) {
      if (info.shape === 'scalar') this.#places.set(info.id, info);
      else if (info.shape === 'series') this.#series.set(info.id, info);
    }
    // Place by place, so that rows of a place stand together; what belongs to no one place comes last.
    const order = [...Object.keys(solved.scenario.places), ''];
    const services = Object.entries(solved.scenario.services);
    services.sort(([, a], [, b]) => order.indexOf(a.place ?? '') - order.indexOf(b.place ?? ''));
    for (const [id, service] of services) {
      const role = roleOf(service);
      const list = this.#services.get(role) ?? [];
      const { place = '' } = service;
      list.push({ id, place, label: this.withoutPlace(service.title, place) });
      this.#services.set(role, list);
    }
  }

  get scenario(): Scenario {
    return this.solved.scenario;
  }

  /** Services that play a part, by place, and in the order of the file within one. */
  servicesIn(role: OutputRole): readonly ServiceInRole[] {
    return this.#services.get(role) ?? [];
  }

  /** A scalar measure by its id. */
  info(id: string): MeasureInfo | undefined {
    return this.#places.get(id);
  }

  /** A series by its id. */
  seriesInfo(id: string): MeasureInfo | undefined {
    return this.#series.get(id);
  }

  /** All scalar measures that begin like this, e.g. all parts of one. */
  partsOf(prefix: string): MeasureInfo[] {
    return [...this.#places.values()].filter(({ id }) => id.startsWith(prefix));
  }

  /** All measures with values, scalars and series, for those who look for a pattern. */
  measures(): MeasureInfo[] {
    return this.solved.layout.measures.filter(({ shape }) => shape === 'scalar' || shape === 'series');
  }

  /** A scalar by replication; undefined where it is not measured. */
  scalar(id: string): Float64Array | undefined {
    const info = this.#places.get(id);
    return info && valuesAt(this.#results(), info.offset);
  }

  /** One step of a series by replication. */
  step(id: string, step: number): Float64Array | undefined {
    const info = this.#series.get(id);
    return info && step < info.length ? valuesAt(this.#results(), info.offset + step) : undefined;
  }

  /** Sum of terms over the services that pass; undefined where none of them has the first term's measure. */
  sum(terms: readonly Term[], isIn: (service: ServiceInRole) => boolean): Float64Array | undefined {
    const total = new Float64Array(this.replications);
    let seen = false;
    for (const [position, { role, measure, weight, times = 1 }] of terms.entries()) {
      for (const service of this.servicesIn(role)) {
        if (!isIn(service)) continue;
        const values = this.scalar(`${service.id}.${measure}`);
        if (values === undefined) continue;
        const weights = weight === undefined ? undefined : this.scalar(`${service.id}.${weight}`);
        if (position === 0) seen = true;
        for (let r = 0; r < total.length; r++) {
          const by = weights === undefined ? 1 : weights[r];
          // A share of nobody is nobody, even where it is not known.
          total[r] += by === 0 ? 0 : values[r] * by * times;
        }
      }
    }
    return seen ? total : undefined;
  }

  /** A title without the place that stands behind it. */
  withoutPlace(title: string, place: string): string {
    const name = this.scenario.places[place]?.title;
    for (const ending of name === undefined ? [] : [`, ${name}`, ` ${name}`])
      if (title.endsWith(ending)) return title.slice(0, -ending.length);
    return title;
  }

  /** Title of a part of a measure, e.g. a profession, a payer or a cause. */
  partTitle({ id, title }: MeasureInfo): string {
    const { key, value } = partOf(id);
    const { professions, payers, services, attributes, employers } = this.scenario;
    if (key === 'profession' && professions[value]) return professions[value].title;
    if (key === 'payer' && payers[value]) return payers[value].title;
    if (key === 'employer' && employers[value]) return employers[value].title;
    if (key === 'team' && services[value]) return this.withoutPlace(services[value].title, services[value].place ?? '');
    const known = attributes[key]?.values.find((one) => one.id === value)?.title;
    if (known !== undefined) return known;
    const text = /delayed by (.+)$/.exec(title)?.[1] ?? title.slice(title.lastIndexOf(', ') + 2);
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  /**
   * The waiting-time line that a measure counts against, in words: from the scenario where it is a quantity of its own, else from
   * the measure's title.
   */
  targetOf(info: MeasureInfo): string {
    const number = Number(/(\d+)$/.exec(info.name)?.[1] ?? 0);
    const service = this.scenario.services[info.service];
    const field = service !== undefined && 'waitTargets' in service ? service.waitTargets?.[number - 1] : undefined;
    const parameter = typeof field === 'string' ? this.scenario.parameters[field] : undefined;
    if (parameter !== undefined) return `${parameter.value} ${parameter.unit}${parameter.value === 1 ? '' : 's'}`;
    return /(?:within|over) (.+?)(?:,|$)/.exec(info.title)?.[1] ?? `line ${number}`;
  }

  #results() {
    return this.solved.results.slice(0, this.replications);
  }
}

/** `clinic.waitMedian[need=high]` gives key and value; both empty where there is no part. */
export function partOf(id: string): { key: string; value: string } {
  const match = /\[([^=\]]+)=([^\]]+)\]$/.exec(id);
  return match ? { key: match[1], value: match[2] } : { key: '', value: '' };
}
