/** What is wrong with a model as a whole, once its quantities are known: checks across services. */
import type { Quantities } from '../expression/quantities';
import type { ScenarioIssue } from '../scenario/issue';
import type { Scenario } from '../scenario/schema';
import type { WorkforceSpec } from '../workforce/post-groups';
import { mutualWaiting } from './mutual-waiting';
import { sharedKeys } from './shared-keys';
import { staffIssues } from './staff-checks';
import { StartingValues } from './starting-values';

/** Everything that is wrong; a quantity that can change during the run is given the benefit of the doubt. */
export function checkModel(scenario: Scenario, quantities: Quantities, workforce: WorkforceSpec): ScenarioIssue[] {
  const values = new StartingValues(quantities);
  return [
    ...lateReleases(scenario, values),
    ...endlessAppointments(scenario, values, workforce),
    ...mutualWaiting(scenario, values),
    ...sharedKeys(scenario, values),
    ...staffIssues(scenario, values),
  ];
}

/** Slots held back that are released when it is too late for anybody to be booked into them (rule 3). */
function lateReleases(scenario: Scenario, values: StartingValues): ScenarioIssue[] {
  return Object.entries(scenario.services).flatMap(([id, field]): ScenarioIssue[] => {
    const path = `services.${id}.heldBack.release`;
    const release = values.certain(path);
    const notice = values.certain(`services.${id}.notice`);
    if (field.kind !== 'clinic' || release === null || notice === null) return [];
    // Released in the morning, whole days before; a diary books nobody for the same day.
    const needed = Math.floor(field.booking === 'priority' ? notice : Math.max(1, notice));
    if (Math.ceil(release) >= needed) return [];
    return [
      {
        code: 'late-release',
        path,
        message: `slots held back are released ${daysOf(release)} before, but an appointment needs ${daysOf(needed)} of notice, so nobody could be booked into one; release them ${daysOf(needed)} before or earlier, or leave "release" out to hold them to the last.`,
      },
    ];
  });
}

const HOURS_PER_DAY = 24;
const DAYS_PER_WEEK = 7;

/** Appointments that are longer than a whole day of the posts that should hold them: no slot could ever be held. */
function endlessAppointments(scenario: Scenario, values: StartingValues, workforce: WorkforceSpec): ScenarioIssue[] {
  return Object.entries(scenario.services).flatMap(([id, field]): ScenarioIssue[] => {
    const path = `services.${id}.hours.attended`;
    const attended = values.certain(path);
    if (field.kind !== 'clinic' || !('posts' in field.slots) || attended === null) return [];
    return field.slots.posts.flatMap(({ posts }): ScenarioIssue[] => {
      const contracted = values.certain(`posts.${posts}.contracted`);
      const overhead = values.certain(`posts.${posts}.overhead`);
      const group = workforce.groups.find((one) => one.id === posts);
      if (group === undefined || contracted === null || overhead === null) return [];
      const day = ((contracted - overhead) * DAYS_PER_WEEK) / group.openWeekdays;
      if (attended <= day + 1e-9) return [];
      return [
        {
          code: 'long-appointment',
          path,
          message: `an attended appointment takes ${hoursOf(attended)}, and a whole day of "${posts}" has ${hoursOf(day)}, so nobody could hold one; make it shorter, or give the slots to other posts.`,
        },
      ];
    });
  });
}

function hoursOf(days: number): string {
  return `${Math.round(days * HOURS_PER_DAY * 100) / 100} hours`;
}

function daysOf(days: number): string {
  const rounded = Math.round(days * 100) / 100;
  return `${rounded} ${rounded === 1 ? 'day' : 'days'}`;
}
