import { useQueryClient } from '@tanstack/react-query';
import { Link2, LogOut, MonitorCog, Moon, RotateCw, Sun } from 'lucide-react';
import { useMemo } from 'react';
import { linkToOpenPage } from '../api/console.ts';
import { readAllAgain } from '../api/graph.ts';
import { useViewer } from '../api/session.ts';
import { useSignOut } from './sign-out.ts';
import { chooseTheme } from './theme.ts';

/** What can be done from anywhere; `say` tells the person how it went. */
export function useCommands(say: (words: string) => void) {
  const client = useQueryClient();
  const { id } = useViewer().organization;
  const { mutate: leave } = useSignOut();
  return useMemo(() => {
    const copyLink = () => {
      navigator.clipboard.writeText(linkToOpenPage(id)).then(
        () => say('Link copied'),
        () => say('Not copied: the browser refused'),
      );
    };
    return [
      {
        label: 'Copy link to this page',
        alias: 'share url address',
        icon: Link2,
        isOfPage: true,
        run: copyLink,
      },
      {
        label: 'Refresh',
        alias: 'refresh reload update',
        icon: RotateCw,
        isOfPage: true,
        run: () => readAllAgain(client),
      },
      {
        label: 'Light theme',
        alias: 'appearance colour mode bright',
        icon: Sun,
        isOfPage: false,
        run: () => chooseTheme('light'),
      },
      {
        label: 'Dark theme',
        alias: 'appearance colour mode night',
        icon: Moon,
        isOfPage: false,
        run: () => chooseTheme('dark'),
      },
      {
        label: 'Same theme as this device',
        alias: 'appearance colour mode system automatic',
        icon: MonitorCog,
        isOfPage: false,
        run: () => chooseTheme('system'),
      },
      {
        label: 'Sign out',
        alias: 'log out leave exit',
        icon: LogOut,
        isOfPage: false,
        run: () => leave(),
      },
    ];
  }, [client, say, id, leave]);
}
