import type { Found } from '#contract/support.ts';
import { formatCountOf } from '../../ui/format.ts';
import { wordsForPage } from './page-words.ts';

type Kind = Found['kind'];

const takenFor: Record<Kind, string> = {
  organization: 'for a name, slug or id of an organization',
  email: 'for an e-mail address: organizations with a member who has it',
  member: 'for the id of a member: the organization that they belong to',
  app: 'for the id of an app: organizations where Grantscope has seen it',
  link: 'for a link to Grantscope',
  'other-id': 'for an id of Stytch’s',
};

/** How many there are, and what the text was taken for. */
export function resultWords({ kind, customers, isCut }: Found): string {
  const count = customers.length;
  const many = isCut ? `The first ${formatCountOf(count, 'organization')}` : null;
  const how = count === 0 ? 'No organization' : formatCountOf(count, 'organization');
  return `${many ?? how}. Taken ${takenFor[kind]}.`;
}

const nothing: Record<Kind, string> = {
  organization:
    'No organization has this as its id, external id or slug, and no name or slug contains it. Names are searched from three letters on, and typing errors are not forgiven.',
  email:
    'No member has exactly this address. Parts of an address are not searched: ask the customer for all of it, or look for their organization by its name.',
  member: 'There is no member with this id, or the id is of another environment.',
  app: 'Grantscope has not seen this app in any organization. It sees an app once somebody there has opened Grantscope; an organization where nobody has is found by its name.',
  link: 'The link names an organization, a member or an app that is not there, or is not there any more.',
  'other-id':
    'It does not say whose it is: only ids of organizations, members and apps do. Look for the organization by its name, or for somebody in it by their e-mail address.',
};

/** Why nothing was found, and what can be done instead. */
export function nothingWords({ kind, page }: Found): string {
  if (kind === 'link' && page !== null && !/^\/(?:apps|members|diagnose)\/./.test(page)) {
    return `It leads to ${wordsForPage(page)}, which every organization has, and it does not say of whose. Look for the organization now: choosing it leads there.`;
  }
  return nothing[kind];
}
