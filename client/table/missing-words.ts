import type { MissingPart } from '#contract/missing.ts';

/** What a view lacks and, where it is not plain, what comes of that. */
export const missingWords: Record<MissingPart, string> = {
  member: 'the member’s name, status and roles, so their effective access isn’t known',
  'member-count': 'how many members the organization has',
  'scope-descriptions': 'the descriptions of scopes',
  'some-definitions': 'some scopes or roles, so effective access isn’t known everywhere',
  roles: 'what roles allow, so effective access isn’t known',
  policy: 'the organization’s policy, so which apps it restricts isn’t known',
  history: 'Grantscope’s history, so nothing is said about first seen, new or past',
};
