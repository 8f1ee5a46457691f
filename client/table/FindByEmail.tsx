import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { supportRoutes } from '#contract/support-routes.ts';
import { paths } from '../api/paths.ts';
import { request } from '../api/request.ts';
import { useViewer } from '../api/session.ts';
import { Button } from '../ui/Button.tsx';
import styles from './FindByEmail.module.css';

/** Something before the @, and a domain with a dot. */
const isWhole = (text: string) => /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(text);

function Finder({ email, organization }: { email: string; organization: string }) {
  const navigate = useNavigate();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () =>
      request(supportRoutes.findMember, { params: { organization }, body: { email } }),
    // Kept by what shows it and by nothing else.
    gcTime: 0,
    onSuccess: ({ memberId }) => (memberId === null ? undefined : navigate(paths.member(memberId))),
  });
  const isNobody = data?.memberId === null;
  return (
    <div className={styles['line']}>
      <span role="status">
        {error === null ? null : `The search failed. ${error.message}`}
        {isNobody ? 'No member has exactly this address.' : null}
        {error === null && !isNobody
          ? 'Email addresses are masked. Enter a full one to find its member. The search is recorded.'
          : null}
      </span>
      {isWhole(email) && data === undefined ? (
        <Button size="small" disabled={isPending} onClick={() => mutate()}>
          {isPending ? 'Searching…' : 'Find by address'}
        </Button>
      ) : null}
    </div>
  );
}

/**
 * Under a case, where a search holds an @: rows can't match masked addresses, so the server looks up
 * the whole one. Nothing elsewhere.
 */
export function FindByEmail({ query }: { query: string }) {
  const { support } = useViewer();
  const email = query.trim();
  if (support === null || !email.includes('@')) return null;
  return <Finder key={email} email={email} organization={support.organization.id} />;
}
