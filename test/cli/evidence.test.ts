import { describe, expect, it } from 'vitest';
import { csv } from '../../cli/csv';
import { evidenceCsv, evidenceOf, evidenceWords } from '../../cli/evidence-words';
import { GRADES } from '../../engine/scenario/schema';
import { EngineService } from '../../workers/engine-service';
import { quantity, queue } from '../scenario/fixture';

const described = (note: string) => {
  const scenario = queue() as { parameters: Record<string, object> };
  scenario.parameters.minutes = { ...quantity(45, 'minute', 30, 60), note };
  const answer = new EngineService().describe({ scenario: JSON.stringify(scenario), changes: [] });
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  return answer.value;
};

describe('the evidence of a scenario', () => {
  it('is every quantity in the order of the file, each with value, unit, range, source and grade', () => {
    const description = described('by hand');
    const all = evidenceOf(description, {});
    expect(all.map(({ id }) => id)).toEqual(description.parameters.map(({ id }) => id));
    expect(all.find(({ id }) => id === 'minutes')).toMatchObject({
      value: 45,
      unit: 'minute',
      low: 30,
      high: 60,
      note: 'by hand',
    });
    for (const { grade, source } of all) {
      expect(GRADES).toContain(grade);
      expect(source).not.toBe('');
    }
  });

  it('is chosen by grade, source, unit and words, and by all of them together', () => {
    const description = described('counted in one week');
    expect(evidenceOf(description, { unit: 'minute' }).map(({ id }) => id)).toEqual(['minutes']);
    expect(evidenceOf(description, { text: 'WEEK counted' }).map(({ id }) => id)).toEqual(['minutes']);
    expect(evidenceOf(description, { text: 'counted', unit: 'share' })).toEqual([]);
    const assumed = evidenceOf(description, { grade: 'assumption' });
    expect(assumed).toHaveLength(description.parameters.filter(({ grade }) => grade === 'assumption').length);
    expect(evidenceOf(description, { source: 'nobody' })).toEqual([]);
  });

  it('takes the year of the publication where the figure has none', () => {
    const description = described('');
    const [first] = description.parameters;
    const cited = {
      ...description,
      sources: { book: { title: 'A book', year: 2016 } },
      parameters: [
        { ...first, source: 'book §2', year: undefined },
        { ...first, source: 'book §2', year: 2012 },
        { ...first, source: 'assumption', year: undefined },
      ],
    };
    expect(evidenceOf(cited, {}).map(({ year }) => year)).toEqual([2016, 2012, null]);
  });

  it('never lets a spreadsheet take a text for a formula', () => {
    expect(csv([['=1+1', '+a', '-b', '@c', -3, 'plain, "quoted"']])).toBe(`'=1+1,'+a,'-b,'@c,-3,"plain, ""quoted"""`);
    const lines = evidenceCsv(evidenceOf(described('=HYPERLINK("http://x")'), { unit: 'minute' })).split('\r\n');
    expect(lines[0]).toBe('id,title,value,unit,low,high,grade,source,year,note');
    expect(lines[1]).toContain(`"'=HYPERLINK(""http://x"")"`);
  });

  it('says how many there are of each grade, and what to do when nothing fits', () => {
    const description = described('');
    const all = evidenceOf(description, {});
    expect(evidenceWords(all, all.length)).toMatch(new RegExp(`^${all.length} of ${all.length} quantities: \\d+ `));
    expect(evidenceWords([], all.length)).toBe(
      `0 of ${all.length} quantities. Nothing fits; ask for less with --grade, --source, --unit or --text.`,
    );
  });
});
