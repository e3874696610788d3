/**
 * Where everything stands on the map: services in columns from left to right, within a column by place, and in an order that
 * keeps lines short. Pure arithmetic, so that it can be tested without a page.
 */
import { COLUMNS, columnsOf, type MapService, type MapWay } from './columns';

/** A service with its place on the map, in the map's own units. */
export interface MapNode extends MapService {
  column: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A way with the middle of its line at either end, and how thick it is. */
export interface MapEdge extends MapWay {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  width: number;
  /** Leads to the left, or within a column. */
  isBack: boolean;
}

/** A heading within the map: of a column, or of the services of a place in it. */
export interface MapHeading {
  /** Text of a column, or id of a place. */
  text: string;
  isPlace: boolean;
  x: number;
  y: number;
  width: number;
}

/** The whole map. */
export interface MapLayout {
  width: number;
  height: number;
  nodes: MapNode[];
  edges: MapEdge[];
  headings: MapHeading[];
}

export const NODE_WIDTH = 168;
const TALL = 60;
const LOW = 36;
const GAP_X = 58;
const GAP_Y = 10;
const SECTION_GAP = 12;
/** Room for the name of a place. */
const LABEL = 17;
const MARGIN = 12;
const TOP = 44;
/** Times that the order within the columns is improved. */
const SWEEPS = 6;
const THINNEST = 1.25;
const THICKEST = 15;

/**
 * Lay the map out.
 *
 * @param places ids of places in the order in which they are shown; services without one stand between the first half and the rest
 */
export function layOut(services: readonly MapService[], ways: readonly MapWay[], places: readonly string[]): MapLayout {
  const columns = columnsOf(services, ways);
  const used = COLUMNS.map((_, column) => column).filter((column) => [...columns.values()].includes(column));
  const sections = sectionsOf(places);
  const nodes = services.map((service): MapNode => {
    const column = columns.get(service.id) ?? 0;
    const isLow = service.kind === 'source' || service.kind === 'exit';
    const x = MARGIN + used.indexOf(column) * (NODE_WIDTH + GAP_X);
    return { ...service, column, x, y: 0, width: NODE_WIDTH, height: isLow ? LOW : TALL };
  });
  const stacks = used.map((column) =>
    inOrder(
      nodes.filter((node) => node.column === column),
      sections,
    ),
  );
  const height = TOP + Math.max(...stacks.map((stack) => heightOf(stack, sections)), 0) + MARGIN;
  stacks.forEach((stack) => spread(stack, sections, height));
  const near = neighbours(nodes, ways);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const stack of stacks) {
      const wanted = new Map(stack.map((node) => [node.id, wantedMiddle(node, near)]));
      stack.sort((a, b) => sections(a) - sections(b) || (wanted.get(a.id) ?? 0) - (wanted.get(b.id) ?? 0));
      spread(stack, sections, height, wanted);
    }
  }
  const headings = [
    ...used.map((column, i) => ({
      text: COLUMNS[column],
      isPlace: false,
      x: MARGIN + i * (NODE_WIDTH + GAP_X),
      y: MARGIN + 8,
      width: NODE_WIDTH,
    })),
    ...stacks.flatMap((stack) =>
      stack
        .filter((node, i) => isFirst(stack, i, sections) && isNamed(node, places))
        .map(({ place: text = '', x, y }) => ({ text, isPlace: true, x, y: y - 5, width: NODE_WIDTH })),
    ),
  ];
  const width = 2 * MARGIN + used.length * NODE_WIDTH + Math.max(0, used.length - 1) * GAP_X;
  return { width, height, nodes, edges: edgesOf(nodes, ways), headings };
}

type Section = (node: MapService) => number;

/** The first half of the places on top, services of no place in the middle, the other places below. */
function sectionsOf(places: readonly string[]): Section {
  const half = Math.ceil(places.length / 2);
  return ({ place }) => {
    const index = place === undefined ? -1 : places.indexOf(place);
    if (index < 0) return half;
    return index < half ? index : index + 1;
  };
}

const inOrder = (stack: MapNode[], section: Section): MapNode[] => stack.sort((a, b) => section(a) - section(b));

const isNamed = ({ place }: MapNode, places: readonly string[]): boolean =>
  place !== undefined && places.includes(place);

const isFirst = (stack: readonly MapNode[], i: number, section: Section): boolean =>
  i === 0 || section(stack[i]) !== section(stack[i - 1]);

const gapBefore = (stack: readonly MapNode[], i: number, section: Section): number => {
  const label = isFirst(stack, i, section) && stack[i].place !== undefined ? LABEL : 0;
  if (i === 0) return label;
  return GAP_Y + label + (isFirst(stack, i, section) ? SECTION_GAP : 0);
};

const heightOf = (stack: readonly MapNode[], section: Section): number =>
  stack.reduce((sum, node, i) => sum + node.height + gapBefore(stack, i, section), 0);

/** Give each node of a column its place: as near to what it wants as its neighbours in the column and the edges let it. */
function spread(
  stack: readonly MapNode[],
  section: Section,
  height: number,
  wanted?: ReadonlyMap<string, number>,
): void {
  const slack = height - TOP - MARGIN - heightOf(stack, section);
  if (!wanted) {
    const between = slack / Math.max(1, stack.length);
    let y = TOP + between / 2;
    stack.forEach((node, i) => {
      y += gapBefore(stack, i, section) + (i === 0 ? 0 : between);
      node.y = y;
      y += node.height;
    });
    return;
  }
  // Downwards no higher than wanted and than there is room; then upwards from the bottom, so that nobody falls out.
  let least = TOP;
  stack.forEach((node, i) => {
    least += gapBefore(stack, i, section);
    node.y = Math.max(least, (wanted.get(node.id) ?? 0) - node.height / 2);
    least = node.y + node.height;
  });
  let most = height - MARGIN;
  for (let i = stack.length - 1; i >= 0; i -= 1) {
    const node = stack[i];
    node.y = Math.min(node.y, most - node.height);
    most = node.y - gapBefore(stack, i, section);
  }
}

type Neighbours = ReadonlyMap<string, { node: MapNode; weight: number }[]>;

function neighbours(nodes: readonly MapNode[], ways: readonly MapWay[]): Neighbours {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const near = new Map<string, { node: MapNode; weight: number }[]>(nodes.map(({ id }) => [id, []]));
  for (const { from, to, perWeek } of ways) {
    const [a, b] = [byId.get(from), byId.get(to)];
    if (!a || !b || a.column === b.column) continue;
    const weight = 0.5 + Math.sqrt(perWeek);
    near.get(from)?.push({ node: b, weight });
    near.get(to)?.push({ node: a, weight });
  }
  return near;
}

const middle = ({ y, height }: MapNode): number => y + height / 2;

function wantedMiddle(node: MapNode, near: Neighbours): number {
  const others = near.get(node.id) ?? [];
  const total = others.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return middle(node);
  return others.reduce((sum, { node: other, weight }) => sum + weight * middle(other), 0) / total;
}

/** Lines from the right side of one service to the left side of the next; those that lead back leave on the left. */
function edgesOf(nodes: readonly MapNode[], ways: readonly MapWay[]): MapEdge[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const most = Math.max(...ways.map(({ perWeek }) => perWeek), 1e-9);
  const drawn = ways.flatMap((way) => {
    const [from, to] = [byId.get(way.from), byId.get(way.to)];
    if (!from || !to || from === to) return [];
    const width = Math.max(THINNEST, THICKEST * Math.sqrt(way.perWeek / most));
    return [{ way, from, to, width, isBack: to.column <= from.column }];
  });
  const starts = new Map<object, number>();
  const ends = new Map<object, number>();
  type Line = (typeof drawn)[number];
  const lines = new Map<MapNode, { from: Line[]; to: Line[] }>(nodes.map((node) => [node, { from: [], to: [] }]));
  for (const line of drawn) {
    lines.get(line.from)?.from.push(line);
    lines.get(line.to)?.to.push(line);
  }
  for (const [node, { from, to }] of lines) {
    from.sort((a, b) => middle(a.to) - middle(b.to));
    to.sort((a, b) => middle(a.from) - middle(b.from));
    for (const isBack of [false, true]) {
      place(
        node,
        from.filter((line) => line.isBack === isBack),
        starts,
      );
      place(
        node,
        to.filter((line) => line.isBack === isBack),
        ends,
      );
    }
  }
  return drawn.map((one): MapEdge => {
    const { way, from, to, width, isBack } = one;
    // Within a column on the right of both, so that the line can be seen.
    const isWithin = from.column === to.column;
    return {
      ...way,
      x1: isBack && !isWithin ? from.x : from.x + from.width,
      x2: isBack ? to.x + to.width : to.x,
      y1: starts.get(one) ?? middle(from),
      y2: ends.get(one) ?? middle(to),
      width,
      isBack,
    };
  });
}

/** Put line ends side by side along a node, pressed together where there is little room. */
function place(node: MapNode, lines: { width: number }[], ends: Map<object, number>): void {
  const total = lines.reduce((sum, { width }) => sum + width + 1, 0);
  const scale = Math.min(1, (node.height - 6) / Math.max(total, 1e-9));
  let y = middle(node) - (total * scale) / 2;
  for (const line of lines) {
    const step = (line.width + 1) * scale;
    ends.set(line, y + step / 2);
    y += step;
  }
}

/** The path of a line, for SVG. */
export function pathOf({ x1, y1, x2, y2, isBack }: MapEdge): string {
  const round = (value: number) => Math.round(value * 10) / 10;
  const bend = isBack ? (x1 === x2 ? 34 : -Math.max(40, (x1 - x2) / 2.5)) : Math.max(28, (x2 - x1) / 2);
  const back = isBack && x1 === x2 ? bend : -bend;
  return `M${round(x1)} ${round(y1)}C${round(x1 + bend)} ${round(y1)} ${round(x2 + back)} ${round(y2)} ${round(x2)} ${round(y2)}`;
}

/** Break a title into at most two lines of about so many characters; what does not fit ends in an ellipsis. */
export function linesOf(title: string, characters: number): string[] {
  const lines: string[] = [''];
  for (const word of title.split(/\s+/)) {
    const line = lines[lines.length - 1];
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= characters) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  const shown = lines.slice(0, 2);
  if (lines.length > 2) shown[1] = `${lines.slice(1).join(' ')}`;
  return shown.map((line) => (line.length > characters ? `${line.slice(0, characters - 1).trimEnd()}…` : line));
}
