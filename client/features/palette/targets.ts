import { consoleAt } from '../../api/console.ts';

/** Something that a text names exactly. */
export type Target =
  | { kind: 'app' | 'member'; id: string }
  | { kind: 'grant'; member: string; app: string }
  | { kind: 'link'; href: string };

/** Ids of Stytch, also inside of other text, such as a line of a log or an address of its dashboard. */
const ids =
  /(?<![\w-])(connected-app|member)-(?:test|live)-[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\w-])/gi;
const ownPage = /^\/(?:apps|members|diagnose|scopes|changes|activity|mine)(?:\/|$)/;

/** The page of ours that an address leads to; null for any other. */
function ownLink(text: string, origin: string): string | null {
  if (!/^https?:\/\/\S+$/i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.origin !== origin) return null;
  const path = url.pathname.slice(consoleAt(url.pathname).basename.replace(/\/$/, '').length);
  const isPage = path === '' || path === '/' || ownPage.test(path);
  return isPage ? url.pathname + url.search + url.hash : null;
}

/** What a typed or pasted text names: a link to a page here, an app, a member or both; null for nothing. */
export function targetOf(text: string, origin: string): Target | null {
  const trimmed = text.trim();
  const href = ownLink(trimmed, origin);
  if (href !== null) return { kind: 'link', href };
  const found = Array.from(trimmed.matchAll(ids), ([id]) => id.toLowerCase());
  const member = found.find((id) => id.startsWith('member-'));
  const app = found.find((id) => id.startsWith('connected-app-'));
  if (member !== undefined && app !== undefined) return { kind: 'grant', member, app };
  if (member !== undefined) return { kind: 'member', id: member };
  return app === undefined ? null : { kind: 'app', id: app };
}
