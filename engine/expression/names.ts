/** Which names a scenario may declare for use in expressions. */
import { BUILT_IN_CONSTANTS, TIME_NAME } from './built-in-constants';
import { FUNCTIONS } from './functions';
import { REFUSED_WORDS } from './refused-spellings';

const OPERATOR_WORDS: ReadonlySet<string> = new Set(['and', 'or', 'not']);

/**
 * Whether an expression can refer to a parameter, stock or measure of this name: a letter or _ followed by letters,
 * digits and _ (a hyphen would be a minus), and neither `t`, a built-in constant, a function nor a word of the language.
 */
export function isExpressionName(name: string): boolean {
  return (
    /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) &&
    name !== TIME_NAME &&
    !BUILT_IN_CONSTANTS.has(name) &&
    !FUNCTIONS.has(name) &&
    !REFUSED_WORDS.has(name) &&
    !OPERATOR_WORDS.has(name)
  );
}
