/** One person's way in words, from logs of the engine itself. */
import { describe, expect, it } from 'vitest';
import { follow } from '../../engine/index';
import {
  contactsOf,
  dayWords,
  fateWords,
  lineWords,
  sideBySide,
  staysOf,
  stretchWords,
  waitsOf,
  type PersonContext,
} from '../../ui/words/person';
import {
  NEED,
  clinic,
  comingAt,
  days,
  desk,
  exit,
  modelOf,
  posts,
  q,
  team,
  together,
} from '../mechanisms/small-scenarios';

const context: PersonContext = {
  service: (id) => ({ desk: 'The desk', clinic: 'The clinic', home: 'Home', team: 'The team' })[id] ?? id,
  startDate: '2017-04-01',
  attributes: { need: { title: 'Need', values: [{ id: 'urgent', title: 'Urgent' }] } },
};
const queue = (served: number, runDays = 20) =>
  modelOf({
    days: runDays,
    attributes: NEED,
    services: {
      door: comingAt([1, 1, 1.5], 'desk', { need: { routine: 0, urgent: 'rest' } }),
      desk: desk(days(served)),
      home: exit(),
    },
  });

describe('days and stretches', () => {
  it('are dates where the scenario has one', () => {
    expect(dayWords(0, '2017-04-01')).toBe('1 April 2017');
    expect(dayWords(364.9, '2017-04-01')).toBe('31 March 2018');
    expect(dayWords(12.7, undefined)).toBe('day 12');
  });

  it('are said as people say them', () => {
    const said = [0.02, 0.7, 3.2, 13.4, 14, 136, 1 / 24].map(stretchWords);
    expect(said).toEqual(['29 minutes', '17 hours', '3 days', '13 days', '2 weeks', '19 weeks and 3 days', '1 hour']);
  });
});

describe('a way', () => {
  const before = follow(queue(2), 'small', 0, 'door:2');
  const after = follow(queue(0.2), 'small', 0, 'door:2');

  it('has a sentence for each end', () => {
    expect(fateWords('In the baseline', before, context)).toBe(
      'In the baseline, this person waits 4 days in all and leaves on 8 April 2017.',
    );
    expect(fateWords('With it', after, context)).toBe('With it, this person never waits and leaves on 2 April 2017.');
    expect(fateWords('Here', follow(queue(2, 4), 'small', 0, 'door:2'), context)).toBe(
      'Here, this person waits 3 days in all and is still waiting when the run ends: at The desk, for 3 days so far.',
    );
    expect(fateWords('Here', follow(queue(2), 'small', 0, 'door:7'), context)).toBe(
      'Here, this person does not come in.',
    );
  });

  it('says why they wait, and how many are before them', () => {
    expect(waitsOf(before, context.startDate)).toEqual([
      { service: 'desk', from: 1.5, to: 5, isOver: true, why: 'nobody is free to see them; 1 person before' },
    ]);
    expect(waitsOf(after)).toEqual([]);
    const late = modelOf({
      days: 20,
      services: {
        door: comingAt(together(3, 1.5), 'clinic'),
        clinic: clinic(1, { diaryOpen: q(2, 'day') }),
        home: exit(),
      },
    });
    const [wait] = waitsOf(follow(late, 'small', 0, 'door:2'), context.startDate);
    expect(wait).toMatchObject({ service: 'clinic', from: 1.5, isOver: true });
    expect(wait.why).toBe('no free slot before 5 April 2017, to which the diary is open; first in line');
  });

  it('is a row of stays without a gap', () => {
    expect(staysOf(before)).toEqual([{ service: 'desk', from: 1.5, to: 7 }]);
    const stays = staysOf(follow(queue(2, 4), 'small', 0, 'door:2'));
    expect(stays).toEqual([{ service: 'desk', from: 1.5, to: 4 }]);
  });

  it('stands beside another one, the same step in one row, whenever it happens', () => {
    const rows = sideBySide([before, after], context);
    const asText = rows.map(({ cells, differs }) => [
      ...cells.map((cell) => (cell ? `${cell.day} ${cell.text}` : '')),
      differs,
    ]);
    expect(asText).toEqual([
      ['1.5 The desk: arrives (Need: Urgent)', '1.5 The desk: arrives (Need: Urgent)', false],
      ['1.5 The desk: waits: nobody is free to see them, 1 person before', '', true],
      ['5 The desk: is seen, after a wait of 4 days', '1.5 The desk: is seen', true],
      ['7 The desk: is done here', '1.7 The desk: is done here', true],
      ['7 Home: arrives', '1.7 Home: arrives', true],
      ['7 leaves for good', '1.7 leaves for good', true],
    ]);
  });

  it('counts contacts and does not list them', () => {
    const model = modelOf({
      days: 60,
      posts: { nurses: posts(1) },
      services: {
        door: comingAt([0.1], 'team'),
        team: team({ everyDays: 7, contacts: 2, contactHours: 1 }),
        home: exit(),
      },
    });
    const followed = follow(model, 'small', 0, 'door:0');
    expect(contactsOf(followed)).toBe(2);
    expect(sideBySide([followed], context).some(({ cells }) => cells[0]?.text.includes('has a contact'))).toBe(false);
    expect(lineWords(followed.entries[1], context)).toBe('The team: gets a place with a coordinator');
  });
});
