/**
 * Calls to a service by its kind. A call through the common class would meet seven classes at one place, which a browser
 * looks up each time; here each place meets one.
 */
import { Clinic } from './clinic';
import { Delay } from './delay';
import { Desk } from './desk';
import { Duty } from './duty';
import { Exit } from './exit';
import type { Service } from './service';
import { Source } from './source';
import { Team } from './team';

const KINDS = [Source, Desk, Clinic, Team, Duty, Delay, Exit] as const;
const SOURCE = 0;
const DESK = 1;
const CLINIC = 2;
const TEAM = 3;
const DUTY = 4;
const DELAY = 5;
const EXIT = 6;

/** The kinds of these services, as the functions here want them. */
export function kindsOf(services: readonly Service[]): Uint8Array {
  return Uint8Array.from(services, (service) => KINDS.findIndex((kind) => service instanceof kind));
}

/** A person comes in. @see Service.arrive */
export function arrive(service: Service, kind: number, person: number): void {
  if (kind === DESK) (service as Desk).arrive(person);
  else if (kind === EXIT) (service as Exit).arrive(person);
  else if (kind === DELAY) (service as Delay).arrive(person);
  else if (kind === CLINIC) (service as Clinic).arrive(person);
  else if (kind === TEAM) (service as Team).arrive(person);
  else if (kind === DUTY) (service as Duty).arrive(person);
  else service.arrive(person);
}

/** An event is due. @see Service.handle */
export function handle(service: Service, kind: number, what: number, subject: number): void {
  if (kind === DESK) (service as Desk).handle(what, subject);
  else if (kind === SOURCE) (service as Source).handle(what, subject);
  else if (kind === DELAY) (service as Delay).handle(what, subject);
  else if (kind === DUTY) (service as Duty).handle(what, subject);
  else if (kind === TEAM) (service as Team).handle(what, subject);
  else if (kind === CLINIC) (service as Clinic).handle(what, subject);
  else service.handle(what, subject);
}
