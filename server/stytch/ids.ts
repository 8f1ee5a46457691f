/** An id that must not become a path segment. Holds no value, since ids may be personal. */
export class UnsafeIdError extends Error {
  override readonly name = 'UnsafeIdError';
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const patterns = {
  organization: new RegExp(`^organization-(?:test|live)-${uuid}$`),
  member: new RegExp(`^member-(?:test|live)-${uuid}$`),
  'connected-app': new RegExp(`^connected-app-(?:test|live)-${uuid}$`),
} as const;

/**
 * The id of a client known by its metadata document: an https URL with a path, without dot segments, query or
 * fragment (https://datatracker.ietf.org/doc/draft-ietf-oauth-client-id-metadata-document/). Stytch does not
 * document whether it gives connected apps such ids.
 */
const metadataUrl =
  /^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?(?:\/(?!\.{1,2}(?:\/|$))[\w.~!$'()*+,;=:-]*)+$/;
const maxUrlLength = 500;

/** Whether the text is a client's metadata URL, which may be its id. */
export function isMetadataUrl(text: string): boolean {
  return text.length <= maxUrlLength && metadataUrl.test(text);
}

/** Whether the text is a Stytch id of the given kind; an app's may be a metadata URL. */
export function isStytchId(kind: keyof typeof patterns, text: string): boolean {
  return patterns[kind].test(text) || (kind === 'connected-app' && isMetadataUrl(text));
}

/** Control characters, white space, lone surrogates and everything with a meaning in a URL. */
const forbidden = /[\p{C}\s/\\%?#]/u;

/**
 * Builds a path from a template by replacing each `{name}`. Refuses ids that could change the shape of the
 * path: a URL parser resolves `.` and `..` however they are escaped
 * (https://url.spec.whatwg.org/#double-dot-path-segment). A metadata URL becomes one escaped segment. Throws
 * UnsafeIdError.
 */
export function buildPath(template: string, ids: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const id = ids[name];
    const isSafe =
      typeof id === 'string' &&
      (isMetadataUrl(id) ||
        (id !== '' && id !== '.' && id !== '..' && id.length <= 200 && !forbidden.test(id)));
    if (!isSafe) {
      throw new UnsafeIdError(`Refused an id for {${name}}`);
    }
    return encodeURIComponent(id);
  });
}
