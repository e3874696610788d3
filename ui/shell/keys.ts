/** Keys that work anywhere on the page. */

/** Inputs that hold no text, so that nothing in them could be taken back instead. */
const NOT_TEXT = new Set(['checkbox', 'radio', 'button', 'submit', 'file', 'range', 'color']);

/**
 * The step that a key asks for: Ctrl+Z or ⌘Z back; with Shift, or Ctrl+Y, forth. None in a field that holds text, which
 * takes back by itself, and none while a dialog is open.
 */
export function stepOfKey(event: KeyboardEvent): 'undo' | 'redo' | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return undefined;
  const key = event.key.toLowerCase();
  if (key !== 'z' && key !== 'y') return undefined;
  // The field itself may stand within a control of its own.
  const way = event.composedPath();
  if (way[0] instanceof HTMLElement && isText(way[0])) return undefined;
  if (way.some((element) => element instanceof HTMLDialogElement)) return undefined;
  return key === 'y' || event.shiftKey ? 'redo' : 'undo';
}

function isText(element: HTMLElement): boolean {
  if (element instanceof HTMLInputElement) return !NOT_TEXT.has(element.type);
  return element instanceof HTMLTextAreaElement || element.isContentEditable;
}
