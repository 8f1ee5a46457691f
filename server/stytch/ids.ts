/** An id that must not become a path segment; carries no value, since ids may be personal. */
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
 * The id of a client that is known by its metadata document: an https URL with a path, without dot
 * segments, query or fragment
 * (https://datatracker.ietf.org/doc/draft-ietf-oauth-client-id-metadata-document/). Whether Stytch
 * gives such ids to connected apps is documented nowhere.
 */
const metadataUrl =
  /^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?(?:\/(?!\.{1,2}(?:\/|$))[\w.~!$'()*+,;=:-]*)+$/;
const maxUrlLength = 500;

/** Whether the text is the metadata URL of a client, which may stand for its id. */
export function isMetadataUrl(text: string): boolean {
  return text.length <= maxUrlLength && metadataUrl.test(text);
}

/** Whether the text is an id of the given kind as Stytch writes them; an app's may be a metadata URL. */
export function isStytchId(kind: keyof typeof patterns, text: string): boolean {
  return patterns[kind].test(text) || (kind === 'connected-app' && isMetadataUrl(text));
}

/** Controls, white space, lone surrogates and whatever has a meaning in a URL. */
const forbidden = /[\p{C}\s/\\%?#]/u;

/**
 * Builds a path from a template by replacing each `{name}`. Ids that could change the shape of the
 * path are refused: a URL parser folds `.` and `..` away however they are escaped
 * (https://url.spec.whatwg.org/#double-dot-path-segment). A metadata URL goes as one escaped segment.
 * Throws UnsafeIdError.
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
