/** Random numbers for tests that simulate: one sequential stream for each text. */
import { Generator } from '../../engine/random/generator';
import { hashText } from '../../engine/random/key';
import { REGISTER } from '../../engine/random/register';
import { rootState } from '../../engine/random/seed';

/** A sequential stream, the same for the same text. */
export function streamOf(text: string): Generator {
  const generator = new Generator();
  generator.seek(rootState(text), hashText(text), 0, 0, 0);
  return generator;
}

/** A standard normal draw. */
export function normalOf(generator: Generator): number {
  generator.normalInPlace();
  return REGISTER[0];
}
