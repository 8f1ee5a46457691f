import { randomUUID } from 'node:crypto';
import type { SupportCase } from '#contract/support-case.ts';
import { caseMinutes } from '#contract/support.ts';
import { AppError } from '../errors.ts';
import {
  BudgetSpentError,
  casesOf,
  casesWith,
  changeCase,
  nameCase,
  openCase,
  openedSince,
  recordEnds,
} from '../store/cases.ts';
import type { Store } from '../store/database.ts';
import type { SupportCaseRow } from '../store/schema.ts';
import { rowOf, type AuditEntry, type RequestOrigin } from './recorder.ts';

/** A member of the vendor's support. */
export interface Staff {
  memberId: string;
  /** The vendor's own organization. */
  organizationId: string;
  name: string;
}

/** What a case is opened with. */
interface Opening {
  /** Id of the organization. */
  id: string;
  reason: string;
  ticket: string;
}

/** Support cases. All functions throw `audit-unavailable` when the database fails. */
export interface SupportCases {
  /** Opens a case and records it for the organization, which has no name in it yet. Throws `case-budget`. */
  open(staff: Staff, opening: Opening, from: RequestOrigin): Promise<SupportCase>;
  /** The same case, with the organization's name. */
  name(supportCase: SupportCase, name: string): Promise<SupportCase>;
  /** Extends a case by the length of a new one, from now; null for a case that has ended. */
  extend(staff: Staff, supportCase: SupportCase, from: RequestOrigin): Promise<SupportCase | null>;
  end(staff: Staff, supportCase: SupportCase, from: RequestOrigin): Promise<SupportCase | null>;
  /** This member's active case for the organization, or else their last one; null if they never had one. */
  latest(staff: Staff, organizationId: string): Promise<SupportCase | null>;
  isLive(supportCase: SupportCase): boolean;
  /** Their own: the latest ones, and of a hundred all that go on. */
  ofStaff(staff: Staff): Promise<SupportCase[]>;
  /** About an organization: the latest ones. */
  about(organizationId: string): Promise<SupportCase[]>;
  /** About an organization: those with these ids. */
  named(organizationId: string, ids: readonly string[]): Promise<SupportCase[]>;
  /** About an organization: ids of those whose ticket, reason or staff holds the text. */
  matching(organizationId: string, text: string): Promise<string[]>;
  /** Organizations that one may look into within an hour, and has. */
  budget(staff: Staff): Promise<{ most: number; used: number }>;
  /** Has on the record that cases have ended whose time was up. */
  sweep(): Promise<void>;
}

const lastsMs = caseMinutes * 60_000;
const hourMs = 3_600_000;
const maxListed = 100;
/** Of one's own, beside those that go on. */
const maxOwn = 20;
/** Whoever ends what nobody ended. */
const nobody: RequestOrigin = { requestId: '', clientAddress: null, sessionId: '' };

function present(row: SupportCaseRow): SupportCase {
  return {
    id: row.id,
    organization: { id: row.organization, name: row.organization_name },
    staff: { memberId: row.staff_member, name: row.staff_name },
    reason: row.reason,
    ticket: row.ticket,
    openedAt: row.opened_at,
    expiresAt: row.expires_at,
    endedAt: row.ended_at,
  };
}

const unavailable = (error: unknown): never => {
  throw new AppError('audit-unavailable', { cause: error, retryAfterSeconds: 2 });
};

interface About {
  organizationId: string;
  caseId: string;
  reason?: string;
}

function entryOf(
  event: AuditEntry['event'],
  { memberId, organizationId: own }: Omit<Staff, 'name'>,
  from: RequestOrigin,
  about: About,
): AuditEntry {
  const actor = { kind: 'support', memberId, organizationId: own } as const;
  return { event, outcome: 'allowed', actor, from, ...about };
}

/** What opens and changes cases. */
function createChanges(store: Store, now: () => number, most: number) {
  async function open(staff: Staff, opening: Opening, from: RequestOrigin) {
    const at = now();
    const id = randomUUID();
    const { id: organizationId, reason, ticket } = opening;
    const about = (caseId: string, why: string) => ({ organizationId, caseId, reason: why });
    const row = {
      id,
      organization: organizationId,
      organization_name: '',
      staff_member: staff.memberId,
      staff_name: staff.name,
      staff_organization: staff.organizationId,
      reason,
      ticket,
      opened_at: at,
      expires_at: at + lastsMs,
    };
    await openCase(
      store,
      row,
      rowOf(entryOf('case-opened', staff, from, about(id, `${ticket}: ${reason}`)), at),
      (before) => rowOf(entryOf('case-ended', staff, from, about(before, 'opened-anew')), at),
      { most, since: at - hourMs },
    ).catch((error: unknown) => {
      if (!(error instanceof BudgetSpentError)) return unavailable(error);
      const retryAfterSeconds = Math.ceil((error.oldest + hourMs - at) / 1000);
      throw new AppError('case-budget', { cause: error, retryAfterSeconds });
    });
    return present({ ...row, ended_at: null, end_recorded: 0 });
  }

  async function change(
    event: 'case-extended' | 'case-ended',
    staff: Staff,
    { id, organization }: SupportCase,
    from: RequestOrigin,
  ) {
    const at = now();
    const changes =
      event === 'case-extended'
        ? { expires_at: at + lastsMs }
        : { ended_at: at, end_recorded: 1 as const };
    const entry = entryOf(event, staff, from, { organizationId: organization.id, caseId: id });
    const row = await changeCase(store, id, changes, rowOf(entry, at)).catch(unavailable);
    return row === null ? null : present(row);
  }

  return { open, change };
}

/**
 * Stores cases in a database. `most` is how many organizations one member of support may open within an
 * hour.
 */
export function createSupportCases(store: Store, now: () => number, most: number): SupportCases {
  const { open, change } = createChanges(store, now, most);
  const read = async (filter: Parameters<typeof casesOf>[1]) =>
    (await casesOf(store, filter).catch(unavailable)).map(present);
  const isLive: SupportCases['isLive'] = ({ endedAt, expiresAt }) =>
    endedAt === null && expiresAt > now();
  const sweep = () =>
    recordEnds(store, now(), (row) => {
      const staff = { memberId: row.staff_member, organizationId: row.staff_organization };
      const about = { organizationId: row.organization, caseId: row.id, reason: 'time-limit' };
      return rowOf(entryOf('case-ended', staff, nobody, about), now());
    });
  return {
    async open(...given) {
      // The one before has ended before this one begins, on the record too.
      await sweep().catch(unavailable);
      return await open(...given);
    },
    async name(supportCase, name) {
      await nameCase(store, supportCase.id, name).catch(unavailable);
      const { id } = supportCase.organization;
      return { ...supportCase, organization: { id, name } };
    },
    extend: (staff, supportCase, from) => change('case-extended', staff, supportCase, from),
    end: (staff, supportCase, from) => change('case-ended', staff, supportCase, from),
    isLive,
    async latest({ memberId }, organization) {
      const last = await read({ staffMember: memberId, organization, limit: maxOwn });
      // Of two that were opened at once either may have come about first.
      return last.find(isLive) ?? last[0] ?? null;
    },
    async ofStaff({ memberId }) {
      const own = await read({ staffMember: memberId, limit: maxListed });
      return own.filter((known, index) => index < maxOwn || isLive(known));
    },
    about: (organization) => read({ organization, limit: maxListed }),
    named: (organization, ids) =>
      ids.length === 0 ? Promise.resolve([]) : read({ organization, ids, limit: ids.length }),
    matching: (organization, text) => casesWith(store, organization, text).catch(unavailable),
    async budget({ memberId }) {
      const opened = await openedSince(store, memberId, now() - hourMs).catch(unavailable);
      return { most, used: opened.length };
    },
    sweep,
  };
}
