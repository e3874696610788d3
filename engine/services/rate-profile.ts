/** Weekly and daily shapes of a rate: what the rate is multiplied by at an instant. */
import { daysSinceEpoch, weekdayOf } from '../events/calendar';
import { type FieldReader } from '../scenario/reader';
import { nearest } from '../scenario/reference-reader';

const DAYS_PER_WEEK = 7;
const HOURS_PER_DAY = 24;
const HOURS_PER_WEEK = 168;

interface Shape {
  stepDays: number;
  cycleDays: number;
  /** Shift in days so that cycles of whole weeks begin on a Monday. */
  shift: number;
  weights: Float64Array;
  holidays: Uint8Array;
  holidayFactor: number;
}

/** The product of some shapes. */
export class RateProfile {
  /** The most that `factorAt` can be. */
  readonly highest: number;
  /** The product by hour of the week, holidays apart, where every shape fits into whole hours of a week; else empty. */
  private readonly byHour: Float64Array;
  /** What a day's product is multiplied by for being a holiday. */
  private readonly holidays: Float64Array;

  constructor(private readonly shapes: readonly Shape[]) {
    this.highest = shapes.reduce(
      (product, shape) => product * Math.max(...shape.weights) * Math.max(1, shape.holidayFactor),
      1,
    );
    const fits = shapes.every(
      ({ stepDays, cycleDays }) => isWhole(stepDays * HOURS_PER_DAY) && isWhole(DAYS_PER_WEEK / cycleDays),
    );
    this.byHour = Float64Array.from({ length: fits ? HOURS_PER_WEEK : 0 }, (_, hour) =>
      this.product((hour + 0.5) / HOURS_PER_DAY, false),
    );
    this.holidays = Float64Array.from(shapes[0]?.holidays ?? [], (_, day) =>
      shapes.reduce((product, shape) => product * (shape.holidays[day] === 1 ? shape.holidayFactor : 1), 1),
    );
  }

  /** What the rate is multiplied by at time `day`. */
  factorAt(day: number): number {
    const { byHour, holidays } = this;
    if (byHour.length === 0) return this.product(day, true);
    const whole = Math.floor(day);
    const factor =
      byHour[
        (whole % DAYS_PER_WEEK) * HOURS_PER_DAY + Math.min(HOURS_PER_DAY - 1, Math.floor((day - whole) * HOURS_PER_DAY))
      ];
    return whole < holidays.length ? factor * holidays[whole] : factor;
  }

  private product(day: number, withHolidays: boolean): number {
    let factor = 1;
    for (let i = 0; i < this.shapes.length; i++) {
      const shape = this.shapes[i];
      const within = (day + shape.shift) % shape.cycleDays;
      const step = Math.min(shape.weights.length - 1, Math.floor(within / shape.stepDays));
      factor *= shape.weights[step];
      const whole = Math.floor(day);
      if (withHolidays && whole < shape.holidays.length && shape.holidays[whole] === 1) factor *= shape.holidayFactor;
    }
    return factor;
  }
}

/** Compile the profiles that a source names; null when it names none. */
export function compileProfiles(reader: FieldReader, path: string, ids: readonly string[]): RateProfile | null {
  const { scenario } = reader;
  const { startDate } = scenario.run;
  const shapes = ids.flatMap((id): Shape[] => {
    const field = Object.hasOwn(scenario.profiles, id) ? scenario.profiles[id] : undefined;
    if (field === undefined) {
      reader.fail(
        'unknown-profile',
        path,
        `there is no profile "${id}"${nearest(id, Object.keys(scenario.profiles))}.`,
      );
      return [];
    }
    const mean = field.weights.reduce((sum, weight) => sum + weight, 0) / field.weights.length;
    if (mean === 0)
      reader.fail(
        'value',
        `profiles.${id}.weights`,
        'every weight is 0, so nobody would ever come; make one of them more than 0.',
      );
    const weights = Float64Array.from(field.weights, (weight) => (field.normalise ? weight / mean : weight));
    const stepDays = field.stepHours / 24;
    const holidays = new Uint8Array(Math.ceil(scenario.run.horizonDays) + 1);
    for (const date of scenario.holidays[field.holidays?.set ?? '']?.dates ?? []) {
      const day = startDate === undefined ? -1 : daysSinceEpoch(date) - daysSinceEpoch(startDate);
      if (day >= 0 && day < holidays.length) holidays[day] = 1;
    }
    const cycleDays = stepDays * weights.length;
    const isWeeks = Math.abs(cycleDays / 7 - Math.round(cycleDays / 7)) < 1e-9;
    const shift = isWeeks && startDate !== undefined ? weekdayOf(startDate) : 0;
    return [{ stepDays, cycleDays, shift, weights, holidays, holidayFactor: field.holidays?.factor ?? 1 }];
  });
  return ids.length === 0 ? null : new RateProfile(shapes);
}

function isWhole(number: number): boolean {
  return Math.abs(number - Math.round(number)) < 1e-9 && Math.round(number) > 0;
}
