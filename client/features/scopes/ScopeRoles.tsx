import type { ScopePermission, UncheckedReason } from '#contract/access.ts';
import { uncheckedWords } from '../../grid/access-words.ts';
import { nameText } from '../../grid/names.ts';
import { formatCountOf } from '../../ui/format.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import styles from './ScopePage.module.css';

interface ScopeRolesProps {
  scope: string;
  permissions: readonly ScopePermission[];
  /** Why roles do not decide; null where they do, or the policy could not be read. */
  reason: UncheckedReason | null;
}

/** So many are at hand without a press. */
const fewPermissions = 3;

function Backing({ roles }: { roles: readonly string[] }) {
  if (roles.length === 0) return <span className={styles['none']}>No role</span>;
  return (
    <span className={styles['backing']}>
      {roles.map((role) => (
        <code key={role}>
          <SafeText>{role}</SafeText>
        </code>
      ))}
    </span>
  );
}

/** What a scope permits, and which roles a member needs for it to come to anything. */
export function ScopeRoles({ scope, permissions, reason }: ScopeRolesProps) {
  if (reason !== null) return <p className={styles['why']}>{uncheckedWords[reason]}</p>;
  if (permissions.length === 0) {
    return (
      <p className={styles['why']}>
        The RBAC policy could not be read, so we don’t know what roles make of this scope.
      </p>
    );
  }
  return (
    <details className={styles['roles']} open={permissions.length <= fewPermissions}>
      <summary>
        Requires {formatCountOf(permissions.length, 'permission')} from the member’s roles
      </summary>
      <table className={styles['permissions']}>
        <caption>
          <VisuallyHidden>Permissions of {nameText(scope)}</VisuallyHidden>
        </caption>
        <thead>
          <tr>
            <th scope="col">Permission</th>
            <th scope="col">Roles that have it</th>
          </tr>
        </thead>
        <tbody>
          {permissions.map(({ resourceId, action, backedBy }) => (
            <tr key={`${resourceId} ${action}`}>
              <th scope="row">
                <code>
                  <SafeText>{`${resourceId}.${action}`}</SafeText>
                </code>
                {action === '*' ? ' every action' : null}
              </th>
              <td>
                <Backing roles={backedBy} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
