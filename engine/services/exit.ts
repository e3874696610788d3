/** The end of a person's way through the model; some come back after a while as a new referral. */
import { DIMENSIONLESS } from '../expression/units';
import type { Distribution } from '../random/distribution';
import { purposeOf } from '../random/keyed-draws';
import { SHARE, type CompiledCase, type FieldReader } from '../scenario/reader';
import type { ExitField } from '../scenario/services';
import { REFERRED_AT, TIMES } from './people';
import type { WeekMeasureName } from '../scenario/week-measure-table';
import type { Cumulative } from '../stocks/stocks';
import { compileRoute, pick, type Route } from './routes';
import { Service } from './service';
import type { World } from './world';

const RETURNS = 0;
const DAYS_PER_WEEK = 7;

interface ExitSpec {
  title: string;
  returns: { share: CompiledCase<number>[]; after: Distribution; to: Route } | null;
}

/** Compile an exit. @returns how to build it in a world */
export function compileExit(
  reader: FieldReader,
  id: string,
  index: number,
  field: ExitField,
): (world: World) => Service {
  const path = `services.${id}.returns`;
  const spec: ExitSpec = {
    title: field.title,
    returns:
      field.returns === undefined
        ? null
        : {
            share: reader.cases(`${path}.share`, field.returns.share, (at, share) =>
              reader.quantity(at, share, DIMENSIONLESS, SHARE),
            ),
            after: reader.distribution(`${path}.after`, field.returns.after),
            to: compileRoute(reader, `${path}.to`, field.returns.to),
          },
  };
  return (world) => new Exit(world, index, id, spec);
}

/** An exit in a running world. */
export class Exit extends Service {
  private readonly returnDraw: number;
  private readonly afterDraw: number;
  // left, came back
  private readonly counts = new Float64Array(2);
  private away = 0;
  private readonly at: { arrivals: number; returns: number };

  constructor(
    world: World,
    index: number,
    id: string,
    private readonly spec: ExitSpec,
  ) {
    super(world, index, id);
    this.returnDraw = purposeOf(id, 'returns');
    this.afterDraw = purposeOf(id, 'after');
    this.at = {
      arrivals: world.measures.scalar(id, {
        name: 'arrivals',
        title: `${spec.title}: people`,
        unit: 'people per week',
        definition: 'People who came to this exit, per week.',
      }),
      returns:
        spec.returns === null
          ? -1
          : world.measures.scalar(id, {
              name: 'returns',
              title: `${spec.title}: come back`,
              unit: 'people per week',
              definition: 'People who came back from this exit as a new referral, per week.',
              good: 'lower',
            }),
    };
  }

  override reset(): void {
    this.counts.fill(0);
    this.away = 0;
  }

  override arrive(person: number): void {
    const { spec, world } = this;
    this.counts[0]++;
    world.dropHome(person);
    if (spec.returns !== null) {
      const share = world.quantities.values[pick(spec.returns.share, world.people, person)];
      if (world.draws.uniform(person, this.returnDraw) < share) {
        this.away++;
        if (world.trace !== null) world.tell(person, this.index, 'is away, to come back');
        const after = world.draws.sample(person, this.afterDraw, spec.returns.after);
        world.schedule(world.clock[0] + after, this.index, RETURNS, person);
        return;
      }
    }
    world.network.leave(person);
  }

  override handle(_what: number, person: number): void {
    const { spec, world } = this;
    this.away--;
    this.counts[1]++;
    if (world.trace !== null) world.tell(person, this.index, 'comes back with a new referral');
    // A new referral: its wait starts now.
    world.people.times[(person << TIMES) + REFERRED_AT] = world.clock[0];
    world.follow(person, spec.returns!.to);
  }

  override restart(): void {
    this.counts.fill(0);
  }

  override inside(): number {
    return this.away;
  }

  override cumulative(measure: WeekMeasureName): Cumulative | null {
    const { counts, world } = this;
    const index = measure === 'arrivals' ? 0 : measure === 'returns' ? 1 : -1;
    return index < 0 ? null : { total: () => counts[index], over: () => world.clock[0] };
  }

  override collect(values: Float64Array): void {
    const weeks = (this.world.clock[0] - this.world.countingFrom) / DAYS_PER_WEEK;
    values[this.at.arrivals] = this.counts[0] / weeks;
    if (this.at.returns >= 0) values[this.at.returns] = this.counts[1] / weeks;
  }
}
