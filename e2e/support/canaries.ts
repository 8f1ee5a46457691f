/** As many characters as the shortest secret has: the sandbox's opaque tokens. */
const width = 44;

/** The part of a secret that is looked for: of a JWT its signature, which no other text repeats. */
function needleOf(secret: string): string {
  const needle = (secret.split('.').at(-1) ?? '').slice(0, width);
  if (!/^[\w+/-]{44}$/.test(needle)) throw new Error('a secret of this form is not looked for');
  return needle;
}

/** Looks for secrets in text. */
export interface CanarySearch {
  /** What was found, shortened so that the report is no leak itself; empty for nothing. */
  in: (text: string) => string[];
}

/**
 * Makes a search for many secrets in one pass: every run of characters that a secret is made of is
 * compared window by window, so that a secret inside a longer word is found too.
 */
export function searchFor(secrets: readonly string[]): CanarySearch {
  const needles = new Set(secrets.map(needleOf));
  return {
    in(text) {
      const found: string[] = [];
      for (const [run] of text.matchAll(/[\w+/-]{44,}/g)) {
        for (let at = 0; at + width <= run.length; at += 1) {
          const window = run.slice(at, at + width);
          if (needles.has(window)) found.push(`${window.slice(0, 12)}…`);
        }
      }
      return found;
    },
  };
}
