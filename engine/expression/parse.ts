/**
 * Reads the text of an expression into a whitelisted tree. mathjs decides what binds to what and never evaluates
 * anything; whatever it returns that is not on the list is refused.
 */
import { create, parseDependencies } from 'mathjs/number';
import { checkTokens } from './check-tokens';
import { ExpressionError } from './expression-error';
import { functionNamed } from './functions';
import { tokensOf } from './tokens';
import type { Token, TokenKind } from './tokens';
import { MAX_LENGTH } from './tree';
import type { ArithmeticOperator, ComparisonOperator, ExpressionTree } from './tree';

/** What is read of mathjs' nodes; any other `type` is refused. */
type MathNode =
  | { type: 'ConstantNode'; value: unknown }
  | { type: 'SymbolNode'; name: string }
  | { type: 'ParenthesisNode'; content: MathNode }
  | { type: 'OperatorNode'; op: string; args: MathNode[]; implicit: boolean; isPercentage: boolean }
  | { type: 'RelationalNode'; params: MathNode[] }
  | { type: 'ConditionalNode'; condition: MathNode; trueExpr: MathNode; falseExpr: MathNode }
  | { type: 'FunctionNode'; fn: MathNode; args: MathNode[] };

// The typings know only the full library; the parser alone is a third of the size.
const mathjs = create({ parseDependencies }) as unknown as { parse: (text: string) => MathNode };

/**
 * Read an expression. The work is bounded whatever the text: its length, nesting and number of parts are checked
 * before it is parsed. Names are not looked up here.
 *
 * @throws ExpressionError with the position of the first thing that is refused
 * @example parseExpression('2 * week').kind // 'arithmetic'
 */
export function parseExpression(text: string): ExpressionTree {
  if (text.length > MAX_LENGTH) {
    const found = `An expression has at most ${MAX_LENGTH} characters; this one has ${text.length}.`;
    throw new ExpressionError('too-long', found, 'Split it: give a part a name of its own.', MAX_LENGTH);
  }
  const tokens = tokensOf(text);
  if (tokens.length === 0) {
    throw new ExpressionError('empty', 'The expression is empty.', 'Write a number or the name of a parameter.', 0);
  }
  checkTokens(tokens, text.length);
  const reader = new TreeReader(tokens);
  const tree = reader.read(parseTokens(tokens));
  reader.end();
  return tree;
}

/** mathjs gets our tokens rather than the text, so that the two cannot disagree on where one ends. */
function parseTokens(tokens: readonly Token[]): MathNode {
  try {
    return mathjs.parse(tokens.map((token) => token.text).join(' '));
  } catch (error) {
    // Not expected after the checks; a hostile text must still end in an error that callers know.
    const reason = error instanceof Error ? error.message : String(error);
    throw new ExpressionError('syntax', `The expression cannot be read: ${reason}.`, 'Add parentheses.');
  }
}

/**
 * Walks mathjs' tree in the order of the text and takes one token after another, since mathjs keeps no positions.
 * A tree and tokens that do not match are refused, so that nothing slips by that the token check has not seen.
 */
class TreeReader {
  private next = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  read(node: MathNode): ExpressionTree {
    switch (node.type) {
      case 'ConstantNode':
        return this.readNumber(node.value);
      case 'SymbolNode':
        return { kind: 'name', name: node.name, position: this.take('name', node.name).position };
      case 'ParenthesisNode':
        return this.readParenthesis(node.content);
      case 'OperatorNode':
        return this.readOperator(node.op, node.args);
      case 'RelationalNode':
        return this.readComparison(node.params);
      case 'ConditionalNode':
        return this.readConditional(node.condition, node.trueExpr, node.falseExpr);
      case 'FunctionNode':
        return this.readCall(node.args);
      default:
        throw this.mismatch();
    }
  }

  /** Every token must have been taken. */
  end(): void {
    if (this.next !== this.tokens.length) throw this.mismatch();
  }

  private readNumber(value: unknown): ExpressionTree {
    const token = this.take('number');
    if (typeof value !== 'number' || value !== Number(token.text)) throw this.mismatch();
    return { kind: 'number', value, position: token.position };
  }

  private readParenthesis(content: MathNode): ExpressionTree {
    this.take('(');
    const tree = this.read(content);
    this.take(')');
    return tree;
  }

  private readOperator(operator: string, args: readonly MathNode[]): ExpressionTree {
    switch (operator) {
      case 'not': {
        const { position } = this.take('not');
        return { kind: 'not', operand: this.read(args[0]), position };
      }
      case '-':
        return args.length === 1 ? this.readNegation(args[0]) : this.readArithmetic(operator, args);
      case '+':
      case '*':
      case '/':
      case '^':
        return this.readArithmetic(operator, args);
      case 'and':
      case 'or': {
        const left = this.read(args[0]);
        const { position } = this.take('operator', operator);
        return { kind: 'logical', operator, left, right: this.read(args[1]), position };
      }
      default:
        return this.readComparison(args);
    }
  }

  private readNegation(operand: MathNode): ExpressionTree {
    const { position } = this.take('operator', '-');
    return { kind: 'negate', operand: this.read(operand), position };
  }

  private readArithmetic(operator: ArithmeticOperator, args: readonly MathNode[]): ExpressionTree {
    const left = this.read(args[0]);
    const { position } = this.take('operator', operator);
    return { kind: 'arithmetic', operator, left, right: this.read(args[1]), position };
  }

  private readComparison(args: readonly MathNode[]): ExpressionTree {
    const operands = [this.read(args[0])];
    const operators: ComparisonOperator[] = [];
    const position = this.tokens[this.next]?.position ?? 0;
    for (const arg of args.slice(1)) {
      operators.push(comparisonOperator(this.take('operator').text) ?? this.fail());
      operands.push(this.read(arg));
    }
    return { kind: 'comparison', operators, operands, position };
  }

  private readConditional(condition: MathNode, trueExpr: MathNode, falseExpr: MathNode): ExpressionTree {
    const test = this.read(condition);
    const { position } = this.take('?');
    const whenTrue = this.read(trueExpr);
    this.take(':');
    return { kind: 'conditional', condition: test, whenTrue, whenFalse: this.read(falseExpr), position };
  }

  private readCall(args: readonly MathNode[]): ExpressionTree {
    const { text: name, position } = this.take('function');
    checkArgumentCount(name, args.length, position);
    this.take('(');
    const values = args.map((arg, index) => {
      if (index > 0) this.take(',');
      return this.read(arg);
    });
    this.take(')');
    return { kind: 'call', name, arguments: values, position };
  }

  private take(kind: TokenKind, text?: string): Token {
    const token = this.tokens[this.next];
    if (token === undefined || token.kind !== kind || (text !== undefined && token.text !== text)) this.fail();
    this.next++;
    return token;
  }

  private fail(): never {
    throw this.mismatch();
  }

  private mismatch(): ExpressionError {
    const token = this.tokens[this.next];
    return new ExpressionError(
      'not-allowed',
      'This form of expression is not allowed.',
      'Use numbers, names, + - * / ^, comparisons, and, or, not, condition ? a : b, and calls of functions.',
      token?.position ?? null,
    );
  }
}

function comparisonOperator(text: string): ComparisonOperator | null {
  switch (text) {
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return text;
    default:
      return null;
  }
}

function checkArgumentCount(name: string, count: number, position: number): void {
  const { signature, implementation } = functionNamed(name, position);
  const { arity } = implementation;
  if (arity === 'fold' ? count >= 2 : count === arity) return;
  const takes = arity === 'fold' ? '2 or more arguments' : `${arity} argument${arity === 1 ? '' : 's'}`;
  throw new ExpressionError('argument-count', `${name} takes ${takes}, not ${count}.`, `Write ${signature}.`, position);
}
