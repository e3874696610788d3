/** Where people can go from each service, read from the scenario: for checks that follow every way at once. */
import type { Cases, ExpressionField, RouteField, Selector } from '../scenario/fields';
import type { Scenario } from '../scenario/schema';
import type { TeamField } from '../scenario/services';
import type { StartingValues } from './starting-values';

/** Whether a coordinator keeps a place for the person: what the built-in attribute `coordinated` says. */
export type Coordinated = 'yes' | 'no';

/**
 * Ways that people can take. Conditions on attributes of people count as possible; a condition on `coordinated`, a share
 * or hazard that is 0 for the whole run count for what they are.
 */
export class PathsOfPeople {
  constructor(
    private readonly scenario: Scenario,
    private readonly values: StartingValues,
  ) {}

  /** The team with this id, or null when the service is of another kind. */
  team(id: string): TeamField | null {
    const service = this.scenario.services[id];
    return service.kind === 'team' ? service : null;
  }

  /** Whether a hazard is above 0 for anybody at any time. */
  isHazard(path: string, field: Cases<ExpressionField>): boolean {
    if (!Array.isArray(field)) return this.values.isPossible(path);
    return field.some((_, i) => this.values.isPossible(`${path}.${i}.value`));
  }

  /** Services to which a route can lead; the way back to the coordinator is not among them. */
  targets(path: string, route: RouteField | undefined, coordinated: Coordinated): string[] {
    if (route === undefined) return [];
    if (typeof route === 'string') return [route];
    const found: string[] = [];
    for (const [i, { when, to }] of route.entries()) {
      if (!allows(when, coordinated)) continue;
      if (typeof to === 'string') found.push(to);
      else
        found.push(
          ...to
            .filter(({ share }, j) => share === 'rest' || this.values.isPossible(`${path}.${i}.to.${j}.share`))
            .map((branch) => branch.to),
        );
      // Everybody of this kind has found a rule; the rest of the list is for others.
      if (Object.keys(when ?? {}).every((attribute) => attribute === 'coordinated')) break;
    }
    return found.filter((id) => id !== 'coordinator');
  }

  /** Services to which people can go from this one by themselves; of a named team: once their episode is over. */
  onward(id: string, coordinated: Coordinated): string[] {
    const path = `services.${id}`;
    const field = this.scenario.services[id];
    const go = (name: string, route: RouteField | undefined): string[] =>
      this.targets(`${path}.${name}`, route, coordinated);
    switch (field.kind) {
      case 'source':
        return go('to', field.to);
      case 'desk':
        return [...go('to', field.to), ...go('patienceTo', field.patienceTo), ...go('fullTo', field.fullTo)];
      case 'clinic':
        return [
          ...go('to', field.to),
          ...go('missed.to', field.missed.to),
          ...(this.values.isPossible(`${path}.leaves.hazard`) ? go('leaves.to', field.leaves.to) : []),
          ...(field.turns ?? []).flatMap((turn, i) =>
            this.isHazard(`${path}.turns.${i}.hazard`, turn.hazard) ? go(`turns.${i}.to`, turn.to) : [],
          ),
        ];
      case 'team':
        return [
          ...go('to', field.to),
          ...go('overLimit', field.overLimit),
          ...(this.values.isPossible(`${path}.waiting.hazard`) ? go('waiting.to', field.waiting.to) : []),
          ...(field.coordinators === 'pooled' ? this.urgentTargets(id, coordinated) : []),
        ];
      case 'duty':
        return [
          ...go('to', field.to),
          ...go('screening.to', field.screening.to),
          ...(field.unstarted ?? []).map(({ to }) => to).filter((to) => to !== 'nextMorning'),
        ];
      case 'delay':
        return [...go('to', field.to), ...go('fullTo', field.fullTo)];
      case 'exit':
        return go('returns.to', field.returns?.to);
    }
  }

  /** Services to which urgent need takes people of a team. */
  urgentTargets(id: string, coordinated: Coordinated): string[] {
    return (this.team(id)?.urgent ?? []).flatMap((need, i) => {
      const path = `services.${id}.urgent.${i}`;
      return this.isHazard(`${path}.hazard`, need.hazard) ? this.targets(`${path}.to`, need.to, coordinated) : [];
    });
  }

  /** Whether a place that a coordinator keeps is still kept for people who are in this service; who leaves for good gives it up. */
  keepsPlace(id: string): boolean {
    return this.scenario.services[id].kind !== 'exit';
  }

  /** Whether people are in this service at the start. */
  hasStart(id: string): boolean {
    const field = this.scenario.services[id];
    if (
      field.kind === 'team' &&
      field.staff.some((_, i) => this.values.isPossible(`services.${id}.staff.${i}.startCases`))
    )
      return true;
    return 'start' in field && field.start !== undefined;
  }
}

function allows(when: Selector | undefined, coordinated: Coordinated): boolean {
  const allowed = when?.coordinated;
  if (allowed === undefined) return true;
  return Array.isArray(allowed) ? allowed.includes(coordinated) : allowed === coordinated;
}
