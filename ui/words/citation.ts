/** Sources as people cite them: a key such as `price-2017` becomes its author and year. */

/** A publication that is cited by key. */
export interface Publication {
  title: string;
  author?: string;
  year?: number;
}

/** `Price 2017`, or the title where no author is known. */
export function shortCitation({ title, author, year }: Publication): string {
  if (!author) return title;
  return year === undefined ? author : `${author} ${year}`;
}

/**
 * Write a source in words, replacing each key it names.
 *
 * @example cite('price-2017 §5.1; size: assumption', { 'price-2017': { title: 'Review', author: 'Price', year: 2017 } })
 * // 'Price 2017 §5.1; size: assumption'
 */
export function cite(source: string, publications: Readonly<Record<string, Publication>>): string {
  return source.replace(/[A-Za-z][A-Za-z0-9_-]*/g, (word) =>
    Object.hasOwn(publications, word) ? shortCitation(publications[word]) : word,
  );
}
