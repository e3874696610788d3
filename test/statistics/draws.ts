/** Random numbers for tests that simulate: one sequential stream for each text and number. */
import { Generator } from '../../engine/random/generator';
import { hashText } from '../../engine/random/key';
import { REGISTER } from '../../engine/random/register';
import { rootState } from '../../engine/random/seed';

const ROOT = rootState('tests of statistics');

/** A sequential stream, the same for the same text and number. */
export function streamOf(text: string, number = 0): Generator {
  const generator = new Generator();
  generator.seek(ROOT, hashText(text), number, 0, 0);
  return generator;
}

/** A standard normal draw. */
export function normalOf(generator: Generator): number {
  generator.normalInPlace();
  return REGISTER[0];
}
