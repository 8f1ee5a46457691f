/** The person's choice; `system` follows the machine. */
export type Theme = 'system' | 'light' | 'dark';

const key = 'grantscope-theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

/** The stored choice. Storage may be closed to us: then the machine decides. */
export function storedTheme(): Theme {
  try {
    const stored = localStorage.getItem(key);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  } catch {
    return 'system';
  }
}

/** Puts the resolved theme on the document. */
function applyTheme(): void {
  const theme = storedTheme();
  const resolved = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
  document.documentElement.dataset['theme'] = resolved;
}

/** Stores a choice and applies it. */
export function chooseTheme(theme: Theme): void {
  try {
    localStorage.setItem(key, theme);
  } catch {
    // Without storage the choice lasts until the page is left.
  }
  document.documentElement.dataset['theme'] =
    theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
}

/** Applies the theme now and whenever the machine or another tab changes it. */
export function startTheme(): void {
  applyTheme();
  dark.addEventListener('change', applyTheme);
  addEventListener('storage', applyTheme);
}
