/** Everything of a scenario that can be edited, in the order in which people look for it. */
import type { ScenarioInput } from '../../engine/scenario/schema';
import type { Baseline, NamedParameter } from '../state/baseline';

/** A quantity, and where in the scenario it is used. */
export interface Quantity extends NamedParameter {
  /** Id of the section it is listed in. */
  section: string;
  /** Titles of the services, posts and others that use it. */
  usedBy: readonly string[];
}

/** A part of the scenario under which quantities are listed. */
export interface Section {
  id: string;
  title: string;
}

/** A scenario as the editor needs it. */
export interface Catalogue {
  /** As it stands in its file, before defaults. It was validated before it came here. */
  scenario: ScenarioInput;
  startDate: string | undefined;
  quantities: readonly Quantity[];
  byId: ReadonlyMap<string, Quantity>;
  sections: readonly Section[];
}

/** Parts of a scenario other than services, with the section that their quantities are listed in. */
const SECTION_OF: Readonly<Record<string, string>> = {
  posts: '-posts',
  qualifications: '-posts',
  stocks: '-loops',
  weekMeasures: '-loops',
  loops: '-loops',
  payers: '-money',
  bands: '-money',
  costs: '-money',
  employers: '-money',
  primaryMeasures: '-judged',
  targets: '-judged',
};
const TITLES: Readonly<Record<string, string>> = {
  '-services': 'Services in no group',
  '-shared': 'Used by several services',
  '-posts': 'Posts and staff',
  '-loops': 'Feedback loops',
  '-money': 'Money',
  '-judged': 'What is judged',
  '-other': 'Everything else',
};
/** Texts for people, in which no quantity is named. */
const PROSE = new Set(['title', 'note', 'source', 'unit']);

const made = new WeakMap<Baseline, Catalogue>();

/** The catalogue of a scenario; made once. */
export function catalogueOf(baseline: Baseline): Catalogue {
  let catalogue = made.get(baseline);
  if (!catalogue) {
    catalogue = makeCatalogue(baseline);
    made.set(baseline, catalogue);
  }
  return catalogue;
}

interface Use {
  section: string;
  title: string;
}

function makeCatalogue({ text, info }: Baseline): Catalogue {
  const scenario = JSON.parse(text) as ScenarioInput;
  const uses = new Map<string, Use[]>(info.parameters.map(({ id }) => [id, []]));
  const note = (value: unknown, use: Use) => {
    for (const name of namesIn(value)) {
      const found = uses.get(name);
      if (found && !found.some(({ title }) => title === use.title)) found.push(use);
    }
  };
  for (const service of Object.values(scenario.services)) {
    note(service, { section: service.group ?? '-services', title: service.title });
  }
  for (const [collection, section] of Object.entries(SECTION_OF)) {
    const entries: unknown = scenario[collection as keyof ScenarioInput] ?? {};
    for (const [id, entry] of Object.entries(entries as Record<string, { title?: string; measure?: string }>)) {
      note(entry, { section, title: entry.title ?? entry.measure ?? id });
    }
  }
  const quantities = info.parameters.map((parameter): Quantity => {
    const found = uses.get(parameter.id) ?? [];
    return { ...parameter, section: sectionOf(found), usedBy: found.map(({ title }) => title) };
  });
  const used = new Set(quantities.map(({ section }) => section));
  const groups = Object.entries(info.groups).map(([id, { title }]) => ({ id, title }));
  const others = Object.entries(TITLES).map(([id, title]) => ({ id, title }));
  return {
    scenario,
    startDate: info.startDate,
    quantities,
    byId: new Map(quantities.map((quantity) => [quantity.id, quantity])),
    sections: [...groups, ...others].filter(({ id }) => used.has(id)),
  };
}

function sectionOf(uses: readonly Use[]): string {
  const inServices = new Set(
    uses.map(({ section }) => section).filter((id) => !id.startsWith('-') || id === '-services'),
  );
  if (inServices.size > 1) return '-shared';
  return [...inServices][0] ?? uses[0]?.section ?? '-other';
}

/** Every name in the expressions of an entry. */
function* namesIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield* value.match(/[A-Za-z][A-Za-z0-9_]*/g) ?? [];
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) if (!PROSE.has(key)) yield* namesIn(inner);
  }
}

/** Quantities with all of these words in title, id, source, note or use, of one section or of all. */
export function findQuantities(catalogue: Catalogue, words: string, section: string): Quantity[] {
  const wanted = words.toLowerCase().split(/\s+/);
  return catalogue.quantities.filter((quantity) => {
    if (section !== '' && quantity.section !== section) return false;
    const { id, title, source, note = '', usedBy } = quantity;
    const text = `${id} ${title} ${source} ${note} ${usedBy.join(' ')}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
