import { Link } from 'react-router';
import { accessStates } from '#contract/access.ts';
import { paths } from '../../api/paths.ts';
import { accessWords } from '../../grid/access-words.ts';
import { AccessMark } from '../../grid/AccessMark.tsx';
import { longestName } from '../../grid/names.ts';
import type { GrantStore } from '../../grid/store.ts';
import { MemberSheet } from '../../table/MemberSheet.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import styles from './ScopePage.module.css';

interface GrantOfScopeProps {
  store: GrantStore;
  /** Changes when names may have come. */
  version: number;
  /** Null for closed. */
  row: number | null;
  onClose: () => void;
}

/** One grant in full, and the ways to its member and its app. */
export function GrantOfScope({ store, version, row, onClose }: GrantOfScopeProps) {
  const { grants } = store;
  const app = grants?.apps[grants.app[row ?? -1] ?? -1];
  const state = accessStates[grants?.access[row ?? -1] ?? -1] ?? 'unknown';
  return (
    <MemberSheet
      store={store}
      version={version}
      row={row}
      appName={app?.name ?? ''}
      appId={app?.id ?? ''}
      onClose={onClose}
      facts={
        <>
          <dt>Effective access</dt>
          <dd className={styles['effective']}>
            <AccessMark state={state} isLabelled /> {accessWords[state].label}
          </dd>
        </>
      }
      links={
        row === null || app === undefined ? null : (
          <p className={styles['links']}>
            <Link to={paths.member(store.idAt(row))}>All that the member connected</Link>
            <Link to={paths.app(app.id)}>
              All who use <SafeText most={longestName}>{app.name}</SafeText>
            </Link>
          </p>
        )
      }
    />
  );
}
