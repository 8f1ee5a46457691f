type Grants = [member: string, scopes: string[]][];
/** Something to record. */
export type Step =
  | { kind: 'list'; asOf: number; apps: { id: string; name: string }[] }
  | { kind: 'app'; asOf: number; app: { id: string; name: string }; grants: Grants };

interface Grant {
  firstSeen: number;
  goneSince: number | null;
  lastThere: number | null;
  first: string;
  now: string;
  since: number;
}
interface App {
  id: string;
  name: string;
  firstSeen: number;
  presentAt: number;
  goneSince: number | null;
  firstReadAt: number | null;
  readAt: number | null;
  grants: Map<string, Grant>;
}

/** Text as the store returns it. */
const kept = (text: string) => Buffer.from(text.replaceAll('\0', '\u{FFFD}')).toString();
const setOf = (scopes: string[]) => JSON.stringify([...new Set(scopes.map(kept))].toSorted());

/** The observations of one organization as plain objects: what the tables must amount to. */
export class ObservedModel {
  firstListAt: number | null = null;
  listAt: number | null = null;
  readonly apps = new Map<string, App>();
  readonly changes: unknown[] = [];

  #log(at: number, kind: string, app: App, more: object = {}) {
    const members = [...app.grants.values()].filter(({ goneSince }) => goneSince === null).length;
    const rest = { member: null, members, scopesBefore: null, scopesAfter: null, ...more };
    this.changes.push({ at, kind, app: app.id, ...rest });
  }

  /** The app, if it may have been present at that time. */
  #present(id: string, name: string, asOf: number): App | null {
    const known = this.apps.get(id);
    if (known === undefined) {
      if (this.listAt !== null && this.listAt >= asOf) return null;
      const times = { firstSeen: asOf, presentAt: asOf, goneSince: null };
      const app = { id, name, ...times, firstReadAt: null, readAt: null, grants: new Map() };
      this.apps.set(id, app);
      if (this.listAt !== null) this.#log(asOf, 'appeared', app);
      return app;
    }
    if (known.goneSince === null) return known;
    if (known.goneSince >= asOf) return null;
    known.goneSince = null;
    known.presentAt = asOf;
    this.#log(asOf, 'returned', known);
    return known;
  }

  list({ asOf, apps }: Extract<Step, { kind: 'list' }>) {
    if (this.listAt !== null && this.listAt >= asOf) return;
    const named = new Map(apps.map(({ id, name }) => [kept(id), kept(name)]));
    for (const app of this.apps.values()) {
      if (named.has(app.id) || app.goneSince !== null || app.presentAt >= asOf) continue;
      app.goneSince = asOf;
      app.presentAt = Math.max(app.presentAt, this.listAt ?? 0);
      this.#log(asOf, 'vanished', app);
    }
    for (const [id, name] of named) {
      const app = this.#present(id, name, asOf);
      if (app !== null) app.name = name;
    }
    this.firstListAt ??= asOf;
    this.listAt = asOf;
  }

  app({ asOf, app: { id, name }, grants }: Extract<Step, { kind: 'app' }>) {
    const app = this.#present(kept(id), kept(name), asOf);
    if (app === null) return;
    if (app.readAt !== null && app.readAt >= asOf) return;
    const given = new Map<string, string[]>();
    for (const [member, scopes] of grants) {
      given.set(kept(member), [...(given.get(kept(member)) ?? []), ...scopes]);
    }
    const events = this.#compare(app, given, asOf);
    if (app.readAt === null) this.#log(asOf, 'first-read', app);
    else for (const { kind, ...more } of events) this.#log(asOf, kind, app, more);
    app.firstSeen = Math.min(app.firstSeen, asOf);
    app.presentAt = Math.max(app.presentAt, asOf);
    app.firstReadAt ??= asOf;
    app.readAt = asOf;
  }

  #compare(app: App, given: Map<string, string[]>, at: number) {
    const events: { kind: string; member: string; scopesBefore: unknown; scopesAfter: unknown }[] =
      [];
    const say = (kind: string, member: string, before: string | null, after: string | null) =>
      events.push({
        kind,
        member,
        scopesBefore: JSON.parse(before ?? 'null'),
        scopesAfter: JSON.parse(after ?? 'null'),
      });
    for (const [member, grant] of app.grants) {
      if (given.has(member) || grant.goneSince !== null) continue;
      Object.assign(grant, { goneSince: at, lastThere: app.readAt });
      say('gone', member, grant.now, null);
    }
    for (const [member, scopes] of given) {
      const now = setOf(scopes);
      const grant = app.grants.get(member);
      if (grant === undefined) {
        const fresh = {
          firstSeen: at,
          goneSince: null,
          lastThere: null,
          first: now,
          now,
          since: at,
        };
        app.grants.set(member, fresh);
        say('granted', member, null, now);
      } else if (grant.goneSince !== null || grant.now !== now) {
        say(
          grant.goneSince === null ? scopeEvent(grant.now, now) : 'granted-again',
          member,
          grant.now,
          now,
        );
        Object.assign(grant, { now, since: at, goneSince: null, lastThere: null });
      }
    }
    return events;
  }
}

function scopeEvent(before: string, after: string): string {
  const [had, has] = [before, after].map((text) => new Set<unknown>(JSON.parse(text)));
  const lost = [...(had ?? [])].some((scope) => has?.has(scope) !== true);
  const gained = [...(has ?? [])].some((scope) => had?.has(scope) !== true);
  return lost && gained ? 'scopes-replaced' : gained ? 'scopes-grown' : 'scopes-shrunk';
}
