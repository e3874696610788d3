/** What the pictures of a solution are about: which services have which, in which order. */
import { html, type TemplateResult } from 'lit';
import type { MeasureInfo } from '../../engine/results/measures';
import { curvePicture, distributionPicture, partsPicture, timePicture, type Caption } from '../charts/build';
import type { Picture } from '../charts/picture';
import type { Names } from '../state/names';
import type { Solution } from '../state/solution';
import './term';

/** A section of pictures about one service at a time. */
export interface Section {
  id: string;
  title: string;
  label: string;
  /** A service belongs here if it is of one of these kinds, and has a measure of one of these names. */
  kinds: readonly string[];
  has: readonly string[];
  /** What stands under the heading. */
  intro: TemplateResult;
  pictures: (view: View) => (Picture | undefined)[];
}

/** What a section draws from. */
export interface View {
  service: string;
  time: (name: string, caption: Caption) => Picture | undefined;
  distribution: (name: string, caption: Caption) => Picture | undefined;
  curve: (name: string, caption: Caption) => Picture | undefined;
  parts: (name: string, caption: Caption) => Picture | undefined;
}

export const SECTIONS: readonly Section[] = [
  {
    id: 'waits',
    title: 'Waiting times',
    label: 'Service',
    kinds: ['clinic', 'desk'],
    has: ['waitMedian', 'waiting', 'completedWaits'],
    intro: html`Waits are counted from the first referral to the attended appointment, and shown for those seen and for
      those still waiting. The <hr-term term="median" text="median"></hr-term> is the middle one.`,
    pictures: ({ time, distribution, curve }) => [
      time('waitMedian', { title: 'Median wait of those seen', about: 'Of the people seen in each month' }) ??
        time('wait', { title: 'Average wait', about: 'Of the people served in each month' }),
      time('waitedSoFar', { title: 'Waited so far', about: 'By those still waiting at the end of each month' }),
      time('waiting', { title: 'Waiting list', about: 'People waiting at the end of each month' }) ??
        time('queue', { title: 'Queue', about: 'People waiting, on average over each month' }),
      distribution('completedWaits', { title: 'Waits of those seen', about: 'Share of people, over the whole run' }),
      distribution('stillWaiting', {
        title: 'Waits of those still waiting',
        about: 'Share of people, at the end of the run',
      }),
      curve('stillWaitingAfter', {
        title: 'Still waiting after so long',
        about: 'Share of all who begin to wait, including people still waiting',
      }),
    ],
  },
  {
    id: 'caseloads',
    title: 'Caseloads',
    label: 'Team',
    kinds: ['team'],
    has: ['casesPerWte', 'caseload', 'caseloadMean'],
    intro: html`People looked after, for each <hr-term term="wte" text="whole-time post"></hr-term> by profession, and
      by the team as a whole.`,
    pictures: ({ time, parts }) => [
      parts('casesPerWte', {
        title: 'Caseload of each coordinator',
        about: 'People per whole-time post, by profession',
      }),
      time('caseload', { title: 'Caseload of the team', about: 'People at the end of each month' }),
      time('waitingForCoordinator', {
        title: 'Waiting for a coordinator',
        about: 'Accepted, but nobody has a place yet',
      }),
      time('contactsMade', { title: 'Contacts made', about: 'Share of the contacts that plans foresee' }),
    ],
  },
  {
    id: 'hub',
    title: 'Mental Health Act assessments',
    label: 'Rota',
    kinds: ['duty'],
    has: ['assessmentsPerDay', 'drawnDays', 'delayMedian'],
    intro: html`Whoever is on the rota is drawn from the teams for a day at a time; each such day is taken from their
    own caseloads.`,
    pictures: ({ time, distribution }) => [
      time('assessments', {
        title: 'Assessments',
        about: 'Mental Health Act assessments on each open day',
        unit: 'assessment/day',
      }),
      time('delayMedian', { title: 'Delay', about: 'Median time from referral to the start of the assessment' }),
      time('drawnDays', { title: 'Days drawn from teams', about: 'Person-days taken out of teams for the rota' }),
      time('achieved', {
        title: 'On duty',
        about: 'People on the rota who are really there, on each open day',
        unit: 'person',
      }),
      distribution('completedWaits', { title: 'Delays', about: 'Share of assessments by delay, over the whole run' }),
    ],
  },
];

/** Services that a section is about. */
export function servicesOf({ kinds, has }: Section, solution: Solution, names: Names): string[] {
  const found = solution.layout.measures.filter(({ name }) => has.includes(name)).map(({ service }) => service);
  return kinds.flatMap((kind) => [...new Set(found)].filter((id) => names.kind(id) === kind));
}

/** What a section draws of a service. */
export function viewOf(service: string, solution: Solution, names: Names, startDate: string | undefined): View {
  const isPart = (info: MeasureInfo, name: string) =>
    info.service === service && info.name === name && info.shape === 'scalar' && info.id.includes('[');
  return {
    service,
    time: (name, caption) => timePicture(solution, `${service}.${name}`, caption, startDate),
    distribution: (name, caption) => distributionPicture(solution, `${service}.${name}`, caption),
    curve: (name, caption) => curvePicture(solution, `${service}.${name}`, caption),
    parts: (name, caption) => {
      const measures = solution.layout.measures.filter((info) => isPart(info, name));
      return partsPicture(solution, measures, names, caption);
    },
  };
}
