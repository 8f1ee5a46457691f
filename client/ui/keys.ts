type Key = Pick<KeyboardEvent, 'key' | 'code' | 'getModifierState'> &
  Pick<KeyboardEvent, 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/**
 * Whether a key belongs to whoever composes a character. Safari ends the composition before it tells of
 * the key, which it marks by its code only (https://www.w3.org/TR/uievents/#determine-keydown-keyup-keyCode).
 */
function isComposing({ isComposing: isOn, keyCode }: KeyboardEvent): boolean {
  return isOn || keyCode === 229;
}

/**
 * Keeps keys of a composition from everything that listens: Enter that confirms a word opens nothing,
 * Escape that lets go of it closes nothing, arrows that choose among candidates move nothing.
 */
export function leaveComposingAlone(): void {
  addEventListener('keydown', stopComposing, { capture: true });
}

function stopComposing(event: KeyboardEvent): void {
  if (isComposing(event)) event.stopImmediatePropagation();
}

/**
 * The key as shortcuts name it: in small letters, and where the layout writes no Latin letters, the one
 * that is printed on the same key.
 */
export function keyOf({ key, code }: Pick<Key, 'key' | 'code'>): string {
  const printed = /^Key([A-Z])$/.exec(code)?.[1];
  if (printed !== undefined && /^\P{ASCII}$/u.test(key)) return printed.toLowerCase();
  return key.length === 1 ? key.toLowerCase() : key;
}

/** AltGr writes characters; Windows reports it as Ctrl and Alt. */
const isAltGr = (event: Key) => event.altKey || event.getModifierState('AltGraph');

/** Whether ⌘ or Ctrl is held, and nothing that gives the key another meaning. */
export function hasCommand(event: Key): boolean {
  return (event.metaKey || event.ctrlKey) && !event.shiftKey && !isAltGr(event);
}

/** Whether nothing is held but, for what it takes to write the character, Shift. */
export function isPlainKey(event: Key): boolean {
  return !event.metaKey && !event.ctrlKey && !isAltGr(event);
}
