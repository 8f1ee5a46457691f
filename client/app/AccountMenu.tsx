import { LogOut } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useNavigate } from 'react-router';
import { useSignedIn, useViewer } from '../api/session.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { firstShown, visibleText } from '../ui/invisible.ts';
import { choice, Menu } from '../ui/Menu.tsx';
import type { MenuEntry } from '../ui/popup-props.ts';
import { SafeText } from '../ui/SafeText.tsx';
import { desk, pagesFor } from './pages.ts';
import styles from './Rail.module.css';
import { useSignOut } from './sign-out.ts';
import { chooseTheme, chosenTheme, onThemeChosen } from './theme.ts';

const themes = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

/** Who is signed in, the theme, and the way out. */
export function AccountMenu() {
  // Under a case too: one is who one is.
  const { viewer, organization } = useSignedIn();
  const looked = useViewer();
  const aside = pagesFor(looked).filter(({ isOwn, isDesk = false }) => isOwn || isDesk);
  const pages = looked.support === null ? aside : [desk];
  const open = (href: string) => {
    // Out of a customer's console only by loading the page.
    if (looked.support === null) void navigate(href);
    else location.assign(href);
  };
  const navigate = useNavigate();
  const leave = useSignOut();
  const theme = useSyncExternalStore(onThemeChosen, chosenTheme);
  const name = firstShown(viewer.name, viewer.email);
  const trigger = (
    <button
      type="button"
      className={styles['account']}
      aria-label={`Account: ${visibleText(name)}`}
    >
      <Avatar name={name} id={viewer.memberId} />
      <span className={styles['accountText']}>
        <span className={styles['accountName']}>
          <SafeText>{name}</SafeText>
        </span>
        <span className={styles['muted']}>
          <SafeText>{organization.name}</SafeText>
        </span>
      </span>
    </button>
  );
  const who = (
    <>
      <SafeText>{viewer.email}</SafeText>
      <br />
      <SafeText>{organization.name}</SafeText>
    </>
  );
  return (
    <Menu
      trigger={trigger}
      align="start"
      entries={[
        { key: 'who', kind: 'label', content: who },
        ...(pages.length === 0 ? [] : [{ key: 'before pages', kind: 'separator' } as const]),
        ...pages.map(({ label, href, icon: Icon }): MenuEntry => ({
          key: href,
          kind: 'command',
          content: (
            <>
              <Icon size={15} aria-hidden="true" /> {label}
            </>
          ),
          onSelect: () => open(href),
        })),
        { key: 'before theme', kind: 'separator' },
        choice({
          label: 'Theme',
          value: theme,
          options: themes,
          onChange: chooseTheme,
        }),
        { key: 'before sign-out', kind: 'separator' },
        {
          key: 'sign out',
          kind: 'command',
          content: (
            <>
              <LogOut size={15} aria-hidden="true" /> Sign out
            </>
          ),
          onSelect: () => leave.mutate(),
        },
      ]}
    />
  );
}
