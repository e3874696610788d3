/** The model as a whole: who comes in, who leaves, how long they were inside. */
import { LevelTally } from '../results/tally';
import { ENTERED_AT, REFERRED_AT, TIMES } from './people';
import type { World } from './world';

const DAYS_PER_WEEK = 7;
/** The last line about somebody who is followed. */
export const LEAVES_MODEL = 'leaves for good';

/** Counts people through the whole model. */
export class Network {
  private readonly level: LevelTally;
  // came, left, sum of the days that those who left had been inside
  private readonly counts = new Float64Array(3);
  private readonly at: { arrivals: number; exits: number; inSystemMean: number; timeInSystemMean: number };

  constructor(private readonly world: World) {
    this.level = new LevelTally(world.clock);
    const { measures } = world;
    const id = 'network';
    this.at = {
      arrivals: measures.scalar(id, {
        name: 'arrivals',
        title: 'People entering the model',
        unit: 'people per week',
        definition: 'New people from all sources, returns not counted again, per week.',
      }),
      exits: measures.scalar(id, {
        name: 'exits',
        title: 'People leaving the model',
        unit: 'people per week',
        definition: 'People who left for good, per week.',
      }),
      inSystemMean: measures.scalar(id, {
        name: 'inSystemMean',
        title: 'People in the model',
        unit: 'people',
        definition: 'Time average of people anywhere in the model.',
      }),
      timeInSystemMean: measures.scalar(id, {
        name: 'timeInSystemMean',
        title: 'Time in the model',
        unit: 'days',
        definition: 'Mean time from entering to leaving, of those who left.',
      }),
    };
  }

  /** @see Service.reset */
  reset(): void {
    this.level.reset(0);
    this.restart();
  }

  /** Forget what was counted. */
  restart(): void {
    this.level.restart();
    this.counts.fill(0);
  }

  /** A new person enters. @returns the person */
  enter(entity: number, ordinal: number): number {
    const { world } = this;
    const person = world.people.add(entity, ordinal);
    const now = world.clock[0];
    world.people.times[(person << TIMES) + ENTERED_AT] = now;
    world.people.times[(person << TIMES) + REFERRED_AT] = now;
    this.counts[0]++;
    this.level.add(1);
    return person;
  }

  /** The person leaves for good. */
  leave(person: number): void {
    const { world } = this;
    this.counts[1]++;
    this.counts[2] += world.clock[0] - world.people.times[(person << TIMES) + ENTERED_AT];
    this.level.add(-1);
    if (world.trace !== null) world.tell(person, -1, LEAVES_MODEL);
    world.people.remove(person);
  }

  /** @see Service.collect */
  collect(values: Float64Array): void {
    const days = this.world.clock[0] - this.world.countingFrom;
    values[this.at.arrivals] = (this.counts[0] / days) * DAYS_PER_WEEK;
    values[this.at.exits] = (this.counts[1] / days) * DAYS_PER_WEEK;
    values[this.at.inSystemMean] = this.level.mean();
    values[this.at.timeInSystemMean] = this.counts[2] / this.counts[1];
  }
}
