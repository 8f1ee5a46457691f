/**
 * What browsers, proxies and routers undo, resolve or refuse even where it is escaped with a percent
 * sign (RFC 3986 §6.2.2; https://httpd.apache.org/docs/2.4/mod/core.html#allowencodedslashes).
 */
const unsafe = /[/\\%~]/g;
/** Parts of a path that lead elsewhere, escaped or not (https://url.spec.whatwg.org/#double-dot-path-segment). */
const onlyDots = /^\.{1,2}$/;
const escapes = /~(2E|2F|5C|25|7E)/g;

const escape = (character: string) => `~${character.charCodeAt(0).toString(16).toUpperCase()}`;

/** Replaces halves of surrogate pairs, which no address can hold, as `toWellFormed` of newer browsers does. */
export function wellFormed(text: string): string {
  return text.replaceAll(/\p{Cs}/gu, '\uFFFD');
}

/** Any text as one part of a path: `unescapePart` gives it back once percent signs are undone. */
export function pathPart(text: string): string {
  const safe = text.replaceAll(unsafe, escape);
  return encodeURIComponent(wellFormed(onlyDots.test(safe) ? safe.replaceAll('.', escape) : safe));
}

/** Undoes what `pathPart` does besides escaping with percent signs. */
export function unescapePart(part: string): string {
  return part.replaceAll(escapes, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
