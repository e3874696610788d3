/**
 * What a team counts by profession: cases per WTE, contacts made of those planned, hours needed against hours left. The
 * strain of a rota shows here and not in the team's means (R1: 1-2 % of a team, above 10 % of its AMHPs).
 */
import type { WeekMeasureName } from '../scenario/week-measure-table';
import type { Cumulative } from '../stocks/stocks';
import type { Coordinators } from './coordinators';
import type { TeamSpec } from './team-spec';
import type { World } from './world';

/** The tallies of one team's professions. */
export class ProfessionTallies {
  private readonly professions: { id: string; title: string }[];
  /** Profession of each coordinator; −1 where a team shares its cases. */
  private readonly kindOf: Int32Array;
  private readonly kindOfEntry: Int32Array;
  /** Cases and WTE, summed over days of the last quarter. */
  private readonly caseDays: Float64Array;
  private readonly wteDays: Float64Array;
  private readonly plannedContacts: Float64Array;
  private readonly made: Float64Array;
  private readonly neededHours: Float64Array;
  private readonly availableHours: Float64Array;
  private readonly stepCases: Float64Array[];
  private readonly at: { cases: number; series: number; made: number; hours: number }[];

  constructor(
    private readonly world: World,
    id: string,
    private readonly spec: TeamSpec,
    private readonly coordinators: Coordinators,
  ) {
    const titles = new Map(world.workforce.spec.professions.map((profession) => [profession.id, profession.title]));
    const ids = [...new Set(spec.staff.map(({ profession }) => profession))];
    this.professions = ids.map((profession) => ({ id: profession, title: titles.get(profession) ?? profession }));
    this.kindOfEntry = Int32Array.from(spec.staff, ({ profession }) => ids.indexOf(profession));
    this.kindOf = Int32Array.from(coordinators.entryOf, (entry) =>
      coordinators.pooled ? -1 : this.kindOfEntry[entry],
    );
    const kinds = ids.length;
    this.caseDays = new Float64Array(kinds);
    this.wteDays = new Float64Array(kinds);
    this.plannedContacts = new Float64Array(kinds);
    this.made = new Float64Array(kinds);
    this.neededHours = new Float64Array(kinds);
    this.availableHours = new Float64Array(kinds);
    this.stepCases = ids.map(() => new Float64Array(world.model.steps));
    const { measures } = world;
    this.at = this.professions.map((profession) => {
      const part = `profession=${profession.id}`;
      const cases = {
        name: 'casesPerWte',
        title: `${spec.title}: cases per WTE, ${profession.title}`,
        unit: 'people per WTE',
        part,
        good: 'lower' as const,
      };
      const quarter = 'averaged over the last quarter of a year';
      return {
        cases: measures.scalar(id, {
          ...cases,
          definition: `Open cases of this profession ÷ its WTE in post, ${quarter}.`,
        }),
        series: measures.series(id, {
          ...cases,
          definition: 'Open cases of this profession ÷ its WTE in post at the end of the step.',
        }),
        made: coordinators.pooled
          ? -1
          : measures.scalar(id, {
              name: 'contactsMade',
              title: `${spec.title}: contacts made of those planned, ${profession.title}`,
              unit: 'share',
              definition: 'Contacts made by this profession ÷ contacts that the plan foresees for its cases.',
              good: 'higher',
              part,
            }),
        hours: coordinators.pooled
          ? -1
          : measures.scalar(id, {
              name: 'hoursNeeded',
              title: `${spec.title}: hours needed ÷ hours left, ${profession.title}`,
              unit: 'share',
              definition:
                'Hours that planned contacts and other casework of this profession need ÷ its ledger hours left after rota, slots and standing work.',
              good: 'lower',
              part,
            }),
      };
    });
  }

  /** Forget what was counted. */
  restart(): void {
    for (const sums of [
      this.caseDays,
      this.wteDays,
      this.plannedContacts,
      this.made,
      this.neededHours,
      this.availableHours,
    ]) {
      sums.fill(0);
    }
    for (const steps of this.stepCases) steps.fill(0);
  }

  /** A day of a staff entry's cases: contacts planned, and hours that they and other casework need. */
  planned(entry: number, contacts: number, neededHours: number): void {
    const kind = this.kindOfEntry[entry];
    this.plannedContacts[kind] += contacts;
    this.neededHours[kind] += neededHours;
  }

  /** Hours that this coordinator has for contacts and other casework today. */
  available(coordinator: number, hours: number): void {
    const kind = this.kindOf[coordinator];
    if (kind >= 0) this.availableHours[kind] += hours;
  }

  /** Contacts were made by this coordinator. */
  contacts(coordinator: number, contacts: number): void {
    const kind = this.kindOf[coordinator];
    if (kind >= 0) this.made[kind] += contacts;
  }

  /** The day's session is over. */
  endSession(): void {
    if (this.world.clock[0] < this.world.lateFrom) return;
    this.professions.forEach(({ id }, i) => {
      this.caseDays[i] += this.casesOf(id);
      this.wteDays[i] += this.wteOf(id);
    });
  }

  /** A step of the series ends. */
  endStep(step: number): void {
    this.professions.forEach(({ id }, i) => {
      this.stepCases[i][step] = this.casesOf(id) / this.wteOf(id);
    });
  }

  /** Cases per WTE of all professions together. */
  casesPerWte(): number {
    return sum(this.caseDays) / sum(this.wteDays);
  }

  /** @see Service.cumulative */
  cumulative(measure: WeekMeasureName, profession: string): Cumulative | null {
    const kind = this.professions.findIndex(({ id }) => id === profession);
    if (kind < 0 || this.coordinators.pooled) return null;
    const { availableHours, neededHours, made, plannedContacts } = this;
    if (measure === 'cover') return { total: () => availableHours[kind], over: () => neededHours[kind] };
    return measure === 'contactsMade' ? { total: () => made[kind], over: () => plannedContacts[kind] } : null;
  }

  /** Write the replication's values. */
  collect(values: Float64Array): void {
    this.at.forEach((place, i) => {
      values[place.cases] = this.caseDays[i] / this.wteDays[i];
      values.set(this.stepCases[i], place.series);
      if (place.made < 0) return;
      values[place.made] = this.made[i] / this.plannedContacts[i];
      values[place.hours] = this.neededHours[i] / this.availableHours[i];
    });
  }

  private casesOf(profession: string): number {
    const { coordinators, spec } = this;
    if (coordinators.pooled) {
      const wte = this.professions.reduce((total, { id }) => total + this.wteOf(id), 0);
      return (coordinators.load[0] * this.wteOf(profession)) / Math.max(1e-9, wte);
    }
    let cases = 0;
    for (let i = 0; i < coordinators.count; i++) {
      if (spec.staff[coordinators.entryOf[i]].profession === profession) cases += coordinators.load[i];
    }
    return cases;
  }

  private wteOf(profession: string): number {
    let wte = 0;
    for (const entry of this.spec.staff) {
      if (entry.profession === profession) wte += this.world.workforce.staffed(entry.group);
    }
    return wte;
  }
}

function sum(numbers: Float64Array): number {
  return numbers.reduce((total, number) => total + number, 0);
}
