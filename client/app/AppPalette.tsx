import { useViewer } from '../api/session.ts';
import { Palette } from '../features/palette/Palette.tsx';
import { pagesFor } from './pages.ts';
import { paths } from '../api/paths.ts';
import { useRecent } from './recent.ts';
import { useCommands } from './use-commands.ts';

interface AppPaletteProps {
  /** Tells the person something that nothing else shows. */
  say: (words: string) => void;
  onClose: () => void;
}

/** The palette with the pages and the commands that there are. */
export function AppPalette({ say, onClose }: AppPaletteProps) {
  const viewer = useViewer();
  const recent = useRecent();
  const commands = useCommands(say);
  return (
    <Palette
      pages={pagesFor(viewer)}
      commands={commands}
      hrefs={paths}
      recent={recent}
      onClose={onClose}
    />
  );
}
