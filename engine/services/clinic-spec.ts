/** A clinic as compiled; numbers named after fields are indices of quantities. */
import { DIMENSIONLESS, PERSON, RATE, TIME } from '../expression/units';
import { purposeOf } from '../random/keyed-draws';
import { COUNT, SHARE, type CompiledCase, type FieldReader } from '../scenario/reader';
import type { CompiledPriority, Condition } from '../scenario/reference-reader';
import type { ClinicField } from '../scenario/services';
import { compileMix, type Mix } from './mix';
import { compileRoute, type Route } from './routes';
import { compileSlots, type SlotsSpec } from './slots';

/** A diary reaches at most two years ahead. */
export const LONGEST_DIARY: { low: number; high: number } = { low: 0, high: 731 };

/** A compiled clinic; numbers named after fields are indices of quantities. */
export interface ClinicSpec {
  title: string;
  waitBinDays: number;
  targets: number[];
  slots: SlotsSpec;
  attendedHours: number;
  missedHours: number;
  sessionHour: number;
  /** Hours over which the day's slots are spread; 0: all are at the session hour. */
  spreadHours: number;
  byPriority: boolean;
  priority: CompiledPriority;
  diaryOpen: number;
  notice: number;
  /** `release` is −1 when held slots are never released. */
  heldBack: { share: number; who: Condition; release: number } | null;
  bringForward: boolean;
  missed: { share: CompiledCase<number>[]; rebook: number; limit: number; to: Route };
  leaves: { hazard: number; to: Route };
  turns: { hazard: CompiledCase<number>[]; to: Route; purpose: number }[];
  start: { waiting: number; waited: number; mix: Mix } | null;
  to: Route;
}

/** Compile a clinic's fields. */
export function compileClinicSpec(reader: FieldReader, id: string, field: ClinicField): ClinicSpec {
  const path = `services.${id}`;
  const quantity = reader.quantity.bind(reader);
  const attendedHours = quantity(`${path}.hours.attended`, field.hours.attended, TIME);
  const spec: ClinicSpec = {
    title: field.title,
    waitBinDays: field.waitBinDays ?? 7,
    targets: (field.waitTargets ?? []).map((target, i) => quantity(`${path}.waitTargets.${i}`, target, TIME)),
    slots: compileSlots(reader, `${path}.slots`, field.slots, attendedHours),
    attendedHours,
    missedHours: quantity(`${path}.hours.missed`, field.hours.missed, TIME),
    sessionHour: field.sessionHour,
    spreadHours: field.spreadHours ?? 0,
    byPriority: field.booking === 'priority',
    priority: reader.priority(`${path}.priority`, field.priority),
    diaryOpen: quantity(`${path}.diaryOpen`, field.diaryOpen, TIME, LONGEST_DIARY),
    notice: quantity(`${path}.notice`, field.notice, TIME, LONGEST_DIARY),
    heldBack:
      field.heldBack === undefined
        ? null
        : {
            share: quantity(`${path}.heldBack.share`, field.heldBack.share, DIMENSIONLESS, SHARE),
            who: reader.condition(`${path}.heldBack.who`, field.heldBack.who),
            release:
              field.heldBack.release === undefined
                ? -1
                : quantity(`${path}.heldBack.release`, field.heldBack.release, TIME, LONGEST_DIARY),
          },
    bringForward: field.bringForward ?? false,
    missed: {
      share: reader.cases(`${path}.missed.share`, field.missed.share, (at, share) =>
        quantity(at, share, DIMENSIONLESS, SHARE),
      ),
      rebook: quantity(`${path}.missed.rebook`, field.missed.rebook, DIMENSIONLESS, SHARE),
      limit: field.missed.limit,
      to: compileRoute(reader, `${path}.missed.to`, field.missed.to),
    },
    leaves: {
      hazard: quantity(`${path}.leaves.hazard`, field.leaves.hazard, RATE),
      to: compileRoute(reader, `${path}.leaves.to`, field.leaves.to),
    },
    turns: (field.turns ?? []).map((turn, i) => ({
      hazard: reader.cases(`${path}.turns.${i}.hazard`, turn.hazard, (at, hazard) => quantity(at, hazard, RATE)),
      to: compileRoute(reader, `${path}.turns.${i}.to`, turn.to),
      purpose: purposeOf(id, `turns:${turn.id}`),
    })),
    start:
      field.start === undefined
        ? null
        : {
            waiting: quantity(`${path}.start.waiting`, field.start.waiting, PERSON, COUNT),
            waited: quantity(`${path}.start.waited`, field.start.waited, TIME),
            mix: compileMix(reader, `${path}.start.attributes`, field.start.attributes),
          },
    to: compileRoute(reader, `${path}.to`, field.to),
  };
  if (spec.turns.length > 1)
    reader.fail(
      'turns',
      `${path}.turns`,
      'only one way of turning elsewhere while waiting is understood; join them into one route with shares.',
    );
  if (field.sessionHour + spec.spreadHours > 24)
    reader.fail(
      'spread',
      `${path}.spreadHours`,
      `appointments over ${spec.spreadHours} hours from hour ${field.sessionHour} on would reach into the next day; begin earlier, or spread them over ${24 - field.sessionHour} hours at the most.`,
    );
  if (field.booking === 'priority' && spec.bringForward)
    reader.fail(
      'bring-forward',
      `${path}.bringForward`,
      'booking by priority books nobody further ahead than the notice, so there is nothing to bring forward; remove bringForward, or book by diary.',
    );
  if (field.booking === 'priority' && field.priority === undefined)
    reader.fail(
      'priority',
      `${path}.priority`,
      'booking by priority needs a priority: say by which attribute, and in which order.',
    );
  return spec;
}
