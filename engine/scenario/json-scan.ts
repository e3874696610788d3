/**
 * Reads a JSON text once, strictly and without recursion, before it is parsed: says in plain words where it breaks the
 * grammar, and finds what `JSON.parse` would take without a word (a key written twice keeps only its last value, so a
 * repeated id would lose a service) or choke on (nesting as deep as the text is long).
 */
import { pathText, shown } from './wording';

/** Objects and lists within one another; a scenario needs about 12. */
export const DEEPEST = 64;

/** The first thing that is wrong with a text. */
export interface JsonFault {
  code: 'json' | 'too-deep' | 'duplicate-key';
  /** Character at fault, from 0; the text's length when the text ends too early. */
  position: number;
  /** Where in the data, e.g. `services.triage`. */
  path: string;
  /** What was found, the rule and a way out. */
  message: string;
}

type Expecting = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'separator';

interface Frame {
  /** Where the bracket stands. */
  opened: number;
  /** Keys seen; null in a list. */
  keys: Set<string> | null;
  /** The present key or index. */
  at: string | number;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[\p{L}\p{N}_$.+-]+/uy;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y;
const VALUES = 'a value is a number, "text", true, false, null, a list or an object';

/** @returns the first fault, or null when `JSON.parse` will read every value in the text */
export function scanJson(text: string): JsonFault | null {
  return new Scanner(text).scan();
}

class Scanner {
  private position = 0;
  private expecting: Expecting = 'value';
  private readonly stack: Frame[] = [];
  private fault: JsonFault | null = null;

  constructor(private readonly text: string) {}

  scan(): JsonFault | null {
    const { text } = this;
    while (this.fault === null) {
      this.skipSpace();
      if (this.position >= text.length) return this.atEnd();
      const character = text[this.position];
      switch (this.expecting) {
        case 'value':
          this.value(character);
          break;
        case 'valueOrEnd':
          if (character === ']') this.close();
          else this.value(character);
          break;
        case 'key':
          this.key(character);
          break;
        case 'keyOrEnd':
          if (character === '}') this.close();
          else this.key(character);
          break;
        case 'colon':
          if (character !== ':') this.fail('a colon is missing after this name; write "name": value.');
          this.position++;
          this.expecting = 'value';
          break;
        case 'separator':
          this.separator(character);
          break;
      }
    }
    return this.fault;
  }

  private value(character: string): void {
    if (character === '{' || character === '[') {
      this.open(character === '{');
    } else if (character === '"') {
      this.string();
      this.expecting = 'separator';
    } else if (character === '-' || (character >= '0' && character <= '9')) {
      this.number();
    } else {
      this.word(character);
    }
  }

  private open(isObject: boolean): void {
    if (this.stack.length >= DEEPEST) {
      this.fail(`objects and lists are nested more than ${DEEPEST} deep, which no scenario needs.`, 'too-deep');
      return;
    }
    this.stack.push({ opened: this.position, keys: isObject ? new Set() : null, at: isObject ? '' : 0 });
    this.position++;
    this.expecting = isObject ? 'keyOrEnd' : 'valueOrEnd';
  }

  private close(): void {
    this.stack.pop();
    this.position++;
    this.expecting = 'separator';
  }

  private separator(character: string): void {
    const frame = this.stack.at(-1);
    if (frame === undefined) {
      this.fail('the text goes on after its end; a file holds one object and nothing after it.');
      return;
    }
    const closer = frame.keys === null ? ']' : '}';
    if (character === closer) {
      this.close();
    } else if (character === ',') {
      this.comma(frame, closer);
    } else if (character === ']' || character === '}') {
      this.fail(`"${character}" closes what "${frame.keys === null ? '[' : '{'}" opened; write "${closer}".`);
    } else if (character === '/') {
      this.comment();
    } else {
      this.fail(`a comma or "${closer}" is missing here.`);
    }
  }

  private comma(frame: Frame, closer: string): void {
    const comma = this.position++;
    this.skipSpace();
    if (this.text[this.position] === closer) {
      this.fail(`a comma stands before "${closer}"; remove it.`, 'json', comma);
      return;
    }
    if (frame.keys === null) frame.at = Number(frame.at) + 1;
    this.expecting = frame.keys === null ? 'value' : 'key';
  }

  private key(character: string): void {
    const start = this.position;
    const frame = this.stack[this.stack.length - 1];
    if (character !== '"') {
      if (character === '/') this.comment();
      else if (character === "'") this.fail('names stand in double quotes, not single ones.');
      else if (character === ',') this.fail('one comma too many; remove it.');
      else this.fail('a name in double quotes is missing here; write "name": value.');
      return;
    }
    const raw = this.string();
    if (this.fault !== null || frame.keys === null) return;
    // "\u0061" and "a" are one key.
    const key = raw.includes('\\') ? String(JSON.parse(raw)) : raw.slice(1, -1);
    if (frame.keys.has(key)) {
      frame.at = key;
      const rule = 'only the last would count and the others be lost; rename or remove all but one';
      this.fail(`"${shown(key)}" stands twice in one object: ${rule}.`, 'duplicate-key', start);
    }
    frame.keys.add(key);
    frame.at = key;
    this.expecting = 'colon';
  }

  /** Pass over a string. @returns it as written, with its quotes */
  private string(): string {
    const { text } = this;
    const start = this.position;
    for (let i = start + 1; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit === 34) {
        this.position = i + 1;
        return text.slice(start, i + 1);
      }
      if (unit === 92) {
        ESCAPE.lastIndex = i;
        if (!ESCAPE.test(text)) {
          this.fail(
            'a backslash stands only in \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u0000; write \\\\ for itself.',
            'json',
            i,
          );
          return '';
        }
        i = ESCAPE.lastIndex - 1;
      } else if (unit < 32) {
        const what = unit === 10 || unit === 13 ? 'a line break' : 'a control character';
        this.fail(`${what} stands inside a text; close the text with " or write \\n.`, 'json', i);
        return '';
      }
    }
    this.fail('this text is never closed; a " is missing.', 'json', start);
    return '';
  }

  private number(): void {
    const start = this.position;
    NUMBER.lastIndex = start;
    const end = NUMBER.test(this.text) ? NUMBER.lastIndex : start;
    WORD.lastIndex = start;
    const whole = WORD.exec(this.text)?.[0] ?? '';
    if (end === start || whole.length > end - start) {
      this.fail(`${shown(whole)} is not a number as JSON writes it; write e.g. 0.5, -3 or 1e6.`);
      return;
    }
    this.position = end;
    this.expecting = 'separator';
  }

  private word(character: string): void {
    WORD.lastIndex = this.position;
    const word = WORD.exec(this.text)?.[0] ?? String.fromCodePoint(this.text.codePointAt(this.position) ?? 0);
    if (word === 'true' || word === 'false' || word === 'null') {
      this.position += word.length;
      this.expecting = 'separator';
    } else if (character === '/') {
      this.comment();
    } else if (character === "'") {
      this.fail('text stands in double quotes, not single ones.');
    } else if (character === ',' || character === ']' || character === '}') {
      this.fail(`a value is missing before "${character}".`);
    } else if (/^[+.]\d/.test(word)) {
      this.fail(`${shown(word)} is not a number as JSON writes it; write e.g. 0.5, -3 or 1e6.`);
    } else {
      this.fail(`${shown(word)} is not a value; ${VALUES}.`);
    }
  }

  private comment(): void {
    this.fail('JSON has no comments; use a note or description field.');
  }

  private atEnd(): JsonFault | null {
    const frame = this.stack.at(-1);
    if (frame === undefined && this.expecting === 'separator') return null;
    if (frame === undefined) {
      this.fail('there is nothing in this file; a scenario or a change is one object in { }.');
    } else {
      const [opener, closer] = frame.keys === null ? ['[', ']'] : ['{', '}'];
      const line = this.text.slice(0, frame.opened).split(/\r\n?|\n/).length;
      this.fail(
        `the text ends too early: "${opener}" of line ${line} is not closed; "${closer}" is missing, or the file is cut off.`,
      );
    }
    return this.fault;
  }

  private skipSpace(): void {
    const { text } = this;
    let i = this.position;
    for (; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit !== 32 && unit !== 10 && unit !== 13 && unit !== 9) break;
    }
    this.position = i;
  }

  private fail(message: string, code: JsonFault['code'] = 'json', position = this.position): void {
    this.fault ??= { code, position, path: pathText(this.stack.map((frame) => frame.at)), message };
  }
}
