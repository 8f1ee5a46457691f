/**
 * Characters that browsers, proxies and routers decode, resolve or refuse even when percent-encoded (RFC 3986
 * §6.2.2; https://httpd.apache.org/docs/2.4/mod/core.html#allowencodedslashes).
 */
const unsafe = /[/\\%~]/g;
/**
 * Path segments that a URL parser resolves away, escaped or not
 * (https://url.spec.whatwg.org/#double-dot-path-segment).
 */
const onlyDots = /^\.{1,2}$/;
const escapes = /~(2E|2F|5C|25|7E)/g;

const escape = (character: string) => `~${character.charCodeAt(0).toString(16).toUpperCase()}`;

/** Replaces lone surrogates, which no URL can hold, like `toWellFormed` in newer browsers. */
export function wellFormed(text: string): string {
  return text.replaceAll(/\p{Cs}/gu, '\uFFFD');
}

/** Encodes any text as one path segment; `unescapePart` reverses it after percent-decoding. */
export function pathPart(text: string): string {
  const safe = text.replaceAll(unsafe, escape);
  return encodeURIComponent(wellFormed(onlyDots.test(safe) ? safe.replaceAll('.', escape) : safe));
}

/** Reverses the escaping that `pathPart` adds to percent-encoding. */
export function unescapePart(part: string): string {
  return part.replaceAll(escapes, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
