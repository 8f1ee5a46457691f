import { peopleWords } from '../../table/people.ts';
import { formatCount, formatCountOf } from '../../ui/format.ts';
import { GraphProgressBar } from '../../ui/GraphProgress.tsx';
import styles from './Palette.module.css';
import type { Sources } from './use-sources.ts';

function namesWords({ members, names, view }: Sources): string {
  const all = formatCountOf(members.size, 'person', 'people');
  if (names === null) {
    return `${all}, found by their ids: your roles do not allow search on stytch.member`;
  }
  if (names.state === 'done') {
    const { graph, memberCount } = view.data ?? { graph: null, memberCount: null };
    return `${graph === null ? all : peopleWords(graph.people, memberCount)} connected an app`;
  }
  const read = `${formatCount(members.namesRead)} of ${formatCount(members.size)} names read`;
  return names.state === 'reading'
    ? `${read}; the others are found by their ids meanwhile`
    : `${read}; the others could not be, and are found by their ids`;
}

/** How much of what there is can be searched yet. */
export function SourcesLine({ sources }: { sources: Sources }) {
  const { view } = sources;
  if (view.data === undefined && view.error !== null) {
    return (
      <span className={styles['sources']}>
        Members and scopes could not be read: {view.error.message}{' '}
        <button type="button" className={styles['again']} onClick={view.retry}>
          Try again
        </button>
      </span>
    );
  }
  if (view.data === undefined) {
    return (
      <span className={styles['sources']}>
        {view.graph.state?.state === 'reading' ? (
          <GraphProgressBar state={view.graph.state} />
        ) : (
          'Reading members and scopes'
        )}
      </span>
    );
  }
  return <span className={styles['sources']}>{namesWords(sources)}</span>;
}
