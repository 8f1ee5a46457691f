type Key = Pick<KeyboardEvent, 'key' | 'code' | 'getModifierState'> &
  Pick<KeyboardEvent, 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/**
 * Whether a key belongs to an IME composition. Safari ends the composition before it sends the key, so
 * only key code 229 tells (https://www.w3.org/TR/uievents/#determine-keydown-keyup-keyCode).
 */
function isComposing({ isComposing: isOn, keyCode }: KeyboardEvent): boolean {
  return isOn || keyCode === 229;
}

/**
 * Hides the keys of an IME composition from all other listeners, so that Enter confirms a word without
 * opening a row, Escape cancels it without closing a dialog, and arrows only choose a candidate.
 */
export function leaveComposingAlone(): void {
  addEventListener('keydown', stopComposing, { capture: true });
}

function stopComposing(event: KeyboardEvent): void {
  if (isComposing(event)) event.stopImmediatePropagation();
}

/**
 * The key as shortcuts name it, a single character in lower case. On a layout without Latin letters, the
 * Latin letter of the same physical key.
 */
export function keyOf({ key, code }: Pick<Key, 'key' | 'code'>): string {
  const printed = /^Key([A-Z])$/.exec(code)?.[1];
  if (printed !== undefined && /^\P{ASCII}$/u.test(key)) return printed.toLowerCase();
  return key.length === 1 ? key.toLowerCase() : key;
}

/** AltGr writes characters; Windows reports it as Ctrl and Alt. */
const isAltGr = (event: Key) => event.altKey || event.getModifierState('AltGraph');

/** Whether ⌘ or Ctrl is held, without Shift or AltGr. */
export function hasCommand(event: Key): boolean {
  return (event.metaKey || event.ctrlKey) && !event.shiftKey && !isAltGr(event);
}

/** Whether no modifier is held except Shift, which some characters need. */
export function isPlainKey(event: Key): boolean {
  return !event.metaKey && !event.ctrlKey && !isAltGr(event);
}
