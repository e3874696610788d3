/** The shipped changes in one chunk of their own, fetched when the first is needed. */

const files = import.meta.glob<string>('../../scenarios/*/changes/*.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Texts of the shipped changes of a scenario, by file name. */
export function textsOfShippedChanges(scenario: string): string[] {
  return Object.entries(files)
    .filter(([path]) => path.includes(`/${scenario}/`))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, text]) => text);
}
