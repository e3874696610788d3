/** The studies in the order of the page. A new one is a file beside this and a line here. */
import { coverageStudy } from './coverage';
import { seekStudy } from './seek';
import { selectionStudy } from './selection';
import { sequentialStudy } from './sequential';
import type { Study } from './table';
import { waitsStudy } from './waits';

/** Every study. */
export const STUDIES: readonly Study[] = [
  (effort) => coverageStudy(effort),
  (effort) => sequentialStudy(effort),
  (effort) => waitsStudy(effort),
  (effort) => selectionStudy(effort),
  (effort) => seekStudy(effort),
];
