/** Files made to harm, and files that are only broken: both are refused in words, quickly, and leave nothing behind. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineAndColumn } from '../../engine/scenario/json-position';
import { LONGEST_LIST, MOST_FIELDS } from '../../engine/scenario/json-safety';
import { DEEPEST, scanJson } from '../../engine/scenario/json-scan';
import { readChange, readScenario, readScenarioObject } from '../../engine/scenario/read';
import { issuesOf, onlyIssue, queue } from './fixture';

/** The text of the queue with a piece replaced. */
function text(from: string, to: string): string {
  const whole = JSON.stringify(queue());
  if (!whole.includes(from)) throw new Error(`no ${from}`);
  return whole.replace(from, to);
}

describe('A text that is not JSON', () => {
  it.each([
    ['', 1, 1, 'there is nothing in this file'],
    ['  \n ', 2, 2, 'there is nothing in this file'],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3, 'a comma or "}" is missing here.'],
    ['{"a": [1, 2,]}', 1, 12, 'a comma stands before "]"; remove it.'],
    ['{"a": 1,\n}', 1, 8, 'a comma stands before "}"; remove it.'],
    ['[1,,2]', 1, 4, 'a value is missing before ",".'],
    ['{"a": 1,, "b": 2}', 1, 9, 'one comma too many; remove it.'],
    ['{"a" 1}', 1, 6, 'a colon is missing after this name'],
    ['{a: 1}', 1, 2, 'a name in double quotes is missing here'],
    ["{'a': 1}", 1, 2, 'names stand in double quotes, not single ones.'],
    ['{"a": \'b\'}', 1, 7, 'text stands in double quotes, not single ones.'],
    ['{"a": [1}', 1, 9, '"}" closes what "[" opened; write "]".'],
    ['{"a": 1', 1, 8, 'the text ends too early: "{" of line 1 is not closed'],
    ['{\r\n"a":\r\n[1,', 3, 4, '"[" of line 3 is not closed'],
    ['{"a": 1} x', 1, 10, 'the text goes on after its end'],
    ['{"a": 1 // one\n}', 1, 9, 'JSON has no comments; use a note or description field.'],
    ['/* a */ {}', 1, 1, 'JSON has no comments'],
    ['{"a": 007}', 1, 7, '007 is not a number as JSON writes it'],
    ['{"a": .5}', 1, 7, '.5 is not a number'],
    ['{"a": +5}', 1, 7, '+5 is not a number'],
    ['{"a": 5.}', 1, 7, '5. is not a number'],
    ['{"a": -}', 1, 7, '- is not a number'],
    ['{"a": 0x10}', 1, 7, '0x10 is not a number'],
    ['{"a": NaN}', 1, 7, 'NaN is not a value; a value is a number, "text", true, false, null'],
    ['{"a": True}', 1, 7, 'True is not a value'],
    ['{"a": 😀}', 1, 7, '😀 is not a value'],
    ['{"a": "b}', 1, 7, 'this text is never closed; a " is missing.'],
    ['{"a": "b\nc"}', 1, 9, 'a line break stands inside a text'],
    ['{"a": "b\tc"}', 1, 9, 'a control character stands inside a text'],
    ['{"a": "C:\\new\\x"}', 1, 14, 'a backslash stands only in'],
  ])('is refused with line and column: %j', (broken, line, column, says) => {
    expect(() => JSON.parse(broken)).toThrow();
    const issue = onlyIssue(readScenario(broken));
    expect(issue.code).toBe('json');
    expect(issue.message).toContain(`line ${line}, column ${column}`);
    expect(issue.message).toContain(says);
  });

  it('is shown near the place', () => {
    const issue = onlyIssue(readScenario('{\n  "run": { "warmUpDays": 0 "horizonDays": 30 }\n}'));
    expect(issue.message).toBe(
      'line 2, column 28 (near: …run": { "warmUpDays": 0 "horizonDays": 3…): a comma or "}" is missing here.',
    );
    expect(issue.path).toBe('run.warmUpDays');
  });

  it('is found to be wrong exactly where JSON.parse finds it wrong', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b"',
      '1',
      '-0.5e3',
      'true',
      'null',
      ' ',
      '\n',
      '"\\u0041"',
      'x',
      '"',
    ];
    const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        fc.oneof(
          soup,
          fc.json(),
          fc.json().map((json) => json.slice(0, -1)),
          fc.string(),
        ),
        (given) => {
          const fault = scanJson(given);
          if (fault !== null && fault.code !== 'json') return; // Refused beyond the grammar.
          let parses = true;
          try {
            JSON.parse(given);
          } catch {
            parses = false;
          }
          expect(fault === null).toBe(parses);
        },
      ),
      { numRuns: 3000, seed: 1 },
    );
  });

  it('has lines that end in LF, CR or CRLF', () => {
    expect(lineAndColumn('a\nb\r\nc\rd', 8)).toEqual({ line: 4, column: 2 });
    expect(lineAndColumn('a', 99)).toEqual({ line: 1, column: 2 });
  });
});

describe('A key written twice', () => {
  it('is refused, because the first service would be lost', () => {
    const issue = onlyIssue(readScenario(text('"gone":{', '"desk":{"kind":"exit","title":"Lost"},"gone":{')));
    expect(issue).toMatchObject({ code: 'duplicate-key', path: 'services.desk' });
    expect(issue.message).toContain('"desk" stands twice in one object: only the last would count');
  });

  it('is refused in any spelling and at any depth', () => {
    expect(onlyIssue(readScenario('{"a": [0, {"b": {}, "\\u0062": 1}]}'))).toMatchObject({
      code: 'duplicate-key',
      path: 'a.1.b',
    });
  });

  it('may stand in two objects', () => {
    expect(scanJson('{"a": {"b": 1}, "c": {"b": 1}, "b": [{"b": 1}, {"b": 1}]}')).toBeNull();
  });
});

describe('A name that reaches a prototype', () => {
  it.each([
    ['{"__proto__": {"format": 1}, "format": 1}', '__proto__'],
    ['{"format": 1, "\\u005f_proto__": {"polluted": true}}', '__proto__'],
    [text('"gone":{', '"__proto__":{"polluted":true},"gone":{'), 'services.__proto__'],
    [text('"gone":{', '"constructor":{"prototype":{"polluted":true}},"gone":{'), 'services.constructor'],
    [text('"need":"high"}', '"prototype":"high"}'), 'services.desk.to.0.when.prototype'],
  ])('is refused: %s', (hostile, path) => {
    const issue = onlyIssue(readScenario(hostile));
    expect(issue).toMatchObject({ code: 'unsafe-key', path });
    expect(issue.message).toContain('because JavaScript gives it a meaning of its own');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('is refused in the value of an operation', () => {
    const change = '{"format": 1, "operations": [{"op": "to", "path": "posts.a", "value": {"__proto__": {"x": 1}}}]}';
    expect(onlyIssue(readChange(change))).toMatchObject({ code: 'unsafe-key', path: 'operations.0.value.__proto__' });
  });
});

describe('A file of monstrous size or depth', () => {
  it.each(['[', '{"a":', '[[{"a":[', '[{"a":'])('is refused, nested 100,000 deep in %s', (opening) => {
    const issue = onlyIssue(readScenario(opening.repeat(100_000)));
    expect(issue.code).toBe('too-deep');
    expect(issue.message).toContain(`nested more than ${DEEPEST} deep`);
  });

  it('is refused when deep brackets are closed again, and may nest 64 deep', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(scanJson(nested(DEEPEST))).toBeNull();
    expect(scanJson(nested(DEEPEST + 1))?.code).toBe('too-deep');
  });

  it('does not count brackets inside texts', () => {
    expect(scanJson(JSON.stringify('['.repeat(1000)))).toBeNull();
  });

  it('is refused with more than 200,000 values', () => {
    const bushy = `{"format": 1, "a": [${`[${'0,'.repeat(9999)}0],`.repeat(20)}0]}`;
    expect(onlyIssue(readScenario(bushy)).message).toBe(
      'this holds more than 200,000 values, the most that one file may hold.',
    );
  });

  it('is refused with a list of more than 10,000 entries, or an object of more than 5,000', () => {
    const list = `{"format": 1, "a": {"b": [${'0,'.repeat(LONGEST_LIST)}0]}}`;
    expect(onlyIssue(readScenario(list))).toEqual({
      code: 'too-many',
      path: 'a.b',
      message: 'this list has 10001 entries, more than the 10000 that anything here may have.',
    });
    const fields = Array.from({ length: MOST_FIELDS + 1 }, (_, i) => `"k${i}":0`).join(',');
    expect(onlyIssue(readScenario(`{"format": 1, "a": {${fields}}}`))).toMatchObject({ code: 'too-many', path: 'a' });
  });

  it('is refused with a text or a name of more than 10,000 characters', () => {
    const long = 'x'.repeat(10_001);
    expect(onlyIssue(readScenario(text('"One desk"', `"${long}"`)))).toMatchObject({ code: 'too-long', path: 'title' });
    expect(onlyIssue(readScenario(text('"gone":{', `"${long}":{`)))).toMatchObject({
      code: 'too-long',
      path: 'services',
    });
  });

  const wrongs = (count: number, entry: string) =>
    Array.from({ length: count }, (_, i) => `"${'k'.repeat(30)}${i}":${entry}`).join(',');
  const desks = (rule: string) =>
    Array.from({ length: 18 }, (_, i) => `"d${i}":{"kind":"desk","to":[${rule.repeat(9999)}{"when":1}]}`).join(',');

  it.each([
    ['99,000 wrong services', () => text('"gone":{', `${wrongs(99_000, '{"x":1}')},"gone":{`)],
    ['4,900 wrong services', () => text('"gone":{', `${wrongs(4900, `{"x":[${'1,'.repeat(38)}0]}`)},"gone":{`)],
    ['4,900 wrong professions', () => text('"nurse":', `${wrongs(4900, '0')},"nurse":`)],
    ['10,000 wrong profiles', () => text('["weekly"]', `[${'[],'.repeat(9999)}0]`)],
    ['180,000 wrong rules', () => text('"gone":{', `${desks('{},')},"gone":{`)],
    ['180,000 numbers for rules', () => text('"gone":{', `${desks('0,')},"gone":{`)],
    ['800,000 escapes', () => `{"format": 1, "a": "${'\\u0041'.repeat(800_000)}"}`],
    ['4,900,000 spaces', () => `{${' '.repeat(4_900_000)}x`],
    ['4,900,000 digits', () => `{"a": ${'9'.repeat(4_900_000)}.}`],
    ['4,900,000 letters', () => `{"a": ${'a'.repeat(4_900_000)}}`],
    ['1,200,000 texts', () => `[${'"a",'.repeat(1_200_000)}`],
  ])('is refused within seconds and in few words: %s', (_, make) => {
    const file = make();
    expect(file.length).toBeLessThan(5_000_000);
    const issues = issuesOf(readScenario(file));
    expect(issues.length).toBeLessThanOrEqual(51);
    for (const issue of issues) expect(issue.message.length).toBeLessThan(1000);
  });
});

describe('An object that is no plain data', () => {
  it('is refused when it holds itself', () => {
    const loop: Record<string, unknown> = { format: 1 };
    loop.self = loop;
    expect(onlyIssue(readScenarioObject(loop)).code).toBe('too-deep');
  });

  it.each([
    ['a function', () => 1],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a big integer', 1n],
    ['a symbol', Symbol('x')],
  ])('is refused when it holds %s', (_, value) => {
    expect(onlyIssue(readScenarioObject({ format: 1, a: { b: value } }))).toMatchObject({
      code: 'not-plain',
      path: 'a.b',
    });
  });

  it('is refused when a list claims more entries than fit', () => {
    const empty: unknown[] = [];
    empty.length = 4_000_000_000;
    expect(onlyIssue(readScenarioObject({ format: 1, a: empty })).code).toBe('too-many');
  });

  it('may come without a prototype, or with undefined where a field is left out', () => {
    const bare = Object.assign(Object.create(null) as object, queue(), { caution: undefined });
    expect(readScenarioObject(bare).ok).toBe(true);
  });
});
