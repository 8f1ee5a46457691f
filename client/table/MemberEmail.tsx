import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { supportRoutes } from '#contract/support-routes.ts';
import { request } from '../api/request.ts';
import { useViewer } from '../api/session.ts';
import { CopyText } from '../ui/CopyText.tsx';
import { SafeText } from '../ui/SafeText.tsx';
import styles from './MemberEmail.module.css';

interface MemberEmailProps {
  memberId: string;
  /** As it was read: masked for support. */
  email: string;
}

function Revealed({ email }: { email: string }) {
  const line = useRef<HTMLSpanElement>(null);
  // Takes the place of the button that was pressed, and is read out.
  useEffect(() => line.current?.querySelector('button')?.focus(), []);
  return (
    <span ref={line} className={styles['line']}>
      <CopyText text={email} label="email address" />
    </span>
  );
}

function Masked({ memberId, email, organization }: MemberEmailProps & { organization: string }) {
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () =>
      request(supportRoutes.revealEmail, { params: { organization }, body: { member: memberId } }),
    // Kept by what shows it and by nothing else.
    gcTime: 0,
  });
  if (data !== undefined) return <Revealed email={data.email} />;
  return (
    <span className={styles['line']}>
      <span className={styles['masked']}>
        <SafeText>{email}</SafeText>
      </span>
      <button
        type="button"
        className={styles['reveal']}
        aria-disabled={isPending}
        title="Shows the full address. The customer can see that you revealed it."
        onClick={() => (isPending ? undefined : mutate())}
      >
        {isPending ? 'Revealing…' : 'Reveal'}
      </button>
      <span role="status" className={styles['note']}>
        {error === null ? 'Revealing is logged' : `Not revealed: ${error.message}`}
      </span>
    </span>
  );
}

/** A member's address to be copied; for support it is masked, and revealed one at a time. */
export function MemberEmail(props: MemberEmailProps) {
  const { support } = useViewer();
  return support === null ? (
    <CopyText text={props.email} label="email address" />
  ) : (
    <Masked key={props.memberId} {...props} organization={support.organization.id} />
  );
}
