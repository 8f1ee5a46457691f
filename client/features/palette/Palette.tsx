import { useMemo } from 'react';
import { useViewer } from '../../api/session.ts';
import { createGrantStore } from '../../grid/store.ts';
import { noTable } from '../../table/use-grants.ts';
import type { Haystack } from './find.ts';
import { createMemberSearch } from './member-search.ts';
import { PaletteDialog } from './PaletteDialog.tsx';
import { SourcesLine } from './SourcesLine.tsx';
import { useSources } from './use-sources.ts';

type Own = Pick<Haystack, 'pages' | 'commands' | 'hrefs' | 'recent'>;

interface PaletteProps extends Own {
  onClose: () => void;
}

/** Searches all of the organization. */
function WholePalette({ onClose, ...own }: PaletteProps) {
  const sources = useSources();
  const { apps, scopes, members, searchMembers, version } = sources;
  const { pages, commands, hrefs, recent } = own;
  const stack = useMemo(
    // The version too: the names in the store come one after the other.
    () => ({ apps, scopes, members, searchMembers, version, pages, commands, hrefs, recent }),
    [apps, scopes, members, searchMembers, version, pages, commands, hrefs, recent],
  );
  return (
    <PaletteDialog
      stack={stack}
      placeholder="Search apps, members, scopes, or paste an id or a link"
      foot={<SourcesLine sources={sources} />}
      onClose={onClose}
    />
  );
}

const emptyStore = createGrantStore(noTable, null);
const nothing = {
  apps: [],
  scopes: [],
  members: emptyStore,
  searchMembers: createMemberSearch(emptyStore),
};

/** The way to anything by a few letters: apps, members, scopes, pages, and what can be done here. */
export function Palette(props: PaletteProps) {
  const { can } = useViewer();
  if (can.readConnectedApps) return <WholePalette {...props} />;
  const { onClose, ...own } = props;
  return (
    <PaletteDialog
      stack={{ ...nothing, ...own }}
      placeholder="Go to a page or do something"
      foot={null}
      onClose={onClose}
    />
  );
}
