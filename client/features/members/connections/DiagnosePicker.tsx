import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Link } from 'react-router';
import type { MemberPage } from '#contract/member-page.ts';
import { connectedAppsQuery } from '../../../api/connected-apps.ts';
import { paths } from '../../../api/paths.ts';
import { AppName } from '../../../grid/AppName.tsx';
import { termsOf } from '../../../grid/fold.ts';
import { sharedNames } from '../../../grid/shared-names.ts';
import { Button } from '../../../ui/Button.tsx';
import { isPlainKey } from '../../../ui/keys.ts';
import { SearchField } from '../../../ui/SearchField.tsx';
import { Sheet } from '../../../ui/Sheet.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import styles from './DiagnosePicker.module.css';
import { appsToDiagnose, findApps } from './diagnosable.ts';

const notes = { connected: 'connected', past: 'past grant', other: '' } as const;

/** Moves the focus among the field and the links below it; Enter in the field follows the first one. */
function moveIn(list: HTMLElement | null, event: KeyboardEvent): void {
  if (!isPlainKey(event)) return;
  const links = [...(list?.querySelectorAll('a') ?? [])];
  const at = links.findIndex((link) => link === document.activeElement);
  if (event.key === 'Enter' && at === -1) links[0]?.click();
  else if (event.key === 'ArrowDown') links[Math.min(at + 1, links.length - 1)]?.focus();
  else if (event.key === 'ArrowUp' && at > 0) links[at - 1]?.focus();
  else return;
  event.preventDefault();
}

function Choices({ page }: { page: MemberPage }) {
  const { data, error } = useQuery(connectedAppsQuery);
  const [query, setQuery] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const apps = useMemo(() => appsToDiagnose(page, data?.apps ?? []), [page, data]);
  const shared = useMemo(() => sharedNames(apps), [apps]);
  const shown = findApps(apps, termsOf(query));
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the field and the links in it
    <div className={styles['picker']} onKeyDown={(event) => moveIn(list.current, event)}>
      <SearchField
        isFirst
        label="Search apps by name or id"
        placeholder="App name or id"
        value={query}
        onChange={setQuery}
      />
      <ul ref={list} className={styles['apps']} aria-busy={data === undefined && error === null}>
        {shown.map(({ id, name, relation }) => (
          <li key={id}>
            <Link className={styles['app']} to={paths.diagnosis(page.member.id, id)}>
              <span>
                <AppName app={{ id, name }} shared={shared} />
              </span>
              <span className={styles['note']}>{notes[relation]}</span>
            </Link>
          </li>
        ))}
        {data === undefined && error === null
          ? Array.from({ length: 5 }, (_, row) => (
              <li key={row} className={styles['app']}>
                <Skeleton width="60%" />
              </li>
            ))
          : null}
      </ul>
      <p role="status" className={styles['note']}>
        {error === null ? null : `Not all apps could be read: ${error.message}`}
        {shown.length === 0 && data !== undefined ? 'No app matches.' : null}
      </p>
    </div>
  );
}

/** The way to diagnose any app of the organization for the member, and those that they once had. */
export function DiagnosePicker({ page }: { page: MemberPage }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Diagnose an app…</Button>
      <Sheet open={isOpen} onClose={() => setOpen(false)} title="Diagnose an app" kind="middle">
        <Choices page={page} />
      </Sheet>
    </>
  );
}
