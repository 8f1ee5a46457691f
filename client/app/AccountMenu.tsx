import { useMutation, useQueryClient } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { useViewer } from '../api/session.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Menu, MenuItem, MenuLabel, MenuRadioGroup, MenuSeparator } from '../ui/Menu.tsx';
import { SafeText } from '../ui/SafeText.tsx';
import styles from './Shell.module.css';
import { signOut } from './sign-out.ts';
import { chooseTheme, storedTheme } from './theme.ts';

const themes = [
  { value: 'system', label: 'Same as this device' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

/** Who is signed in, the theme, and the way out. */
export function AccountMenu() {
  const { viewer, organization } = useViewer();
  const client = useQueryClient();
  const leave = useMutation({ mutationFn: () => signOut(client) });
  const [theme, setTheme] = useState(storedTheme);
  const name = viewer.name === '' ? viewer.email : viewer.name;
  const trigger = (
    <button type="button" className={styles['account']} aria-label={`Account: ${name}`}>
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
  return (
    <Menu trigger={trigger} align="start">
      <MenuLabel>
        <SafeText>{viewer.email}</SafeText>
        <br />
        <SafeText>{organization.name}</SafeText>
      </MenuLabel>
      <MenuSeparator />
      <MenuRadioGroup
        label="Theme"
        value={theme}
        options={themes}
        onChange={(choice) => {
          chooseTheme(choice);
          setTheme(choice);
        }}
      />
      <MenuSeparator />
      {leave.isError ? <MenuLabel>Not signed out: {leave.error.message}</MenuLabel> : null}
      <MenuItem onSelect={() => leave.mutate()}>
        <LogOut size={15} aria-hidden="true" /> Sign out
      </MenuItem>
    </Menu>
  );
}
