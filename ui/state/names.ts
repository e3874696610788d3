/** Titles of services, professions and places, taken from the scenario that results belong to. */
import type { MeasureInfo } from '../../engine/results/measures';
import type { MeasureParts } from '../words/measure-phrases';
import type { ScenarioInfo, ServiceInfo } from './baseline';
import { partOf } from './solution';

/** Titles by id, with the id as a fallback, so that a missing title never leaves a hole in a sentence. */
export class Names {
  /** Words that keep their capital letter in the middle of a sentence. */
  readonly proper: ReadonlySet<string>;
  readonly #services: ReadonlyMap<string, ServiceInfo>;

  constructor(private readonly info: ScenarioInfo | undefined) {
    this.#services = new Map(info?.services.map((service) => [service.id, service]));
    const titles = [...Object.values(info?.places ?? {}), ...Object.values(info?.employers ?? {})];
    this.proper = new Set(titles.flatMap(({ title }) => title.split(/\s+/)).filter((word) => /^[A-Z]/.test(word)));
  }

  /** Title of a service; `workforce` and `network` are the engine's own. */
  service(id: string): string {
    if (id === 'workforce') return 'Workforce';
    if (id === 'network') return 'Whole system';
    return this.#services.get(id)?.title ?? id;
  }

  /** Kind of a service, e.g. `clinic`. */
  kind(id: string): string {
    return this.#services.get(id)?.kind ?? id;
  }

  /** Title of the part of the people that a measure is about; empty for everybody. */
  part(measureId: string): string {
    const part = partOf(measureId);
    if (!part) return '';
    return this.info?.professions[part.value]?.title ?? part.value;
  }

  /** Title of a measure with its part, without the service. */
  measure(info: MeasureInfo): string {
    const part = this.part(info.id);
    return part === '' || info.title.includes(part) ? info.title : `${info.title}: ${part}`;
  }

  /** What a sentence needs to speak of a measure. */
  parts(info: MeasureInfo): MeasureParts {
    return { name: info.name, title: info.title, service: this.service(info.service), part: this.part(info.id) };
  }
}
