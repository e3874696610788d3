/** The parts of a scenario as a list of kinds and entries: services, rotas, posts, loops and what they rest on. */
import type { Catalogue } from './catalogue';
import { fieldsOf, type Field } from './fields';
import { keyWords } from './operation-words';

/** An entry of the scenario. */
export interface Entry {
  /** Its path, e.g. `services.cbs`. */
  path: string;
  title: string;
  note?: string;
  /** Under what it is listed. */
  kind: string;
}

/** A field of an entry, in words. */
export interface EntryField extends Field {
  /** The part of the entry that it stands in, e.g. `to, no. 2`; empty for the entry itself. */
  part: string;
  /** Its own key in words. */
  label: string;
  /** What an id stands for, e.g. the title of a service that a route leads to. */
  means?: string;
}

const KINDS: readonly [collection: string, kind: string][] = [
  ['posts', 'Posts'],
  ['qualifications', 'Qualifying and courses'],
  ['loops', 'Feedback loops'],
  ['stocks', 'Stocks'],
  ['weekMeasures', 'Measures of a week'],
  ['calendars', 'Calendars'],
  ['profiles', 'Profiles over day and year'],
  ['employers', 'Employers'],
  ['payers', 'Payers'],
  ['bands', 'Pay bands'],
  ['costs', 'Costs'],
];
const SERVICES: Readonly<Record<string, string>> = {
  source: 'Sources of referrals',
  desk: 'Desks',
  clinic: 'Clinics',
  team: 'Teams',
  duty: 'Duty and rotas',
  ward: 'Wards',
  delay: 'Delays and beds',
  exit: 'Ways out',
};

type Entries = Record<string, { title?: string; note?: string; kind?: string }>;

/** Every entry that has fields to edit, services first. */
export function entriesOf({ scenario }: Catalogue): Entry[] {
  const services = Object.entries(scenario.services).map(([id, { kind, title, note }]): Entry => ({
    path: `services.${id}`,
    title,
    note,
    kind: SERVICES[kind] ?? kind,
  }));
  const order = Object.values(SERVICES);
  services.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const others = KINDS.flatMap(([collection, kind]) =>
    Object.entries((scenario[collection as keyof typeof scenario] ?? {}) as Entries).map(
      ([id, { title, note }]): Entry => ({ path: `${collection}.${id}`, title: title ?? id, note, kind }),
    ),
  );
  return [...services, ...others];
}

/** The fields of an entry, each with the part it stands in. */
export function entryFields({ scenario, byId }: Catalogue, path: string): EntryField[] {
  const [collection, id] = path.split('.');
  const entry = (scenario[collection as keyof typeof scenario] as Entries | undefined)?.[id];
  const title = (value: Field['value']) => {
    for (const part of ['services', 'posts', 'places', 'professions', 'employers', 'calendars', 'profiles', 'groups']) {
      const entries = scenario[part as keyof typeof scenario] as Entries | undefined;
      if (entries && Object.hasOwn(entries, String(value))) return entries[String(value)].title;
    }
    return undefined;
  };
  return fieldsOf(path, entry).map((field) => {
    const parts = field.keys.map((key) => (/^\d+$/.test(key) ? `no. ${Number(key) + 1}` : keyWords(key)));
    const known = typeof field.value === 'string' ? byId.get(field.value.trim()) : undefined;
    return {
      ...field,
      part: parts.slice(0, -1).join(', '),
      label: parts[parts.length - 1],
      means: known ? undefined : title(field.value),
    };
  });
}
