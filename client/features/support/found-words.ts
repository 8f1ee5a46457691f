import { shortestNamePart, type Found } from '#contract/support.ts';
import { formatCountOf } from '../../ui/format.ts';
import { wordsForPage } from './page-words.ts';

type Kind = Found['kind'];

/** What of an organization was looked for. */
const by: Record<Kind, string> = {
  organization: 'matching this name, slug or id',
  email: 'with a member using this email',
  member: 'with this member',
  app: 'where Grantscope has seen this app',
  link: 'for this link',
  'other-id': 'for this Stytch id',
};

/** How many there are, and what the text was taken for. */
export function resultWords({ kind, customers, unreadable, isCut }: Found): string {
  const count = customers.length;
  const many = isCut ? `The first ${formatCountOf(count, 'organization')}` : null;
  const how = count === 0 ? 'No organizations' : formatCountOf(count, 'organization');
  const lost = `. ${formatCountOf(unreadable, 'more organization')} could not be read`;
  return `${many ?? how} ${by[kind]}${unreadable === 0 ? '' : lost}`;
}

const nothing: Record<Kind, string> = {
  organization:
    'No organization has this name, slug or id. Check the spelling, or try part of the name.',
  email:
    'No customer has a member with exactly this address. Your own organization isn’t searched. Ask for the full address, or search by the organization’s name.',
  member: 'No member has this id. It may be from another environment.',
  app: 'Grantscope hasn’t seen this app in any organization. Apps are known once someone there has opened Grantscope. Search by the organization’s name instead.',
  link: 'This link leads to an organization, member or app that doesn’t exist anymore.',
  'other-id':
    'This kind of id doesn’t lead to an organization. Use the id of an organization, member or app, an email address, or a name.',
};

/** Why nothing was found by a text, and what can be done instead. */
export function nothingWords({ kind, page, isOwnLeftOut }: Found, asked: string): string {
  if (isOwnLeftOut) {
    return 'This is in your own organization. Support cases are for customers only.';
  }
  // Counted as Stytch does, which refuses shorter parts: in characters, not in UTF-16.
  if (kind === 'organization' && Array.from(asked).length < shortestNamePart) {
    return `Names weren’t searched: enter at least ${shortestNamePart} letters. No organization has exactly this slug or id. You can also search by a member’s email address.`;
  }
  if (kind === 'link' && page !== null && !/^\/(?:apps|members|diagnose)\/./.test(page)) {
    return `This link leads to ${wordsForPage(page)}, but doesn’t say whose. Find the organization, and we’ll open that page there.`;
  }
  return nothing[kind];
}
