/** What stands between two scopes in one text: blanks (RFC 6749 §3.3), and commas, which clients send. */
const between = /[\s,]+/;

/**
 * The scopes of a grant, each once, in the order in which they first came: the one place that decides
 * what one scope is. Stytch writes them as a list here and as one text there, and either may hold
 * what a client ran together.
 */
export function scopesOf(written: readonly string[]): string[] {
  return [...new Set(written.flatMap((text) => text.split(between)))].filter(Boolean);
}
