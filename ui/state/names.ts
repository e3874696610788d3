/** Titles of services, professions and places, taken from the scenario that results belong to. */
import type { MeasureInfo } from '../../engine/results/measures';
import { lowerFirst, type MeasureParts } from '../words/measure-phrases';
import type { ScenarioInfo, ServiceInfo } from './baseline';
import { measureOf, partOf, type Solution } from './solution';

/** Titles by id, with the id as a fallback, so that a missing title never leaves a hole in a sentence. */
export class Names {
  /** Words that keep their capital letter in the middle of a sentence. */
  readonly proper: ReadonlySet<string>;
  readonly #info: ScenarioInfo | undefined;
  readonly #services: ReadonlyMap<string, ServiceInfo>;

  constructor(info: ScenarioInfo | undefined) {
    this.#info = info;
    this.#services = new Map(info?.services.map((service) => [service.id, service]));
    const titles = [...Object.values(info?.places ?? {}), ...Object.values(info?.employers ?? {})];
    this.proper = new Set(titles.flatMap(({ title }) => title.split(/\s+/)).filter((word) => /^[A-Z]/.test(word)));
  }

  /** Title of a service; `workforce`, `network`, `stocks` and `money` are the engine's own. */
  service(id: string): string {
    if (id === 'workforce') return 'Workforce';
    if (id === 'network') return 'Whole system';
    if (id === 'stocks') return 'Stocks and loops';
    if (id === 'money') return 'Money';
    return this.#services.get(id)?.title ?? id;
  }

  /** A service inside a sentence: `AMHP hub, Coventry` becomes `AMHP hub in Coventry`. */
  serviceInSentence(id: string): string {
    const title = lowerFirst(this.service(id), this.proper);
    const place = this.#info?.places[this.#services.get(id)?.place ?? '']?.title;
    return place && title.endsWith(`, ${place}`) ? `${title.slice(0, -place.length - 2)} in ${place}` : title;
  }

  /** Kind of a service, e.g. `clinic`. */
  kind(id: string): string {
    return this.#services.get(id)?.kind ?? id;
  }

  /** Title of the part of the people that a measure is about, e.g. a profession; empty for everybody. */
  part({ id, title }: MeasureInfo): string {
    const part = partOf(id);
    if (!part) return '';
    const profession = this.#info?.professions[part.value]?.title;
    if (part.key === 'profession' && profession) return profession;
    // The engine puts a part at the end of a measure's title, and a group of posts at its beginning.
    if (part.key === 'posts') return title.split(': ', 1)[0];
    if (!title.includes(', ')) return part.value;
    const value = title.slice(title.lastIndexOf(', ') + 2);
    // "High need" says what it is of; "over 65" does not.
    return value.split(' ').includes(part.key) ? value : `${part.key}: ${value}`;
  }

  /** Title of a measure without its service. */
  measure({ title, service }: MeasureInfo): string {
    const prefix = `${this.service(service)}: `;
    const text = title.startsWith(prefix) ? title.slice(prefix.length) : title;
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  /** What a sentence needs to speak of a measure in a solution, whatever is known of it. */
  partsIn(solution: Solution, { id, service }: { id: string; service: string }): MeasureParts {
    const info = measureOf(solution, id);
    return info ? this.parts(info) : { name: '', title: id, service: this.service(service), part: '' };
  }

  /** What a sentence needs to speak of a measure. */
  parts(info: MeasureInfo): MeasureParts {
    return {
      name: info.name,
      title: this.measure(info),
      service: this.serviceInSentence(info.service),
      part: this.part(info),
    };
  }
}
