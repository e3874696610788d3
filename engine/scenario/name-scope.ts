/** The names that the expressions of a scenario can use: each with its slot, its dimension, and whether it can change. */
import { readExpression, type CompiledExpression } from '../expression';
import { TIME, type Dimension } from '../expression/units';

/** What may be a name, in the text of an expression. */
const NAMES = /[A-Za-z]\w*/g;

/** Names, slots and what changes. Slot 0 is `t`. */
export class NameScope {
  /** Values in base units by slot, at the start of a run. */
  readonly slots: number[] = [0];
  private readonly slotOfName = new Map<string, number>([['t', 0]]);
  private readonly dimensionOfName = new Map<string, Dimension>([['t', TIME]]);
  private readonly used = new Set<string>();
  private readonly moving = new Set<number>([0]);
  private readonly following = new Set<number>();

  /** Add a name. @returns its slot */
  add(name: string, dimension: Dimension, value: number): number {
    const slot = this.slots.push(value) - 1;
    this.slotOfName.set(name, slot);
    this.dimensionOfName.set(name, dimension);
    return slot;
  }

  /** The slot of a name; undefined when there is none. */
  slotOf(name: string): number | undefined {
    return this.slotOfName.get(name);
  }

  /** The dimension of a name; undefined when there is none. */
  dimensionOf(name: string): Dimension | undefined {
    return this.dimensionOfName.get(name);
  }

  /** A name whose value changes during the run in ways that are known beforehand (a dated change). */
  moves(slot: number): void {
    this.moving.add(slot);
  }

  /** A name whose value hangs on what happens in the run (a stock, a measure of the week, a target of a loop). */
  follows(slot: number): void {
    this.moving.add(slot);
    this.following.add(slot);
  }

  /**
   * Read an expression; its names count as used, even where something is wrong with it: what is wrong is said, and that
   * its quantities are unused would be no news.
   * @throws ExpressionError for the first thing that is wrong
   */
  read(text: string, dimension: Dimension): CompiledExpression {
    for (const name of text.match(NAMES) ?? []) this.used.add(name);
    return readExpression(
      text,
      {
        slotOf: (name) => this.slotOfName.get(name),
        dimensionOf: (name) => this.dimensionOfName.get(name),
        knownNames: this.slotOfName.keys(),
      },
      dimension,
    );
  }

  /** Whether an expression has used the name. */
  isUsed(name: string): boolean {
    return this.used.has(name);
  }

  /** Whether the value of an expression can change during a run. */
  canMove(expression: CompiledExpression): boolean {
    return this.usesAny(expression, this.moving);
  }

  /** Whether the value of an expression hangs on what happens in the run. */
  canFollow(expression: CompiledExpression): boolean {
    return this.usesAny(expression, this.following);
  }

  private usesAny(expression: CompiledExpression, slots: ReadonlySet<number>): boolean {
    for (const name of expression.names) if (slots.has(this.slotOfName.get(name) ?? -1)) return true;
    return false;
  }
}
