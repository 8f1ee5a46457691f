import { useState, type ReactNode } from 'react';
import type { Changes } from '#contract/changes.ts';
import type { ScopeClass } from '#contract/scopes.ts';
import { longestName } from '../../grid/names.ts';
import { ScopeChip } from '../../grid/ScopeChip.tsx';
import { formatCount, formatCountOf } from '../../ui/format.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { usePrinting } from '../../ui/use-printing.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import styles from './ChangeList.module.css';
import { differenceOf, type DiffedScope } from './difference.ts';

const maxShown = 6;

function Chip({ scope }: { scope: DiffedScope }) {
  if (scope.class !== null) return <ScopeChip scope={{ name: scope.name, class: scope.class }} />;
  return (
    <span className={styles['plain']} title="No app holds this scope anymore">
      <SafeText most={longestName}>{scope.name}</SafeText>
    </span>
  );
}

function Came({ scope, isDiff }: { scope: DiffedScope; isDiff: boolean }) {
  if (!isDiff) return <Chip scope={scope} />;
  return (
    <ins className={styles['came']}>
      <span aria-hidden="true">+</span>
      <VisuallyHidden>came: </VisuallyHidden>
      <Chip scope={scope} />
    </ins>
  );
}

function Left({ scope }: { scope: DiffedScope }) {
  return (
    <del className={styles['left']}>
      <span aria-hidden="true">−</span>
      <VisuallyHidden>left: </VisuallyHidden>
      <Chip scope={scope} />
    </del>
  );
}

interface ScopesCellProps {
  change: Changes['changes'][number];
  classOf: (scope: string) => ScopeClass | null;
}

/** What became of the scopes of a grant: those that came, those that left, and how many stayed. */
export function ScopesCell({ change, classOf }: ScopesCellProps) {
  const [whole, setWhole] = useState(false);
  const isPrinting = usePrinting();
  const isNew = ['granted', 'granted-again', 'appeared'].includes(change.kind);
  const before = isNew ? null : change.scopesBefore;
  const isGone = change.kind === 'gone';
  const after = isGone ? null : change.scopesAfter;
  const { came, left, kept } = differenceOf(before, after, classOf);
  const chips: ReactNode[] = [
    ...came.map((scope) => <Came key={`+${scope.name}`} scope={scope} isDiff={!isNew} />),
    ...left.map((scope) =>
      isGone ? (
        <Chip key={scope.name} scope={scope} />
      ) : (
        <Left key={`-${scope.name}`} scope={scope} />
      ),
    ),
  ];
  const shown = whole || isPrinting ? chips : chips.slice(0, maxShown);
  return (
    <span className={styles['chips']}>
      {isGone ? <span className={styles['quiet']}>had</span> : null}
      {shown}
      {shown.length < chips.length ? (
        <button type="button" className={styles['rest']} onClick={() => setWhole(true)}>
          +{formatCount(chips.length - shown.length)}
          <VisuallyHidden> more scopes</VisuallyHidden>
        </button>
      ) : null}
      {kept.length === 0 ? null : (
        <span className={styles['quiet']}>{formatCountOf(kept.length, 'scope')} unchanged</span>
      )}
    </span>
  );
}
