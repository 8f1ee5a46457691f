import { Check } from 'lucide-react';
import type { GrantedScope, ScopePermission } from '#contract/access.ts';
import { AccessMark } from '../../../grid/AccessMark.tsx';
import { accessWords, uncheckedWords } from '../../../grid/access-words.ts';
import { classNames } from '../../../grid/class-words.ts';
import { ScopeChip } from '../../../grid/ScopeChip.tsx';
import { nameText } from '../../../grid/names.ts';
import { SafeText } from '../../../ui/SafeText.tsx';
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx';
import type { HeldRoles } from './held-roles.ts';
import styles from './ScopeDetails.module.css';

function Roles({
  roleIds,
  held,
  isOwn,
}: {
  roleIds: readonly string[];
  held: HeldRoles;
  isOwn: boolean;
}) {
  if (roleIds.length === 0) return <span className={styles['none']}>No role</span>;
  const has = isOwn ? 'yours' : 'held';
  return (
    <ul className={styles['roles']}>
      {held.ownFirst(roleIds).map((id) => {
        const state = held.of(id);
        return (
          <li key={id} className={styles['role']} data-held={state}>
            {state === 'held' ? <Check size={12} aria-hidden="true" /> : null}
            <code>
              <SafeText>{id}</SafeText>
            </code>
            {state === 'held' ? <VisuallyHidden> ({has})</VisuallyHidden> : null}
            {state === 'conditional' ? <span> in some sessions</span> : null}
          </li>
        );
      })}
    </ul>
  );
}

interface PermissionsProps {
  scope: string;
  permissions: readonly ScopePermission[];
  held: HeldRoles;
  isOwn: boolean;
}

/** Each permission that a scope names, and the roles that hold it: the member's own first. */
function Permissions({ scope, permissions, held, isOwn }: PermissionsProps) {
  return (
    <table className={styles['permissions']}>
      <caption>
        <VisuallyHidden>Permissions of {nameText(scope)}</VisuallyHidden>
      </caption>
      <thead>
        <tr>
          <th scope="col">Needs</th>
          <th scope="col">
            Roles that permit it{held.isKnown ? ` (✓ ${isOwn ? 'yours' : 'held'})` : ''}
          </th>
        </tr>
      </thead>
      <tbody>
        {permissions.map(({ resourceId, action, backedBy }) => (
          <tr key={`${resourceId} ${action}`}>
            <th scope="row">
              <code>
                <SafeText>{`${resourceId}.${action}`}</SafeText>
              </code>
              {action === '*' ? <span className={styles['every']}> every action</span> : null}
            </th>
            <td>
              <Roles roleIds={backedBy} held={held} isOwn={isOwn} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function explain({ access }: GrantedScope, isOwn: boolean): string {
  switch (access.state) {
    case 'backed':
      return `${isOwn ? 'Your' : 'The member’s'} roles allow this, so the app can do it now.`;
    case 'partly':
      return `${isOwn ? 'Your' : 'The member’s'} roles allow part of this; the app can do that part now.`;
    case 'dormant':
      return isOwn
        ? 'Inactive: your roles don’t allow this. It becomes active if you get a role that does.'
        : 'Inactive: the member’s roles don’t allow this. It becomes active if they get a role that does.';
    case 'unchecked':
      return access.reason === null ? '' : uncheckedWords[access.reason];
    case 'unknown':
      return `We don’t know ${isOwn ? 'your' : 'the member’s'} roles or what they allow.`;
  }
}

interface ScopeDetailsProps {
  id: string;
  label: string;
  scopes: readonly GrantedScope[];
  held: HeldRoles;
  isOwn: boolean;
}

/** Every scope of a grant: what it allows, by which rule it counts as it does, and what roles make of it. */
export function ScopeDetails({ id, label, scopes, held, isOwn }: ScopeDetailsProps) {
  return (
    <ul id={id} className={styles['scopes']} aria-label={label}>
      {scopes.map((scope) => (
        <li key={scope.name} className={styles['scope']}>
          <div className={styles['about']}>
            <p>
              <ScopeChip scope={scope} />{' '}
              <span className={styles['class']}>{classNames[scope.class]}</span>
            </p>
            <p>
              <SafeText empty="No description">{scope.description ?? ''}</SafeText>
            </p>
            <p className={styles['why']}>
              {scope.why}
              {isOwn || scope.class === 'unclassified' ? null : (
                <>
                  {' '}
                  Rule <code>{scope.rule.name}</code>,{' '}
                  {scope.rule.source === 'operator' ? 'set by the operator' : 'built in'}.
                </>
              )}
            </p>
          </div>
          <div className={styles['effect']}>
            {isOwn ? null : (
              <p className={styles['state']}>
                <AccessMark state={scope.access.state} isLabelled />
                {accessWords[scope.access.state].label}
              </p>
            )}
            <p className={styles['why']}>{explain(scope, isOwn)}</p>
            {isOwn || scope.access.permissions.length === 0 ? null : (
              <Permissions
                scope={scope.name}
                permissions={scope.access.permissions}
                held={held}
                isOwn={isOwn}
              />
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
