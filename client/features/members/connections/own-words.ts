import type { Scope } from '#contract/scopes.ts';

/** Scopes that no organization describes, in words to the person who granted them, after “You let it …”. */
const wellKnown: ReadonlyMap<string, string> = new Map(
  Object.entries({
    openid: 'Confirm who you are',
    profile: 'See your name and other profile details',
    email: 'See your email address',
    phone: 'See your phone number',
    address: 'See your postal address',
    offline_access: 'Keep its access while you are away',
    full_access: 'Sign in as you',
  }),
);

/** What a scope lets an app do, said to the person who granted it. */
export function ownWords({ name, description }: Pick<Scope, 'name' | 'description'>): string {
  return wellKnown.get(name) ?? description ?? 'Undocumented permission';
}
