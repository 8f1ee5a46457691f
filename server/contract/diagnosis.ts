import * as z from 'zod/mini';
import { grantedScopeSchema } from './access.ts';
import { changeKindSchema } from './changes.ts';
import { connectedAppSchema } from './connected-apps.ts';
import { memberStatusSchema } from './members.ts';
import { problemCodeSchema } from './problem.ts';
import { scopeClassSchema } from './scopes.ts';

/** Longer than any id: an app's may be the URL of its metadata. */
const idSchema = z.string().check(z.maxLength(500));

/** Body of `POST /api/diagnosis`. */
export const diagnosisRequestSchema = z.strictObject({ member: idSchema, app: idSchema });

/** What is looked at, in the order in which it is told. */
export const checkNames = ['grant', 'scopes', 'backing', 'policy', 'member', 'history'] as const;
const checkNameSchema = z.enum(checkNames);
export type CheckName = z.infer<typeof checkNameSchema>;

/**
 * What a check comes to. `cause`: by itself a reason why the app cannot act for the member; `look`: it
 * may be one; `fine`: it is none; `unknown`: it could not be read; `none`: there is nothing to check.
 */
const checkStates = ['cause', 'look', 'fine', 'unknown', 'none'] as const;
const checkStateSchema = z.enum(checkStates);
export type CheckState = z.infer<typeof checkStateSchema>;

/** What may be asked for a diagnosis; all but `record`, which is Grantscope's own, of Stytch. */
const sources = [
  'member-apps',
  'apps',
  'app',
  'member',
  'organization',
  'policy',
  'record',
] as const;
const sourceSchema = z.enum(sources);
export type Source = z.infer<typeof sourceSchema>;

const readingSchema = z.object({
  source: sourceSchema,
  /** Stytch's id of the call; null where it gave none, or was not asked. */
  requestId: z.nullable(z.string()),
  /** Why it could not be read; null if it could. */
  problem: z.nullable(problemCodeSchema),
});
/** One thing that was read, or could not be. */
export type Reading = z.infer<typeof readingSchema>;

function checkOf<T extends z.ZodMiniType>(evidence: T) {
  return z.object({
    state: checkStateSchema,
    /** Null where nothing is known; what is known of an `unknown` one is told all the same. */
    evidence: z.nullable(evidence),
    /** What it stands on. */
    readings: z.array(readingSchema),
  });
}

const grantSchema = checkOf(
  z.object({
    /** By the record `gone` or `never`; `absent` where the record could not be read. */
    is: z.enum(['there', 'gone', 'never', 'absent']),
    /** Epoch ms. */
    goneSince: z.nullable(z.int()),
    /** Whether anybody of the organization has the app; null where that could not be read. */
    isAppListed: z.nullable(z.boolean()),
  }),
);

const scopesSchema = checkOf(
  z.object({
    /** Of the grant as it is, or as it last was by Grantscope's record. */
    of: z.enum(['grant', 'record']),
    /** Heaviest class first, then by name. */
    scopes: z.array(grantedScopeSchema),
    /** Whether descriptions and permissions could be read. */
    areDescribed: z.boolean(),
  }),
);

const backingSchema = checkOf(
  z.object({
    /** The member's roles; one that holds only in some sessions, or no longer, does not count as backing. */
    roles: z.array(
      z.object({ id: z.string(), holds: z.enum(['always', 'in-some-sessions', 'no-more']) }),
    ),
    /** Of the scopes above, those of which roles that hold only in some sessions back more. */
    moreInSomeSessions: z.array(z.string()),
  }),
);

const policySchema = checkOf(
  z.object({
    /** The one for the app's party; both where it is not known of which party the app is. */
    rules: z.array(
      z.object({
        party: z.enum(['first', 'third']),
        mode: z.enum(['all', 'restricted', 'none', 'unknown']),
        /** Whether the app is on the list, which counts only when restricted. */
        isNamed: z.boolean(),
      }),
    ),
  }),
);

const memberSchema = checkOf(
  z.object({
    /** Whether anybody of the organization has the id. */
    isKnown: z.boolean(),
    status: memberStatusSchema,
    /** Null for a member who is not locked. */
    lock: z.nullable(
      z.object({
        /** Epoch ms; null where Stytch does not say. */
        since: z.nullable(z.int()),
        until: z.nullable(z.int()),
      }),
    ),
  }),
);

const classedScopeSchema = z.object({ name: z.string(), class: scopeClassSchema });

const historySchema = checkOf(
  z.object({
    /** Since when Grantscope has looked at this organization; null if it has not. */
    recordedSince: z.nullable(z.int()),
    /** Null while Grantscope has never seen the grant. */
    seen: z.nullable(
      z.object({
        firstSeen: z.int(),
        /** Whether it was there already when Grantscope first looked at the app. */
        isFromStart: z.boolean(),
        goneSince: z.nullable(z.int()),
      }),
    ),
    /** Of the grant, and of the app as a whole; newest first. */
    changes: z.array(
      z.object({
        at: z.int(),
        kind: changeKindSchema,
        /** Scopes that came and that left. */
        came: z.array(classedScopeSchema),
        left: z.array(classedScopeSchema),
      }),
    ),
    /** Whether there were more. */
    isCut: z.boolean(),
  }),
);

/**
 * Answer of `POST /api/diagnosis`: what Stytch says at this moment, and Grantscope's record, of one
 * member and one app. A part that could not be read is `unknown` and says why; the others are there.
 */
export const diagnosisSchema = z.object({
  /** Epoch ms. */
  asOf: z.int(),
  /** Name and address are empty where they may not or could not be read. */
  member: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  /** `card` is null where only the record still knows the app. */
  app: z.object({ id: z.string(), name: z.string(), card: z.nullable(connectedAppSchema) }),
  verdict: z.object({
    /** `cause` and `look` if any check is; `unknown` if none is and not all could be read. */
    state: z.enum(['cause', 'look', 'fine', 'unknown']),
    /** The checks that make it so. */
    because: z.array(checkNameSchema),
    /** Those that could not be read. */
    unread: z.array(checkNameSchema),
  }),
  checks: z.object({
    grant: grantSchema,
    scopes: scopesSchema,
    backing: backingSchema,
    policy: policySchema,
    member: memberSchema,
    history: historySchema,
  }),
});
export type Diagnosis = z.infer<typeof diagnosisSchema>;
