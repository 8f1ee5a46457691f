const lists: ReadonlyMap<string, string> = new Map([
  ['apps', 'the apps'],
  ['members', 'the members'],
  ['scopes', 'the scopes'],
  ['changes', 'the changes'],
  ['activity', 'the activity'],
]);
const single: ReadonlyMap<string, string> = new Map([
  ['apps', 'the page of the app'],
  ['members', 'the page of the member'],
  ['scopes', 'the page of the scope'],
  ['diagnose', 'the diagnosis'],
]);

/** What a page shows, by its path, in words for the middle of a sentence. */
export function wordsForPage(path: string): string {
  const [, kind = '', one = ''] = /^\/([^/?#]*)(?:\/([^/?#]+))?/.exec(path) ?? [];
  if (kind === '') return 'the overview';
  return (one === '' ? lists : single).get(kind) ?? 'the page of the link';
}
