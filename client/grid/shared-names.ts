/** Names that more than one of some apps has. */
export function sharedNames(apps: Iterable<{ name: string }>): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { name } of apps) {
    if (seen.has(name)) shared.add(name);
    seen.add(name);
  }
  return shared;
}
