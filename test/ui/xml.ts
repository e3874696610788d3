/** A strict reader of the little XML that exports need, for tests: whatever is not well-formed is an error. */

/** An element with its attributes, and its texts and elements in order. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: (XmlElement | string)[];
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const ATTRIBUTE = /\s+([A-Za-z_][\w:.-]*)="([^"<]*)"/y;

function decode(text: string): string {
  if (/&(?!(?:amp|lt|gt|quot|apos);)/.test(text)) throw new Error(`not an entity in ${text.slice(0, 60)}`);
  // oxlint-disable-next-line no-control-regex -- what XML 1.0 forbids
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/.test(text)) throw new Error('a forbidden character');
  if (/[\uD800-\uDFFF]/.test(text.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, ''))) throw new Error('half a pair');
  return text.replace(/&(\w+);/g, (_, name: string) => ENTITIES[name]);
}

/** Read a document. */
export function parseXml(source: string): XmlElement {
  const text = source.replace(/^<\?xml [^?]*\?>\s*/, '');
  const root: XmlElement = { name: '', attributes: {}, children: [] };
  const open = [root];
  let at = 0;
  while (at < text.length) {
    const here = open[open.length - 1];
    const next = text.indexOf('<', at);
    const end = next < 0 ? text.length : next;
    if (end > at) here.children.push(decode(text.slice(at, end)));
    if (next < 0) break;
    at = next;
    const closing = /^<\/([\w:.-]+)>/.exec(text.slice(at, at + 100));
    if (closing) {
      if (open.length < 2 || closing[1] !== here.name) throw new Error(`</${closing[1]}> closes <${here.name}>`);
      open.pop();
      at += closing[0].length;
      continue;
    }
    const opening = /^<([A-Za-z_][\w:.-]*)/.exec(text.slice(at, at + 100));
    if (!opening) throw new Error(`not a tag: ${text.slice(at, at + 60)}`);
    const element: XmlElement = { name: opening[1], attributes: {}, children: [] };
    at += opening[0].length;
    for (;;) {
      ATTRIBUTE.lastIndex = at;
      const attribute = ATTRIBUTE.exec(text);
      if (!attribute) break;
      if (Object.hasOwn(element.attributes, attribute[1])) throw new Error(`${attribute[1]} stands twice`);
      element.attributes[attribute[1]] = decode(attribute[2]);
      at = ATTRIBUTE.lastIndex;
    }
    here.children.push(element);
    if (text.startsWith('/>', at)) at += 2;
    else if (text[at] === '>') {
      open.push(element);
      at += 1;
    } else throw new Error(`<${element.name} is not closed: ${text.slice(at, at + 60)}`);
  }
  if (open.length > 1) throw new Error(`<${open[open.length - 1].name}> is not closed`);
  const elements = root.children.filter((child) => typeof child !== 'string');
  if (elements.length !== 1) throw new Error(`${elements.length} elements instead of one`);
  return elements[0];
}

/** All text in an element. */
export function textOf({ children }: XmlElement): string {
  return children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

/** Every element of a name, at any depth, in order. */
export function all({ children }: XmlElement, name: string): XmlElement[] {
  return children
    .filter((child) => typeof child !== 'string')
    .flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}
