/** Normal numbers for studies: standard, of several scenarios, a part of them shared. */
import { Generator } from '../../engine/random/generator';
import { REGISTER } from '../../engine/random/register';
import { rootState } from '../../engine/random/seed';

/** Standard normal noise of scenarios, a part of it shared, keyed by experiment and replication. */
export class NormalNoise {
  private readonly generator = new Generator();
  private readonly root: Int32Array;

  constructor(seed: string) {
    this.root = rootState(seed);
  }

  /** One number for each scenario. */
  draw(scenarios: number, correlation: number, macroRun: number, replication: number): number[] {
    this.generator.seek(this.root, macroRun, replication, 0, 0);
    const shared = Math.sqrt(correlation) * this.next();
    return Array.from({ length: scenarios }, () => shared + Math.sqrt(1 - correlation) * this.next());
  }

  private next(): number {
    this.generator.normalInPlace();
    return REGISTER[0];
  }
}
