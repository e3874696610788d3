/** Which column of the map a service stands in: from where people come from, on the left, to where they go. */

/** A service as far as the map's layout knows it. */
export interface MapService {
  id: string;
  kind: string;
  title: string;
  place?: string;
}

/** A way between two services with the people who take it. */
export interface MapWay {
  from: string;
  to: string;
  /** People a week; 0 while it is not known. */
  perWeek: number;
}

/** Headings of the columns. */
export const COLUMNS = [
  'People a week from',
  'Front door',
  'Next step',
  'Assessment',
  'Care',
  'Beds and time elsewhere',
  'People a week to',
] as const;

const SOURCE = 0;
const DOOR = 1;
const NEXT = 2;
const ASSESSMENT = 3;
const CARE = 4;
const ELSEWHERE = 5;
const EXIT = 6;

/** Column of each service, by id. It follows from kinds and ways alone, so that it is the same in every scenario of a comparison. */
export function columnsOf(services: readonly MapService[], ways: readonly MapWay[]): Map<string, number> {
  const kinds = new Map(services.map(({ id, kind }) => [id, kind]));
  const isDoor = (id: string) => kinds.get(id) === 'desk' || kinds.get(id) === 'duty';
  const inward = (id: string) => ways.filter(({ to }) => to === id).map(({ from }) => from);
  const outward = (id: string) => ways.filter(({ from }) => from === id).map(({ to }) => to);
  const sourcesAt = (id: string) => inward(id).filter((from) => kinds.get(from) === 'source').length;

  const columnOf = ({ id, kind }: MapService): number => {
    if (kind === 'source') return SOURCE;
    if (kind === 'exit') return EXIT;
    if (kind === 'clinic') return ASSESSMENT;
    if (kind === 'team') return CARE;
    if (kind === 'desk') {
      // People come to it from a front door that more sources lead to.
      const isSecond = inward(id).some((from) => isDoor(from) && sourcesAt(from) > sourcesAt(id));
      return isSecond ? NEXT : DOOR;
    }
    if (kind === 'duty') return DOOR;
    if (inward(id).length === 0) return SOURCE;
    const targets = outward(id).map((to) => kinds.get(to));
    if (targets.includes('clinic')) return NEXT;
    return targets.every((target) => target === 'exit') ? CARE : ELSEWHERE;
  };
  return new Map(services.map((service) => [service.id, columnOf(service)]));
}
