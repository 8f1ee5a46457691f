import * as z from 'zod/mini';
import { grantedScopeSchema } from './access.ts';
import { changeKindSchema } from './changes.ts';
import { connectedAppSchema } from './connected-apps.ts';
import { memberStatusSchema } from './members.ts';
import { problemCodeSchema } from './problem.ts';
import { scopeClassSchema } from './scopes.ts';

/** Longer than any id: an app's id may be the URL of its metadata. */
const idSchema = z.string().check(z.maxLength(500));

/** Body of `POST /api/diagnosis`. */
export const diagnosisRequestSchema = z.strictObject({ member: idSchema, app: idSchema });

/** The checks, in the order in which they are shown. */
export const checkNames = ['grant', 'scopes', 'backing', 'policy', 'member', 'history'] as const;
const checkNameSchema = z.enum(checkNames);
export type CheckName = z.infer<typeof checkNameSchema>;

/**
 * Result of a check. `cause`: enough by itself to keep the app from acting for the member; `look`: possibly a
 * cause; `fine`: not a cause; `unknown`: could not be read; `none`: nothing to check.
 */
const checkStates = ['cause', 'look', 'fine', 'unknown', 'none'] as const;
const checkStateSchema = z.enum(checkStates);
export type CheckState = z.infer<typeof checkStateSchema>;

/** Where a diagnosis reads from: Stytch, except for `record`, which is Grantscope's own. */
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
  /** Stytch's id of the call; null if Stytch gave none or was not called. */
  requestId: z.nullable(z.string()),
  /** Why the read failed; null if it succeeded. */
  problem: z.nullable(problemCodeSchema),
});
/** One read that a diagnosis made, successful or not. */
export type Reading = z.infer<typeof readingSchema>;

function checkOf<T extends z.ZodMiniType>(evidence: T) {
  return z.object({
    state: checkStateSchema,
    /** Null if nothing is known; an `unknown` check may still have partial evidence. */
    evidence: z.nullable(evidence),
    /** The reads that the check is based on. */
    readings: z.array(readingSchema),
  });
}

const grantSchema = checkOf(
  z.object({
    /** `gone` and `never` come from the record; `absent` means the record could not be read. */
    is: z.enum(['there', 'gone', 'never', 'absent']),
    /** Epoch ms. */
    goneSince: z.nullable(z.int()),
    /** Whether anyone in the organization has the app; null if that could not be read. */
    isAppListed: z.nullable(z.boolean()),
  }),
);

const scopesSchema = checkOf(
  z.object({
    /** Scopes of the current grant, or of the last one in Grantscope's record. */
    of: z.enum(['grant', 'record']),
    /** Highest-risk class first, then by name. */
    scopes: z.array(grantedScopeSchema),
    /** Whether descriptions and permissions could be read. */
    areDescribed: z.boolean(),
  }),
);

const backingSchema = checkOf(
  z.object({
    /**
     * The member's roles. A role that holds only in some sessions, or no longer holds, does not count as
     * backing.
     */
    roles: z.array(
      z.object({ id: z.string(), holds: z.enum(['always', 'in-some-sessions', 'no-more']) }),
    ),
    /** Which of the scopes above get more backing from roles that hold only in some sessions. */
    moreInSomeSessions: z.array(z.string()),
  }),
);

const policySchema = checkOf(
  z.object({
    /** The rule for the app's party; both rules if the party is unknown. */
    rules: z.array(
      z.object({
        party: z.enum(['first', 'third']),
        mode: z.enum(['all', 'restricted', 'none', 'unknown']),
        /** Whether the app is on the allowed list, which matters only if the policy is restricted. */
        isNamed: z.boolean(),
      }),
    ),
  }),
);

const memberSchema = checkOf(
  z.object({
    /** Whether anyone in the organization has the id. */
    isKnown: z.boolean(),
    status: memberStatusSchema,
    /** Null if the member is not locked. */
    lock: z.nullable(
      z.object({
        /** Epoch ms; null if Stytch does not give it. */
        since: z.nullable(z.int()),
        until: z.nullable(z.int()),
      }),
    ),
  }),
);

const classedScopeSchema = z.object({ name: z.string(), class: scopeClassSchema });

const historySchema = checkOf(
  z.object({
    /** When Grantscope began to record this organization; null if it has not. */
    recordedSince: z.nullable(z.int()),
    /** Null if Grantscope has never seen the grant. */
    seen: z.nullable(
      z.object({
        firstSeen: z.int(),
        /** Whether the grant existed when Grantscope first read the app. */
        isFromStart: z.boolean(),
        goneSince: z.nullable(z.int()),
      }),
    ),
    /** Changes of the grant and of the whole app; newest first. */
    changes: z.array(
      z.object({
        at: z.int(),
        kind: changeKindSchema,
        /** Scopes added and scopes removed. */
        came: z.array(classedScopeSchema),
        left: z.array(classedScopeSchema),
      }),
    ),
    /** Whether there were more changes than these. */
    isCut: z.boolean(),
  }),
);

/**
 * Response of `POST /api/diagnosis`: one member and one app, from live reads of Stytch and Grantscope's
 * record. A part that could not be read is `unknown` and says why; the rest is still there.
 */
export const diagnosisSchema = z.object({
  /** Epoch ms. */
  asOf: z.int(),
  /** Name and email are empty if they could not be read or the viewer may not see them. */
  member: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  /** `card` is null if only the record still knows the app. */
  app: z.object({ id: z.string(), name: z.string(), card: z.nullable(connectedAppSchema) }),
  verdict: z.object({
    /**
     * `cause` or `look` if any check has that state; `unknown` if neither and some checks could not be read.
     */
    state: z.enum(['cause', 'look', 'fine', 'unknown']),
    /** The checks that led to this state. */
    because: z.array(checkNameSchema),
    /** The checks that could not be read. */
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
