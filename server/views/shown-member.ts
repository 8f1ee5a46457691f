import type { Member } from '../stytch/types.ts';

type Named = Pick<Member, 'name' | 'email'>;

/** What stands between the first character and the @ of a masked address. */
const mask = '•••';

/** An email address of which the first character and the domain are left. */
function masked(email: string): string {
  const at = email.lastIndexOf('@');
  if (at < 1) return email === '' ? '' : mask;
  return `${String.fromCodePoint(email.codePointAt(0) ?? 0)}${mask}${email.slice(at)}`;
}

/** A name, masked like an address if one stands in its place. */
export function nameWithoutAddress(name: string): string {
  return name.includes('@') ? masked(name) : name;
}

/**
 * A member's name and email address as a viewer may see them: to support the address is masked, and
 * so is one that stands in the place of the name.
 */
export function shownTo({ support }: { support: object | null }, { name, email }: Named): Named {
  if (support === null) return { name, email };
  return { name: nameWithoutAddress(name), email: masked(email) };
}
