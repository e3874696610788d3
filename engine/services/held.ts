/** People who are held after their stay is over, for one cause or another, and keep the place meanwhile: delayed discharge. */
import { DIMENSIONLESS } from '../expression/units';
import type { Distribution } from '../random/distribution';
import { purposeOf } from '../random/keyed-draws';
import { LevelTally } from '../results/tally';
import { SHARE, type FieldReader } from '../scenario/reader';
import type { DelayField } from '../scenario/services';
import type { World } from './world';

/** A cause, compiled. */
export interface HeldCause {
  id: string;
  title: string;
  /** Index of the quantity. */
  share: number;
  duration: Distribution;
}

/** Compile the causes for which a delay holds people. */
export function compileHeld(reader: FieldReader, path: string, field: DelayField['held']): HeldCause[] {
  const causes = (field ?? []).map(({ id, title, share, duration }, i) => ({
    id,
    title,
    share: reader.quantity(`${path}.${i}.share`, share, DIMENSIONLESS, SHARE),
    duration: reader.distribution(`${path}.${i}.duration`, duration),
  }));
  if (causes.length > 0)
    reader.checkShares(
      path,
      causes.map(({ share }) => share),
      true,
    );
  return causes;
}

/** Who is held in one delay, and how many over time. */
export class Held {
  private readonly all: LevelTally;
  private readonly byCause: LevelTally[];
  private readonly perStep: Float64Array;
  private readonly whetherDraw: number;
  private readonly timeDraw: number;
  private readonly at: { mean: number; share: number; series: number; causes: number[] };

  /** @param id of the delay */
  constructor(
    private readonly world: World,
    id: string,
    title: string,
    private readonly causes: readonly HeldCause[],
  ) {
    this.all = new LevelTally(world.clock);
    this.byCause = causes.map(() => new LevelTally(world.clock));
    this.perStep = new Float64Array(world.model.steps);
    this.whetherDraw = purposeOf(id, 'held');
    this.timeDraw = purposeOf(id, 'held:time');
    const { measures } = world;
    this.at = {
      mean: measures.scalar(id, {
        name: 'held',
        title: `${title}: people held after they were ready to leave`,
        unit: 'people',
        definition: 'Time average of people whose stay is over and who keep the place.',
        good: 'lower',
      }),
      share: measures.scalar(id, {
        name: 'heldShare',
        title: `${title}: share of days held`,
        unit: 'share',
        definition: 'Days of people whose stay was over ÷ all days of people inside.',
        good: 'lower',
      }),
      series: measures.series(id, {
        name: 'held',
        title: `${title}: people held after they were ready to leave`,
        unit: 'people',
        definition: 'People whose stay is over and who keep the place, at the end of the step.',
        good: 'lower',
      }),
      causes: causes.map((cause) =>
        measures.scalar(id, {
          name: 'held',
          title: `${title}: people held, ${cause.title}`,
          unit: 'people',
          definition: `Time average of people held: ${cause.title}.`,
          good: 'lower',
          part: `cause=${cause.id}`,
        }),
      ),
    };
  }

  /** A new replication. */
  reset(): void {
    this.all.reset(0);
    for (const level of this.byCause) level.reset(0);
    this.perStep.fill(0);
  }

  /** Forget what was counted. */
  restart(): void {
    this.all.restart();
    for (const level of this.byCause) level.restart();
    this.perStep.fill(0);
  }

  /** Why a person whose stay is over is held: a cause, or −1. */
  causeOf(person: number): number {
    return this.choose(this.world.draws.uniform(person, this.whetherDraw), false, 1);
  }

  /**
   * Why somebody who is inside at the start is held already: causes count by the days that they take, against those of a stay.
   * @param stayDays mean stay of those inside
   */
  causeAtStart(person: number, stayDays: number): number {
    const { values } = this.world.quantities;
    let days = stayDays;
    for (const { share, duration } of this.causes) days += values[share] * duration.mean();
    return this.choose(this.world.draws.uniform(person, this.whetherDraw), true, days);
  }

  private choose(uniform: number, byDays: boolean, whole: number): number {
    const { values } = this.world.quantities;
    let below = 0;
    for (let i = 0; i < this.causes.length; i++) {
      const { share, duration } = this.causes[i];
      below += (values[share] * (byDays ? duration.mean() : 1)) / whole;
      if (uniform < below) return i;
    }
    return -1;
  }

  /** Days for which somebody is held. */
  daysOf(person: number, cause: number): number {
    return this.world.draws.sample(person, this.timeDraw, this.causes[cause].duration);
  }

  /** Days that are left of a hold in the middle of which somebody is found. */
  daysLeftOf(person: number, cause: number): number {
    const generator = this.world.draws.seekPerson(person, this.timeDraw);
    return this.causes[cause].duration.sampleLengthBiased(generator) * generator.uniform();
  }

  begins(cause: number): void {
    this.all.add(1);
    this.byCause[cause].add(1);
  }

  ends(cause: number): void {
    this.all.add(-1);
    this.byCause[cause].add(-1);
  }

  endStep(step: number): void {
    this.perStep[step] = this.all.level;
  }

  /** Title of a cause, for the story of a person. */
  titleOf(cause: number): string {
    return this.causes[cause].title;
  }

  /** Write the replication's values. @param insideMean time average of all people inside */
  collect(values: Float64Array, insideMean: number): void {
    const { at } = this;
    values[at.mean] = this.all.mean();
    values[at.share] = insideMean > 0 ? this.all.mean() / insideMean : 0;
    values.set(this.perStep, at.series);
    at.causes.forEach((place, i) => {
      values[place] = this.byCause[i].mean();
    });
  }
}
