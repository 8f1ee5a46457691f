/** Separates scopes in one text: blanks (RFC 6749 §3.3), and commas, which clients send. */
const between = /[\s,]+/;

/**
 * The scopes of a grant, each once, in order of first appearance. The only place that decides what one scope
 * is: Stytch writes scopes as a list or as one text, and either may hold scopes that a client joined.
 */
export function scopesOf(written: readonly string[]): string[] {
  return [...new Set(written.flatMap((text) => text.split(between)))].filter(Boolean);
}
