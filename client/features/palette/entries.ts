import type { LucideIcon } from 'lucide-react';
import type { ListedApp } from '#contract/connected-apps.ts';
import type { MemberStatus } from '#contract/members.ts';
import type { Scope } from '#contract/scopes.ts';

/** Addresses of pages, which the palette does not know by itself. */
export interface Hrefs {
  apps: () => string;
  app: (id: string) => string;
  members: () => string;
  member: (id: string) => string;
  diagnosis: (member: string, app: string) => string;
  scopes: () => string;
  scope: (name: string) => string;
}

/** A page to go to. */
export interface PageEntry {
  label: string;
  href: string;
  icon: LucideIcon;
}

/** Something to do. */
export interface Command {
  label: string;
  /** Other words that people use for it. */
  alias: string;
  icon: LucideIcon;
  /** Whether it is about the open page. */
  isOfPage: boolean;
  run: () => void;
}

/** What an entry is about, and with it how it is drawn. */
export type Subject =
  | { kind: 'app'; app: ListedApp }
  | { kind: 'member'; id: string; name: string; email: string; status: MemberStatus | null }
  | { kind: 'scope'; scope: Scope }
  | { kind: 'page'; page: PageEntry }
  | { kind: 'command'; command: Command }
  /** All that fit, on the page that lists them. */
  | { kind: 'more'; label: string }
  /** Named exactly, whether or not it is known here. */
  | { kind: 'target'; label: string; id: string };

/** One line of the palette. */
export interface Entry {
  /** Unlike any other's; the same whenever it is found. */
  key: string;
  /** Index of `ranks`. */
  rank: number;
  subject: Subject;
  /** Where it leads; null for a command. */
  href: string | null;
}

/** Entries of one kind. */
export interface Group {
  label: string;
  entries: readonly Entry[];
}

export const appEntry = (app: ListedApp, rank: number, hrefs: Hrefs): Entry => ({
  key: `app ${app.id}`,
  rank,
  subject: { kind: 'app', app },
  href: hrefs.app(app.id),
});

export const scopeEntry = (scope: Scope, rank: number, hrefs: Hrefs): Entry => ({
  key: `scope ${scope.name}`,
  rank,
  subject: { kind: 'scope', scope },
  href: hrefs.scope(scope.name),
});

export const memberEntry = (
  member: Omit<Extract<Subject, { kind: 'member' }>, 'kind'>,
  rank: number,
  hrefs: Hrefs,
): Entry => ({
  key: `member ${member.id}`,
  rank,
  subject: { kind: 'member', ...member },
  href: hrefs.member(member.id),
});

export const pageEntry = (page: PageEntry, rank: number): Entry => ({
  key: `page ${page.href}`,
  rank,
  subject: { kind: 'page', page },
  href: page.href,
});

export const commandEntry = (command: Command, rank: number): Entry => ({
  key: `command ${command.label}`,
  rank,
  subject: { kind: 'command', command },
  href: null,
});
