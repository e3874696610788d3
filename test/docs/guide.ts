/** Reads a guide: its blocks in order, and what a person who follows it has in hand after each. */

/** A block of a guide: what stands behind its opening fence, and its text. */
export interface Block {
  info: string;
  text: string;
}

/** The fenced blocks of a Markdown text, in order. */
export function blocksOf(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(([, info, text]) => ({ info: info.trim(), text }));
}

/** A command of a guide, with the exit code that it is said to end with. */
export interface Command {
  words: string[];
  code: number;
}

/** The commands of a block, one a line; `# ends with exit code 2` behind one says so. */
export function commandsOf(block: Block): Command[] {
  return block.text
    .trim()
    .split('\n')
    .map((line) => {
      const [command, comment = ''] = line.split('#');
      const code = /exit code (\d+)/.exec(comment)?.[1] ?? '0';
      return { words: command.trim().split(/\s+/), code: Number(code) };
    });
}

type Json = { [name: string]: unknown };
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a file becomes when a fragment is added to it, as the guide says: JSON Merge Patch (RFC 7396). */
export function withFragment(file: Json, fragment: Json): Json {
  const made: Json = { ...file };
  for (const [name, value] of Object.entries(fragment)) {
    const before = made[name];
    if (value === null) delete made[name];
    else if (isObject(value)) made[name] = withFragment(isObject(before) ? before : {}, value);
    else made[name] = value;
  }
  return made;
}

/** A line of output with its figures, hashes and spaces evened out, since those may change and words should not. */
export const wordsOf = (line: string): string =>
  line
    .replace(/hash [0-9a-f]+/g, 'hash #')
    .replace(/[-−]?\d[\d,]*(\.\d+)?/g, '#')
    .replace(/\s+/g, ' ')
    .trim();
