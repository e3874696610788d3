/** Ways between services, and what each parameter is used by, read from a compiled scenario. */
import { describe, expect, it } from 'vitest';
import { usesOf, waysOf } from '../../engine/index';
import { clinic, coming, days, desk, exit, modelOf, parameter, posts, q, team } from '../mechanisms/small-scenarios';

describe('ways', () => {
  it('are those that people can take; a share of 0 for the whole run leads nowhere', () => {
    const model = modelOf({
      days: 30,
      services: {
        door: coming(1, [
          {
            to: [
              { share: q(0, 'share'), to: 'home' },
              { share: q(0.4, 'share'), to: 'desk' },
              { share: 'rest', to: 'clinic' },
            ],
          },
        ]),
        desk: desk(days(1), { patience: days(3), patienceTo: 'lost' }),
        clinic: clinic(1, {
          missed: { share: 0, rebook: 1, limit: 20, to: 'lost' },
          leaves: { hazard: 0, to: 'lost' },
          turns: [{ id: 'crisis', hazard: q(0.01, '1/day'), to: 'desk' }],
        }),
        home: exit({ returns: { share: q(0.1, 'share'), after: days(5), to: 'desk' } }),
        lost: exit(),
      },
    });
    const found = waysOf(model).map(({ from, to }) => `${from} > ${to}`);
    expect(found).toEqual([
      'door > desk',
      'door > clinic',
      'desk > home',
      'desk > lost',
      'clinic > home',
      'clinic > lost',
      'clinic > desk',
      'home > desk',
    ]);
  });
});

describe('uses of parameters', () => {
  it('are the services whose fields name them, and those that draw on the posts that do', () => {
    const plan = { everyDays: 7, contacts: 2, contactHours: 1 };
    const model = modelOf({
      days: 30,
      parameters: { size: parameter(2, 'WTE'), people: parameter(3, 'person/day'), both: parameter(0.5, 'day') },
      posts: {
        nurses: posts(2, { established: 'size', inPost: 'size' }),
        idle: posts(1, { established: 'size', inPost: 'size' }),
      },
      services: {
        door: { ...coming(1, 'desk'), arrivals: { rate: 'people' } },
        desk: desk({ kind: 'fixed', value: 'both' }, { to: 'team' }),
        other: desk({ kind: 'fixed', value: 'both * 2' }),
        team: team(plan, { contacts: { interval: { kind: 'fixed', value: 'both' } } }),
        home: exit(),
      },
    });
    const uses = new Map(usesOf(model).map(({ parameter: id, ...rest }) => [id, rest]));
    expect(uses.get('people')).toEqual({ services: ['door'], parts: [] });
    expect(uses.get('both')).toEqual({ services: ['desk', 'other', 'team'], parts: [] });
    expect(uses.get('size')).toEqual({ services: ['team'], parts: ['posts'] });
    expect([...uses.keys()]).toEqual(Object.keys(model.scenario.parameters));
  });
});
