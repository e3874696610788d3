/**
 * The twelve outputs on one page, as data: which measures of which parts of the service make each figure, and what no model of
 * this kind gives. No place, profession or service stands here; a scenario says which of its services play which part.
 */
import { CRISIS_AND_MEANS } from './output-definitions-means';
import { WAITS_AND_CASELOADS } from './output-definitions-waits';
import type { OutputDefinition } from './output-terms';

/** The twelve, in their order. */
export const OUTPUT_DEFINITIONS: readonly OutputDefinition[] = [...WAITS_AND_CASELOADS, ...CRISIS_AND_MEANS];
