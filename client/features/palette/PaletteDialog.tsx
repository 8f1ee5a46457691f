import { Search, X } from 'lucide-react';
import { useId, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { addressHere, wayTo } from '../../api/console.ts';
import { useViewer } from '../../api/session.ts';
import { formatCountOf } from '../../ui/format.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import type { Entry, Group } from './entries.ts';
import { find, offer, type Haystack } from './find.ts';
import { Option } from './Option.tsx';
import styles from './Palette.module.css';
import { paletteKeys } from './palette-keys.ts';
import { wantedOf } from './rank.ts';

/** Puts the dialog over the page, which nothing else reaches meanwhile, and gives the focus back. */
function useModal() {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return dialog;
}

/** Scrolls as little as needed to show the active line. */
function useShown(activeId: string | undefined): void {
  useLayoutEffect(() => {
    if (activeId === undefined) return;
    document.querySelector(`#${CSS.escape(activeId)}`)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
}

interface ListProps {
  id: string;
  groups: readonly Group[];
  active: Entry | undefined;
  terms: readonly string[];
  idOf: (entry: Entry) => string;
  onPoint: (entry: Entry) => void;
  onChoose: (entry: Entry) => void;
}

function List({ id, groups, active, terms, idOf, onPoint, onChoose }: ListProps) {
  return (
    <div id={id} role="listbox" aria-label="Results" className={styles['results']}>
      {groups.map(({ label, entries }) => (
        <div key={label} role="group" aria-label={label}>
          <div className={styles['group']} aria-hidden="true">
            {label}
          </div>
          {entries.map((entry) => (
            <Option
              key={entry.key}
              entry={entry}
              id={idOf(entry)}
              isActive={entry === active}
              terms={terms}
              onPoint={() => onPoint(entry)}
              onChoose={() => onChoose(entry)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

interface PaletteDialogProps {
  stack: Haystack;
  placeholder: string;
  /** How much of what there is can be searched yet. */
  foot: ReactNode;
  onClose: () => void;
}

const nothing: readonly string[] = [];

/** What the query finds, and which of it is active: the first, until somebody moves. */
function useFound(stack: Haystack) {
  const [query, setQuery] = useState('');
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const wanted = useMemo(() => wantedOf(query), [query]);
  const groups = useMemo(
    () => (wanted === null ? offer(stack) : find(query, wanted, location.origin, stack)),
    [query, wanted, stack],
  );
  const entries = useMemo(() => groups.flatMap((group) => group.entries), [groups]);
  const at = entries.findIndex(({ key }) => key === activeKey);
  return {
    query,
    ask: (next: string) => {
      setQuery(next);
      setActiveKey(null);
    },
    terms: wanted?.terms ?? nothing,
    groups,
    entries,
    active: Math.max(0, at),
    moveTo: (index: number) => setActiveKey(entries[index]?.key ?? null),
  };
}

/** Goes where an entry leads, or does what it says. */
function useChoose(onClose: () => void) {
  const navigate = useNavigate();
  const { organization } = useViewer();
  return ({ href, subject }: Entry, inNewTab: boolean) => {
    const way = href === null ? null : wayTo(href, organization.id);
    if (way !== null && inNewTab) {
      const address = way.kind === 'here' ? addressHere(way.path) : way.path;
      window.open(address, '_blank', 'noopener');
      return;
    }
    // First, so that the focus is back before the page that opens takes it.
    onClose();
    if (way?.kind === 'load') location.assign(way.path);
    else if (way !== null) void navigate(way.path);
    // Later, when the palette itself no longer shows what it reads.
    else if (subject.kind === 'command') setTimeout(subject.command.run);
  };
}

/** The palette: a text field over a list, in which the arrows move while the focus stays where it is. */
export function PaletteDialog({ stack, placeholder, foot, onClose }: PaletteDialogProps) {
  const dialog = useModal();
  const id = useId();
  const { query, ask, terms, groups, entries, active, moveTo } = useFound(stack);
  const choose = useChoose(onClose);
  const current = entries[active];
  const idOf = (entry: Entry) => `${id}-${entries.indexOf(entry)}`;
  const activeId = current === undefined ? undefined : idOf(current);
  useShown(activeId);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- hears the keys of all that is in it, and clicks beside it
    <dialog
      ref={dialog}
      aria-label="Search everything"
      className={styles['dialog']}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      onKeyDown={paletteKeys({
        active,
        count: entries.length,
        onMove: moveTo,
        onChoose: (inNewTab) => {
          if (current !== undefined) choose(current, inNewTab);
        },
        onClose,
      })}
    >
      <div className={styles['field']}>
        <Search size={16} aria-hidden="true" />
        <input
          type="text"
          role="combobox"
          aria-expanded={entries.length > 0}
          aria-controls={id}
          aria-activedescendant={activeId}
          aria-autocomplete="list"
          aria-label="Search everything"
          className={styles['input']}
          placeholder={placeholder}
          value={query}
          maxLength={2048}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          onChange={(event) => ask(event.currentTarget.value)}
        />
        <span className={styles['escape']}>
          <Kbd>Esc</Kbd>
        </span>
        <button
          type="button"
          className={styles['close']}
          aria-label="Close search"
          onClick={onClose}
        >
          <X size={18} aria-hidden="true" />
        </button>
      </div>
      {entries.length === 0 ? (
        <p className={styles['none']}>
          No apps, members, scopes, pages or actions match. Members show up once they’ve connected
          an app.
        </p>
      ) : (
        <List
          id={id}
          groups={groups}
          active={current}
          terms={terms}
          idOf={idOf}
          onPoint={(entry) => moveTo(entries.indexOf(entry))}
          onChoose={(entry) => choose(entry, false)}
        />
      )}
      <div className={styles['foot']}>
        {foot}
        <span className={styles['keys']}>
          <Kbd>↑</Kbd> <Kbd>↓</Kbd> move <Kbd>↵</Kbd> open
        </span>
      </div>
      <VisuallyHidden>
        <span role="status">{formatCountOf(entries.length, 'result')}</span>
      </VisuallyHidden>
    </dialog>
  );
}
