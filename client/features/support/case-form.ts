import { openCaseSchema, type OpenCase } from '#contract/support.ts';
import { ApiError, whyNot } from '../../api/api-error.ts';

/** What somebody types to open a case. */
export interface CaseDraft {
  ticket: string;
  reason: string;
  /** Of the member to look at; empty for none. */
  email: string;
}

export const caseFields = ['ticket', 'reason', 'email'] as const;
type CaseField = (typeof caseFields)[number];
export type FieldErrors = Partial<Record<CaseField, string>>;

/** What is wrong with a field, in words that say what to do. */
function wordsFor(field: CaseField, draft: CaseDraft): string {
  const count = draft[field].trim().length;
  switch (field) {
    case 'ticket':
      return count < 2
        ? 'Enter the ticket, so the customer can ask about it.'
        : `Use at most 100 characters. This is ${count}.`;
    case 'reason':
      return count < 10
        ? 'Enter at least 10 characters. The customer will see this.'
        : `Use at most 500 characters. This is ${count}.`;
    case 'email':
      return 'Enter a full email address.';
  }
}

function errorsAt(paths: readonly unknown[], draft: CaseDraft): FieldErrors {
  const wrong = caseFields.filter((field) => paths.includes(field));
  return Object.fromEntries(wrong.map((field) => [field, wordsFor(field, draft)]));
}

/** The body that opens the case, or what is wrong with it, by field. */
export function bodyOf(
  organization: string,
  draft: CaseDraft,
): { body: OpenCase } | { errors: FieldErrors } {
  const { ticket, reason } = draft;
  const email = draft.email.trim();
  const parsed = openCaseSchema.safeParse({ organization, ticket, reason, email: email || null });
  const paths = parsed.success ? [] : parsed.error.issues.map(({ path }) => path[0]);
  if (email !== '' && !/^\S+@\S+$/.test(email)) paths.push('email');
  return parsed.success && paths.length === 0
    ? { body: parsed.data }
    : { errors: errorsAt(paths, draft) };
}

/** The fields that the server refused. */
export function refusedFields(error: Error | null, draft: CaseDraft): FieldErrors {
  if (!(error instanceof ApiError) || error.code !== 'invalid-request') return {};
  return errorsAt(error.problem?.errors?.map(({ path }) => path) ?? [], draft);
}

/** Why something that was asked of the server was not done. */
export function reasonOf(error: Error): string {
  if (error instanceof ApiError && error.code === 'case-budget') {
    const minutes = Math.ceil((error.retryAfterSeconds ?? 3600) / 60);
    return `${error.message} The next one may be opened in ${minutes} min.`;
  }
  return whyNot(error);
}
