/** The list of planted mistakes keeps up with the engine. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { KNOWN_ANSWERS } from '../theory/cases';
import { mutate, MUTANTS } from '../theory/mutants';

describe('planted mistakes', () => {
  it.each(MUTANTS.map((mutant) => [`${mutant.file}: ${mutant.breaks}`, mutant] as const))('%s', (_name, mutant) => {
    const text = readFileSync(mutant.file, 'utf8');
    const changed = mutate(text, mutant);
    expect(changed).not.toBe(text);
    expect(changed.split('\n')).toHaveLength(text.split('\n').length);
    expect(mutant.test ?? mutant.cases).toBeDefined();
    if (mutant.test === undefined) return;
    expect(existsSync(mutant.test)).toBe(true);
    if (mutant.title !== undefined) expect(readFileSync(mutant.test, 'utf8')).toContain(mutant.title);
  });

  it('are each made once', () => {
    const names = MUTANTS.map(({ file, before }) => `${file}: ${before}`);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it('break every known answer, each at least once', () => {
    const broken = new Set(MUTANTS.flatMap(({ cases }) => cases ?? []));
    expect([...broken].sort()).toEqual(KNOWN_ANSWERS.map(({ scenario }) => scenario).sort());
  });

  it('are refused when the line is not there, or there twice', () => {
    const mutant = { file: 'a.ts', before: 'x++;', after: 'x--;', breaks: '' };
    expect(mutate('  x++;\n  y++;', mutant)).toBe('  x--;\n  y++;');
    expect(() => mutate('  y++;', mutant)).toThrow('0 times');
    expect(() => mutate('  x++;\n  x++;', mutant)).toThrow('2 times');
  });
});
