import type * as z from 'zod/mini';
import type { VisitorRoute } from '#contract/route.ts';
import type { RouteName, routes } from '#contract/routes.ts';
import type { Permissions } from '#contract/session.ts';
import type { SupportCase } from '#contract/support-case.ts';
import type { Staff } from '../audit/cases.ts';
import type { RequestOrigin } from '../audit/recorder.ts';
import type { EncodedResponse } from './encoded-response.ts';
import type { LineResponse } from './line-response.ts';

/** A signed-in member, as every feature sees one. Made per request by the session feature. */
export interface Viewer {
  memberId: string;
  organizationId: string;
  /** Goes upstream as the member-session header and nowhere else; null for support. */
  sessionToken: string | null;
  can: Permissions;
  /** Themselves, by their session. */
  self: { name: string; email: string; roleIds: readonly string[] };
  /** The case under which support looks into the organization; null for one of its own members. */
  support: { supportCase: SupportCase; staff: Staff } | null;
}

/** The browser's own session: an unparsed state that only the session feature understands. */
export interface BrowserSession {
  /** Whether the request carried a session cookie, alive or not. */
  readonly known: boolean;
  /** The request that it came with, for the record. */
  readonly from: RequestOrigin;
  /** The mark of whom the page that asks was loaded for; null if it does not say. */
  readonly believed: string | null;
  /** Puts the mark of whose session it is into the answer. */
  sayWhose(mark: string): void;
  read(): unknown;
  /** Stores the state under the same id; resolves once it is on disk. */
  write(state: unknown): Promise<void>;
  /** Stores the state under a fresh id and forgets the old one, against session fixation. */
  renew(state: unknown): Promise<void>;
  /** Forgets the session and its cookie, and tells the browser to clear what it keeps of this site. */
  end(): Promise<void>;
}

interface CallBase<Body> {
  /** Path parameters, decoded once by the router; not yet checked. */
  params: Readonly<Record<string, string>>;
  body: Body;
  /** Aborted when the browser goes away before the answer. */
  signal: AbortSignal;
  /** Whom limits count: the network address of the client, or its network. */
  client: string;
}

/** What a handler is given of somebody who is signed in. */
export interface MemberCall<Body> extends CallBase<Body> {
  viewer: Viewer;
  /** The request, for the record. */
  from: RequestOrigin;
}

/** What a handler of an `anyone` or `signing-in` route is given. */
export interface VisitorCall<Body> extends CallBase<Body> {
  session: BrowserSession;
}

type BodyOf<N extends RouteName> = z.output<(typeof routes)[N]['request']>;
type CallOf<N extends RouteName> = (typeof routes)[N] extends VisitorRoute
  ? VisitorCall<BodyOf<N>>
  : MemberCall<BodyOf<N>>;

/** Only does the work: parsing, authorization and presenting happen around it. */
type Handler<N extends RouteName> = (
  call: CallOf<N>,
) => Promise<z.input<(typeof routes)[N]['response']> | EncodedResponse | LineResponse>;

/** One handler for every route of the contract; a missing one does not compile. */
export type Handlers = { [N in RouteName]: Handler<N> };
