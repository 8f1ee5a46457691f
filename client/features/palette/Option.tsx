import { ArrowRight, KeyRound } from 'lucide-react';
import type { MouseEvent, ReactNode } from 'react';
import { logoAddress } from '../../api/logo.ts';
import { clientTypes } from '../../grid/client-types.ts';
import { MarkedText } from '../../grid/MarkedText.tsx';
import { appName } from '../../grid/names.ts';
import { markedName } from '../../grid/class-words.ts';
import { statusNames } from '../../grid/status-names.ts';
import { Avatar, Tile } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { firstShown } from '../../ui/invisible.ts';
import type { Entry, Subject } from './entries.ts';
import styles from './Palette.module.css';

interface Drawn {
  picture: ReactNode;
  label: ReactNode;
  detail: ReactNode;
}

type SubjectOf<K extends Subject['kind']> = Extract<Subject, { kind: K }>;

function drawApp({ app }: SubjectOf<'app'>, terms: readonly string[]): Drawn {
  const name = appName(app);
  const logo = app.hasLogo ? logoAddress(app.id) : null;
  return {
    picture: (
      <span className={styles['tile']}>
        <Tile src={logo} name={name} id={app.id} size={22} />
      </span>
    ),
    label: <MarkedText terms={terms}>{name}</MarkedText>,
    detail: (
      <>
        {clientTypes[app.clientType].label} <code>…{app.id.slice(-6)}</code>
      </>
    ),
  };
}

function drawMember(member: SubjectOf<'member'>, terms: readonly string[]): Drawn {
  const { id, name, email, status } = member;
  const called = firstShown(name, email);
  const isOut = status !== null && status !== 'active';
  return {
    picture: <Avatar name={called} id={id} />,
    label:
      called === '' ? (
        <code>
          <MarkedText terms={terms}>{id}</MarkedText>
        </code>
      ) : (
        <MarkedText terms={terms}>{called}</MarkedText>
      ),
    detail: (
      <>
        {called === email ? null : <MarkedText terms={terms}>{email}</MarkedText>}{' '}
        {isOut ? (
          <Badge tone={status === 'deleted' ? 'danger' : 'soft'}>{statusNames[status]}</Badge>
        ) : null}
      </>
    ),
  };
}

function drawScope({ scope }: SubjectOf<'scope'>, terms: readonly string[]): Drawn {
  return {
    picture: (
      <span className={styles['icon']} data-class={scope.class}>
        <KeyRound size={15} aria-hidden="true" />
      </span>
    ),
    label: <MarkedText terms={terms}>{scope.name}</MarkedText>,
    detail: (
      <>
        <span data-class={scope.class}>{markedName(scope.class)}</span>
        {scope.description === null ? null : (
          <>
            {' · '}
            <MarkedText terms={terms}>{scope.description}</MarkedText>
          </>
        )}
      </>
    ),
  };
}

function draw(subject: Subject, terms: readonly string[]): Drawn {
  switch (subject.kind) {
    case 'app':
      return drawApp(subject, terms);
    case 'member':
      return drawMember(subject, terms);
    case 'scope':
      return drawScope(subject, terms);
    case 'page':
    case 'command': {
      const { icon: Icon, label } = subject.kind === 'page' ? subject.page : subject.command;
      return {
        picture: (
          <span className={styles['icon']}>
            <Icon size={15} aria-hidden="true" />
          </span>
        ),
        label: <MarkedText terms={terms}>{label}</MarkedText>,
        detail: null,
      };
    }
    case 'more':
      return { picture: <span className={styles['icon']} />, label: subject.label, detail: null };
    case 'target':
      return {
        picture: (
          <span className={styles['icon']}>
            <ArrowRight size={15} aria-hidden="true" />
          </span>
        ),
        label: subject.label,
        detail: <code>{subject.id}</code>,
      };
    default:
      return subject satisfies never;
  }
}

/** The text field keeps the focus, so that one can go on typing. */
const keepFocus = (event: MouseEvent) => event.preventDefault();

interface OptionProps {
  entry: Entry;
  id: string;
  isActive: boolean;
  terms: readonly string[];
  onPoint: () => void;
  onChoose: () => void;
}

/** One line of the palette; the focus stays in its text field, which names the active line. */
export function Option({ entry, id, isActive, terms, onPoint, onChoose }: OptionProps) {
  const { picture, label, detail } = draw(entry.subject, terms);
  return (
    <button
      type="button"
      id={id}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      className={styles['option']}
      onPointerMove={isActive ? undefined : onPoint}
      onMouseDown={keepFocus}
      onClick={onChoose}
    >
      {picture}
      <span className={styles['label']}>{label}</span>
      <span className={styles['detail']}>{detail}</span>
    </button>
  );
}
