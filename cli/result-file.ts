/** Reads what `headroom run --json` printed, as far as a comparison needs it. The file may come from anywhere. */
import { InputError } from './failure';
import type { PrimaryOutput } from './primary-output';
import { readText } from './read-source';
import type { ResultFiles } from './run-output';

/** A result and the name of its file. */
export interface ResultFile {
  file: string;
  title: string;
  changes: string[];
  files: ResultFiles;
  scenarioHash: string;
  baselineHash: string;
  engineVersion: string;
  seed: string;
  replications: number;
  days: number;
  wallSeconds: number;
  primary: PrimaryOutput[];
}

const MOST_REPLICATIONS = 10_000;
const MOST_PRIMARY = 6;
const MOST_CHANGES = 100;
const LONGEST_TEXT = 5000;

/** Read a result file. @throws InputError naming the file, the field and what it should be */
export async function readResult(file: string): Promise<ResultFile> {
  const text = await readText(file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new InputError(`${file}: this is not JSON (${(error as Error).message}).`);
  }
  if (isObject(value) && 'comparisons' in value) {
    throw new InputError(`${file}: this was printed by "compare". Give two files that "headroom run --json" printed.`);
  }
  return new Fields(file, '', value).result();
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Fields of an object, each taken with its rule. */
class Fields {
  readonly #file: string;
  readonly #path: string;
  readonly #object: Record<string, unknown>;

  constructor(file: string, path: string, value: unknown) {
    this.#file = file;
    this.#path = path;
    if (!isObject(value)) throw this.#refusal('', 'an object', value);
    this.#object = value;
  }

  result(): ResultFile {
    const replications = this.number('replications', 1, MOST_REPLICATIONS);
    return {
      file: this.#file,
      title: this.text('title'),
      changes: this.texts('changes'),
      files: this.inside('files').resultFiles(),
      scenarioHash: this.text('scenarioHash'),
      baselineHash: this.text('baselineHash'),
      engineVersion: this.text('engineVersion'),
      seed: this.text('seed'),
      replications,
      days: this.number('days', 0, 1e6),
      wallSeconds: this.number('wallSeconds', 0, 1e9),
      primary: this.list('primary', MOST_PRIMARY).map((one, i) =>
        new Fields(this.#file, this.#at(`primary.${i}`), one).primary(replications),
      ),
    };
  }

  resultFiles(): ResultFiles {
    return { scenario: this.text('scenario'), changes: this.texts('changes') };
  }

  primary(replications: number): PrimaryOutput {
    const good = this.text('good');
    if (good !== 'lower' && good !== 'higher' && good !== 'none')
      throw this.#refusal('good', '"lower", "higher" or "none"', good);
    const values = this.list('values', MOST_REPLICATIONS).map((value, i) => {
      if (value === null || (typeof value === 'number' && Number.isFinite(value))) return value;
      throw this.#refusal(`values.${i}`, 'a number or null', value);
    });
    if (values.length !== replications)
      throw this.#refusal('values', `a list of ${replications}, one for each replication`, values.length);
    return {
      measure: this.text('measure'),
      service: this.text('service'),
      serviceTitle: this.text('serviceTitle'),
      title: this.text('title'),
      unit: this.text('unit'),
      good,
      margin: this.number('margin', 0, Number.MAX_VALUE),
      precision: this.number('precision', 0, Number.MAX_VALUE),
      values,
    };
  }

  inside(name: string): Fields {
    return new Fields(this.#file, this.#at(name), this.#own(name));
  }

  text(name: string): string {
    const value = this.#own(name);
    if (typeof value === 'string' && value.length <= LONGEST_TEXT) return value;
    throw this.#refusal(name, `a text of at most ${LONGEST_TEXT} characters`, value);
  }

  texts(name: string): string[] {
    return this.list(name, MOST_CHANGES).map((value, i) => {
      if (typeof value === 'string' && value.length <= LONGEST_TEXT) return value;
      throw this.#refusal(`${name}.${i}`, `a text of at most ${LONGEST_TEXT} characters`, value);
    });
  }

  number(name: string, low: number, high: number): number {
    const value = this.#own(name);
    if (typeof value === 'number' && value >= low && value <= high) return value;
    throw this.#refusal(name, `a number from ${low} to ${high}`, value);
  }

  list(name: string, most: number): unknown[] {
    const value = this.#own(name);
    if (Array.isArray(value) && value.length <= most) return value;
    throw this.#refusal(name, `a list of at most ${most}`, value);
  }

  #own(name: string): unknown {
    return Object.hasOwn(this.#object, name) ? this.#object[name] : undefined;
  }

  #at(name: string): string {
    return [this.#path, name].filter((part) => part !== '').join('.');
  }

  #refusal(name: string, rule: string, found: unknown): InputError {
    const at = this.#at(name);
    const text = found === undefined ? 'nothing' : JSON.stringify(found).slice(0, 60);
    const hint = 'Give a file that "headroom run --json" of this version printed.';
    return new InputError(`${this.#file}: ${at === '' ? '' : `${at}: `}this must be ${rule}, found ${text}. ${hint}`);
  }
}
