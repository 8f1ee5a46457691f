import { memo, type ReactNode } from 'react';
import type { ConnectedApp } from '#contract/connected-apps.ts';
import type { GrantTable } from '#contract/grant-table.ts';
import { logoAddress } from '../../../api/logo.ts';
import { useLinkToPage } from '../../../api/session.ts';
import { clientTypes } from '../../../grid/client-types.ts';
import { appName, isNameless } from '../../../grid/names.ts';
import type { GrantStore } from '../../../grid/store.ts';
import { Tile } from '../../../ui/Avatar.tsx';
import { Badge } from '../../../ui/Badge.tsx';
import { ClampedText } from '../../../ui/ClampedText.tsx';
import { CopyLink } from '../../../ui/CopyLink.tsx';
import { CopyText } from '../../../ui/CopyText.tsx';
import { Fact, Facts } from '../../../ui/Fact.tsx';
import { Popover } from '../../../ui/Popover.tsx';
import { SafeText } from '../../../ui/SafeText.tsx';
import styles from './AppPage.module.css';
import { headFiguresOf } from './head-figures.ts';
import type { ViewState } from './view-state.ts';

const policyWords = {
  allowed: {
    label: 'Allowed by policy',
    meaning: 'The organization’s policy lets its members connect this app.',
  },
  restricted: {
    label: 'Restricted by policy',
    meaning:
      'The organization’s policy no longer lets members connect this app. Earlier grants may still exist.',
  },
} as const;

function Explained({
  label,
  children,
  badge,
}: {
  label: string;
  children: ReactNode;
  badge: ReactNode;
}) {
  return (
    <Popover
      label={label}
      trigger={
        <button type="button" className={styles['badgeButton']}>
          {badge}
        </button>
      }
    >
      <div className={styles['explain']}>{children}</div>
    </Popover>
  );
}

function Badges({ app }: { app: ConnectedApp }) {
  const type = clientTypes[app.clientType];
  const policy = app.policy === null ? null : policyWords[app.policy];
  return (
    <>
      <Explained label="About the client type" badge={<Badge>{type.label}</Badge>}>
        <p>{type.meaning}</p>
        {app.clientType === 'unknown' ? (
          <p>
            Stytch calls it{' '}
            <code>
              <SafeText empty="(nothing)">{app.clientTypeRaw}</SafeText>
            </code>
            .
          </p>
        ) : null}
      </Explained>
      {policy === null ? null : (
        <Explained
          label="About the policy"
          badge={
            <Badge dot={app.policy === 'allowed' ? 'positive' : 'warning'}>{policy.label}</Badge>
          }
        >
          <p>{policy.meaning}</p>
        </Explained>
      )}
    </>
  );
}

interface AppHeaderProps {
  table: GrantTable;
  store: GrantStore;
  /** Changes when statuses may have. */
  version: number;
  areNamesComing: boolean;
  onFilter: (change: Partial<ViewState>) => void;
}

/** What the app is and how far it reaches, before anything is listed. */
export const AppHeader = memo(function AppHeader(props: AppHeaderProps) {
  const { table, store, areNamesComing, onFilter } = props;
  const { app } = table;
  const name = appName(app);
  return (
    <header className={styles['hero']}>
      <div className={styles['identity']}>
        <Tile src={app.hasLogo ? logoAddress(app.id) : null} name={name} id={app.id} size={52} />
        <div className={styles['about']}>
          <div className={styles['title']}>
            <ClampedText key={name} as="h1" className={styles['name']}>
              {name}
            </ClampedText>
            {isNameless(app) ? <span title={app.id}>…{app.id.slice(-6)}</span> : null}
            <Badges app={app} />
            <CopyLink link={useLinkToPage()} />
          </div>
          {app.description === '' ? null : (
            <div className={styles['description']}>
              <ClampedText key={app.description}>{app.description}</ClampedText>
            </div>
          )}
          <CopyText text={app.id} label="connected app id" />
        </div>
      </div>
      <div className={styles['figures']}>
        <Facts>
          {headFiguresOf(table, store, areNamesComing).map(({ figure, of, label, filter }) => (
            <Fact
              key={label}
              figure={figure}
              of={of}
              label={label}
              {...(filter === null ? {} : { onPick: () => onFilter(filter) })}
            />
          ))}
        </Facts>
      </div>
    </header>
  );
});
