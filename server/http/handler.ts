import type * as z from 'zod/mini';
import type { Session as ExpressSession } from 'express-session';
import type { Permissions } from '#contract/session.ts';
import type { RouteName, routes } from '#contract/routes.ts';

/** A signed-in member, as every feature sees one. Made per request by the session feature. */
export interface Viewer {
  memberId: string;
  name: string;
  email: string;
  organizationId: string;
  /** Goes upstream as the member-session header and nowhere else. */
  sessionToken: string;
  can: Permissions;
}

/** Request body of a route after parsing; null where the route takes none. */
export type RequestOf<N extends RouteName> = (typeof routes)[N]['request'] extends z.ZodMiniType
  ? z.output<(typeof routes)[N]['request']>
  : null;

/** Answer of a route before serialising. */
export type ResponseOf<N extends RouteName> = (typeof routes)[N]['response'] extends z.ZodMiniType
  ? z.input<(typeof routes)[N]['response']>
  : Image | null;

/** Bytes of a sniffed image; null answers 404 without a body of ours. */
export interface Image {
  contentType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';
  bytes: Uint8Array;
}

interface CallBase<N extends RouteName> {
  /** Path parameters, decoded once by the router; not yet checked. */
  params: Readonly<Record<string, string>>;
  body: RequestOf<N>;
  /** Aborted when the browser goes away before the answer. */
  signal: AbortSignal;
  requestId: string;
  /** Address of the peer, or of the client behind the configured number of proxies. */
  clientAddress: string;
}

/** What a handler of a `member` route is given. */
export interface MemberCall<N extends RouteName> extends CallBase<N> {
  viewer: Viewer;
}

/** What a handler of an `anyone` or `signing-in` route is given: the browser's own session. */
export interface VisitorCall<N extends RouteName> extends CallBase<N> {
  session: ExpressSession;
}

type CallOf<N extends RouteName> = (typeof routes)[N]['policy'] extends { who: 'member' }
  ? MemberCall<N>
  : VisitorCall<N>;

/** Parse, authorise and present are done around it: a handler only does the work. */
export type Handler<N extends RouteName> = (call: CallOf<N>) => Promise<ResponseOf<N>>;

/** One handler for every route of the contract; a missing one does not compile. */
export type Handlers = { [N in RouteName]: Handler<N> };
