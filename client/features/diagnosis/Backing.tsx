import { Check } from 'lucide-react';
import type { GrantedScope } from '#contract/access.ts';
import type { Diagnosis } from '#contract/diagnosis.ts';
import { AccessMark } from '../../grid/AccessMark.tsx';
import { accessWords, uncheckedWords } from '../../grid/access-words.ts';
import { ScopeChip } from '../../grid/ScopeChip.tsx';
import { visibleText } from '../../ui/invisible.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import styles from './Evidence.module.css';

type Checks = Diagnosis['checks'];
type Role = NonNullable<Checks['backing']['evidence']>['roles'][number];

const holdsWords: Record<Role['holds'], string> = {
  always: '',
  'in-some-sessions': ' in some sessions',
  'no-more': ' no longer',
};

function RoleChip({ id, holds }: { id: string; holds: Role['holds'] | null }) {
  return (
    <li className={styles['role']} data-held={holds === 'always'}>
      {holds === 'always' ? <Check size={12} aria-hidden="true" /> : null}
      <code>
        <SafeText>{id}</SafeText>
      </code>
      {holds === 'always' ? <VisuallyHidden> (held)</VisuallyHidden> : null}
      {holds === null ? null : holdsWords[holds]}
    </li>
  );
}

interface BackedByProps {
  scope: GrantedScope;
  holdsOf: (role: string) => Role['holds'] | null;
}

/** Each permission that a scope names, and the roles that permit it, the member’s own first. */
function BackedBy({ scope: { access }, holdsOf }: BackedByProps) {
  if (access.state === 'unchecked') {
    const why = access.reason === null ? '' : uncheckedWords[access.reason];
    return <span className={styles['quiet']}>{why}</span>;
  }
  const order = ['always', 'in-some-sessions', 'no-more', null];
  return (
    <ul className={styles['permissions']}>
      {access.permissions.map(({ resourceId, action, backedBy }) => (
        <li key={`${resourceId} ${action}`} className={styles['permission']}>
          <code>
            <SafeText>{`${resourceId}.${action}`}</SafeText>
          </code>
          {backedBy.length === 0 ? (
            <span className={styles['quiet']}>no role allows it</span>
          ) : (
            <ul
              className={styles['roles']}
              aria-label={`Roles that permit ${visibleText(`${resourceId}.${action}`)}`}
            >
              {backedBy
                .toSorted((a, b) => order.indexOf(holdsOf(a)) - order.indexOf(holdsOf(b)))
                .map((id) => (
                  <RoleChip key={id} id={id} holds={holdsOf(id)} />
                ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What the member’s roles make of each scope. */
export function Backing({ backing, scopes }: Pick<Checks, 'backing' | 'scopes'>) {
  const roles = backing.evidence?.roles ?? null;
  const known = new Map(roles?.map(({ id, holds }) => [id, holds]));
  const holdsOf = (id: string) => known.get(id) ?? null;
  const granted = scopes.evidence?.scopes ?? [];
  const more = new Set(backing.evidence?.moreInSomeSessions);
  return (
    <>
      <div className={styles['own']}>
        <span className={styles['quiet']}>The member’s roles</span>
        {roles === null ? <span>unknown</span> : null}
        {roles?.length === 0 ? <span>none</span> : null}
        <ul className={styles['roles']} aria-label="The member’s roles">
          {roles?.map(({ id, holds }) => (
            <RoleChip key={id} id={id} holds={holds} />
          ))}
        </ul>
      </div>
      <ul className={styles['scopes']}>
        {granted.map((scope) => (
          <li key={scope.name} className={styles['backing']}>
            <span className={styles['chip']}>
              <ScopeChip scope={scope} />
            </span>
            <span className={styles['state']}>
              <AccessMark state={scope.access.state} isLabelled />
              {accessWords[scope.access.state].label}
              {more.has(scope.name) ? (
                <span className={styles['quiet']}>, more in some sessions</span>
              ) : null}
            </span>
            <BackedBy scope={scope} holdsOf={holdsOf} />
          </li>
        ))}
      </ul>
    </>
  );
}
