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

/** Whether the text is a canonical Stytch id of the given kind. */
export function isStytchId(kind: keyof typeof patterns, text: string): boolean {
  return patterns[kind].test(text);
}

/** Controls, white space, lone surrogates and whatever has a meaning in a URL. */
const forbidden = /[\p{C}\s/\\%?#]/u;

/**
 * Builds a path from a template by replacing each `{name}`. Ids that could change the shape of the
 * path are refused: a URL parser folds `.` and `..` away however they are escaped
 * (https://url.spec.whatwg.org/#double-dot-path-segment). Throws UnsafeIdError.
 */
export function buildPath(template: string, ids: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const id = ids[name];
    const unsafe =
      typeof id !== 'string' || id === '' || id === '.' || id === '..' || forbidden.test(id);
    if (unsafe || id.length > 200) {
      throw new UnsafeIdError(`Refused an id for {${name}}`);
    }
    return encodeURIComponent(id);
  });
}
