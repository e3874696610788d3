/** The part that a service plays in the twelve outputs: named by a scenario, so that no service stands in the engine. */

/** A kind of service; the schema of services is made from this file. */
type Kind = 'source' | 'desk' | 'clinic' | 'team' | 'duty' | 'delay' | 'exit';

/** Parts that a service can play, with the kinds of service that can play them. */
export const OUTPUT_ROLES = {
  /** Referrals that come in at the front door. */
  referrals: ['source'],
  /** Where referrals are decided on. */
  frontDoor: ['desk'],
  /** Where those go who are not accepted. */
  notAccepted: ['exit', 'desk', 'delay'],
  /** First appointments that people wait for. */
  assessments: ['clinic'],
  /** Caseloads of named coordinators. */
  teams: ['team'],
  /** Home treatment. */
  crisisTeams: ['team'],
  /** Urgent assessments. */
  urgentAssessments: ['desk', 'clinic'],
  /** Mental Health Act assessments. */
  actAssessments: ['duty'],
  /** Where people go after a Mental Health Act assessment without admission. */
  withoutAdmission: ['exit'],
  /** Beds of the place itself. */
  beds: ['delay'],
  /** Beds elsewhere, used when those are full. */
  outOfArea: ['delay'],
  /** Counted in none. */
  none: ['source', 'desk', 'clinic', 'team', 'duty', 'delay', 'exit'],
} as const satisfies Record<string, readonly Kind[]>;

/** A part that a service can play in the outputs. */
export type OutputRole = keyof typeof OUTPUT_ROLES;

/** The names of all parts, for the schema. */
export const OUTPUT_ROLE_NAMES = Object.keys(OUTPUT_ROLES) as [OutputRole, ...OutputRole[]];

/** What a service plays where the scenario does not say. */
const USUAL: Partial<Record<Kind, OutputRole>> = {
  source: 'referrals',
  clinic: 'assessments',
  team: 'teams',
  duty: 'actAssessments',
};

/** The part of a service: what the scenario says, else what services of its kind usually are. */
export function roleOf({ kind, shownAs }: { kind: Kind; shownAs?: OutputRole }): OutputRole {
  return shownAs ?? USUAL[kind] ?? 'none';
}

/** Whether services of this kind can play the part. */
export function canPlay(kind: Kind, role: OutputRole): boolean {
  return (OUTPUT_ROLES[role] as readonly string[]).includes(kind);
}
