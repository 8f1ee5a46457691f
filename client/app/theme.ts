/** The person's choice; `system` follows the machine. */
export type Theme = 'system' | 'light' | 'dark';

const key = 'grantscope-theme';
const dark = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

/** The stored choice. Storage may be closed to us: then the machine decides. */
function readStored(): Theme {
  try {
    const stored = localStorage.getItem(key);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  } catch {
    return 'system';
  }
}

// Without storage the choice lasts until the page is left.
let chosen = readStored();

/** Puts the resolved theme on the document. */
function applyTheme(): void {
  const resolved = chosen === 'system' ? (dark.matches ? 'dark' : 'light') : chosen;
  document.documentElement.dataset['theme'] = resolved;
}

function become(theme: Theme): void {
  chosen = theme;
  applyTheme();
  for (const listener of listeners) listener();
}

/** The person's choice now. */
export function chosenTheme(): Theme {
  return chosen;
}

/** Calls back when another theme is chosen, here or in another tab; returns how to stop listening. */
export function onThemeChosen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Stores a choice and applies it. */
export function chooseTheme(theme: Theme): void {
  try {
    localStorage.setItem(key, theme);
  } catch {
    // It holds all the same.
  }
  become(theme);
}

/** Applies the theme now and whenever the machine or another tab changes it. */
export function startTheme(): void {
  applyTheme();
  dark.addEventListener('change', applyTheme);
  addEventListener('storage', () => become(readStored()));
}
