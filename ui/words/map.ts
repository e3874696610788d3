/** The map in words: kinds of service, figures and routes. */
import type { ServiceDifference, ServiceFigures } from '../map/figures';
import { LOAD, QUEUE, loadState, type LoadState } from '../map/figures';
import { formatNumber, formatSigned } from './numbers';

/** What a kind of service is called, and what it is. */
export const KINDS: Record<string, { word: string; meaning: string } | undefined> = {
  source: { word: 'Referrals', meaning: 'where people come from' },
  desk: { word: 'Desk', meaning: 'staff who work through a line of people or jobs' },
  clinic: { word: 'Clinic', meaning: 'appointments that are booked' },
  team: { word: 'Team', meaning: 'coordinators, each with a caseload' },
  duty: { word: 'Duty rota', meaning: 'people drawn from their teams for a day' },
  delay: { word: 'Time elsewhere', meaning: 'time in a place outside the services, such as a bed' },
  exit: { word: 'Way out', meaning: 'where people leave the model' },
};

const LOADS: Record<LoadState, string> = { free: 'has room', near: 'nearly full', over: 'full' };

/** People, with one decimal where there are few. */
export const people = (value: number): string => formatNumber(value, Math.abs(value) < 10 ? 1 : 0);

const percent = (share: number): string => `${formatNumber(share * 100, 0)}%`;

/** `312 waiting`; empty where nobody can wait. */
export function queueWords(kind: string, { queue }: ServiceFigures): string {
  return queue ? `${people(queue.value)} ${QUEUE[kind]?.words}` : '';
}

/** `97%`; empty where a service has no limit. */
export function loadWords({ load }: ServiceFigures): string {
  return load ? percent(load.value) : '';
}

/** `+34 waiting`, or that nothing can be told; empty where nobody can wait. */
export function queueDifferenceWords(kind: string, { queue }: ServiceDifference): string {
  if (!queue) return '';
  if (queue.verdict === 'too close to call') return 'unclear';
  if (queue.verdict === 'small') return 'as before';
  return `${signedPeople(queue.mean)} ${QUEUE[kind]?.words}`;
}

const signedPeople = (value: number): string => formatSigned(value, Math.abs(value) < 10 ? 1 : 0);

/** Everything that the map shows of a service, in a sentence or two, for those who do not see it. */
export function serviceLabel(
  service: { title: string; kind: string },
  figures: ServiceFigures,
  difference: ServiceDifference | undefined,
  flow: string,
): string {
  const { kind } = service;
  const queue = QUEUE[kind] && figures.queue ? `${people(figures.queue.value)} people ${QUEUE[kind].words}` : '';
  const load = figures.load ? `load ${percent(figures.load.value)}, ${LOADS[loadState(figures.load.value)]}` : '';
  const changed = difference?.queue
    ? `compared with the baseline ${queueDifferenceWords(kind, difference)}${
        ['too close to call', 'small'].includes(difference.queue.verdict) ? '' : `, ${difference.queue.verdict}`
      }`
    : '';
  const parts = [queue, load, changed, flow].filter((part) => part !== '');
  return `${service.title}. ${KINDS[kind]?.word ?? kind}${parts.length > 0 ? `: ${parts.join('; ')}` : ''}.`;
}

/** What the load of a kind of service is made of; empty where it has none. */
export const loadMeaning = (kind: string): string => LOAD[kind]?.title ?? '';

/** `12.3 people a week`; a dash while it is not known. */
export function perWeek(value: number | undefined): string {
  if (value === undefined) return '–';
  return value > 0 && value < 0.05 ? 'under 0.1' : formatNumber(value, value < 100 ? 1 : 0);
}

/** Title of a service without the place that stands above it: `GPs, Coventry` becomes `GPs`. */
export function shortTitle(title: string, place: string | undefined): string {
  if (!place) return title;
  const at = title.lastIndexOf(`, ${place}`);
  return at > 0 ? title.slice(0, at) : title;
}
