import { useMutation } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { supportRoutes } from '#contract/support-routes.ts';
import type { OpenCase } from '#contract/support.ts';
import type { SupportCase } from '#contract/support-case.ts';
import { request } from '../../api/request.ts';
import { paths } from '../../api/paths.ts';
import { Button } from '../../ui/Button.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import {
  bodyOf,
  caseFields,
  reasonOf,
  refusedFields,
  type CaseDraft,
  type FieldErrors,
} from './case-form.ts';
import { CaseField } from './CaseField.tsx';
import styles from './CasePrompt.module.css';
import { wordsForPage } from './page-words.ts';

const none: FieldErrors = {};

interface CaseFormProps {
  organization: { id: string; name: string };
  /** Path of the page that is wanted. */
  page: string;
  /** What is known already, as of the case before. */
  draft: CaseDraft;
  /** Whether there was a case before. */
  isAgain: boolean;
  /** Called with where it leads: to the page that is wanted, or to that of the member. */
  onOpened: (opened: SupportCase, path: string) => void;
}

/** What is typed into the form, and what comes of it. */
function useCaseForm({ organization, draft: initial, page, onOpened }: CaseFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(initial);
  const [refused, setRefused] = useState(none);
  const focusFirst = (errors: FieldErrors) => {
    setRefused(errors);
    const first = caseFields.find((field) => errors[field] !== undefined);
    form.current?.querySelector<HTMLElement>(`[name="${first ?? ''}"]`)?.focus();
  };
  const open = useMutation({
    mutationFn: (body: OpenCase) => request(supportRoutes.openCase, { body }),
    // It holds an email address, which is to be kept no longer than the form.
    gcTime: 0,
    onSuccess: ({ case: opened, memberId }, { email }) => {
      // Where nobody has the address that is said first.
      if (email === null) onOpened(opened, page);
      else if (memberId !== null) onOpened(opened, paths.member(memberId));
    },
    onError: (error) => focusFirst(refusedFields(error, draft)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (open.isPending) return;
    const answer = bodyOf(organization.id, draft);
    if ('errors' in answer) {
      open.reset();
      focusFirst(answer.errors);
      return;
    }
    setRefused(none);
    open.mutate(answer.body);
  };
  const change = (changes: Partial<CaseDraft>) => setDraft({ ...draft, ...changes });
  const isElsewhere = open.error !== null && Object.keys(refused).length === 0;
  return { form, draft, change, refused, open, submit, failure: isElsewhere ? open.error : null };
}

/** Asks for the ticket and the reason, and opens the case. */
export function CaseForm(props: CaseFormProps) {
  const { organization, page, isAgain, onOpened } = props;
  const { form, draft, change, refused, open, submit, failure } = useCaseForm(props);
  const { data } = open;
  if (data !== undefined && data.memberId === null && draft.email.trim() !== '') {
    return (
      <div className={styles['form']}>
        <p role="alert" className={styles['nobody']}>
          The case is open, but no one at <SafeText>{organization.name}</SafeText> has the address{' '}
          <strong>
            <SafeText>{draft.email.trim()}</SafeText>
          </strong>
          . Check the spelling, or find their organization by this address.
        </p>
        <Button variant="primary" size="wide" onClick={() => onOpened(data.case, page)}>
          Continue to {wordsForPage(page)}
        </Button>
      </div>
    );
  }
  return (
    <form ref={form} className={styles['form']} noValidate onSubmit={submit}>
      <CaseField label="Ticket" error={refused.ticket}>
        {(field) => (
          <input
            {...field}
            name="ticket"
            data-first
            className={styles['input']}
            autoComplete="off"
            spellCheck={false}
            placeholder="SUP-4711"
            value={draft.ticket}
            onChange={(event) => change({ ticket: event.currentTarget.value })}
          />
        )}
      </CaseField>
      <CaseField label="Reason" hint="the customer will see this" error={refused.reason}>
        {(field) => (
          <textarea
            {...field}
            name="reason"
            className={styles['input']}
            rows={3}
            value={draft.reason}
            onChange={(event) => change({ reason: event.currentTarget.value })}
          />
        )}
      </CaseField>
      <CaseField label="Member’s email" hint="optional, opens their page" error={refused.email}>
        {(field) => (
          <input
            {...field}
            type="email"
            name="email"
            className={styles['input']}
            autoComplete="off"
            value={draft.email}
            onChange={(event) => change({ email: event.currentTarget.value })}
          />
        )}
      </CaseField>
      <p role="alert" className={styles['error']}>
        {failure === null ? null : `The case wasn’t opened. ${reasonOf(failure)}`}
      </p>
      <Button type="submit" variant="primary" size="wide" aria-disabled={open.isPending}>
        {open.isPending ? 'Opening…' : isAgain ? 'Reopen case' : 'Open case'}
      </Button>
    </form>
  );
}
