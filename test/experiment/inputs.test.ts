/** Quantities as uncertain inputs. */
import { describe, expect, it } from 'vitest';
import { atSetting, inputsAt, readScenario, uncertainInputs, type Scenario } from '../../engine/index';
import { parameter, scenarioText, coming, desk, exit, q } from '../mechanisms/small-scenarios';

function scenario(): Scenario {
  const read = readScenario(
    scenarioText({
      days: 10,
      parameters: {
        off: { ...parameter(0, 'share'), high: 1 },
        on: { ...parameter(0.5, 'share'), low: 0, high: 1 },
        stay: { ...parameter(2, 'hour'), low: 1, high: 3 },
        toHome: { ...parameter(0.5, 'share'), low: 0.2, high: 0.9 },
      },
      services: {
        door: coming(2, 'desk'),
        desk: desk(
          { kind: 'fixed', value: 'stay * 2' },
          {
            to: [
              {
                to: [
                  { share: 'toHome', to: 'home' },
                  { share: 'rest', to: 'away' },
                ],
              },
            ],
          },
        ),
        home: exit(),
        away: exit(),
      },
      stocks: { strain: { title: 'Strain', unit: 'share', start: 1, inflow: `(1 - strain) / ${q(30, 'day')}` } },
      loops: {
        R1: {
          title: 'Off',
          strength: 'off',
          source: 'assumption',
          links: [{ to: ['services.desk.service.value'], times: 'strain' }],
        },
        R2: {
          title: 'On',
          strength: 'on',
          source: 'assumption',
          links: [{ to: ['services.desk.service.value'], times: 'strain' }],
        },
      },
    }),
  );
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.value;
}

describe('uncertainInputs', () => {
  it('knows strengths of loops that are off, and what has no range', () => {
    const kinds = Object.fromEntries(uncertainInputs(scenario()).map(({ id, kind }) => [id, kind]));
    expect(kinds).toMatchObject({ off: 'loop off', on: 'range', stay: 'range', toHome: 'range' });
    expect(Object.values(kinds).filter((kind) => kind === 'none').length).toBe(2);
  });
});

describe('inputsAt', () => {
  it.each([
    ['services.desk.service.value', ['stay']],
    ['services.desk.to.0.to.0.share', ['toHome']],
    ['services.desk.to', ['toHome']],
    ['services.desk.to.7.nothing', ['toHome']],
    ['parameters.stay', ['stay']],
    ['parameters.none', []],
    ['nowhere', []],
    ['__proto__.polluted', []],
  ])('%s hangs on %j', (path, ids) => {
    expect(inputsAt(scenario(), path)).toEqual(ids);
  });
});

describe('atSetting', () => {
  it('changes values alone, of quantities that there are', () => {
    const before = scenario();
    const after = atSetting(before, { stay: 3, unknown: 1, __proto__: 2 } as never);
    expect(after.parameters.stay).toEqual({ ...before.parameters.stay, value: 3 });
    expect(Object.keys(after.parameters)).toEqual(Object.keys(before.parameters));
    expect(before.parameters.stay.value).toBe(2);
  });
});
