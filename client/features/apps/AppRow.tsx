import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { Link } from 'react-router';
import type { ListedApp, Reach } from '#contract/connected-apps.ts';
import { logoAddress } from '../../api/logo.ts';
import { paths } from '../../api/paths.ts';
import { classMarks, classNames, markedClasses } from '../../grid/class-words.ts';
import { clientTypes } from '../../grid/client-types.ts';
import { MarkedText } from '../../grid/MarkedText.tsx';
import { appName, isNameless, nameText } from '../../grid/names.ts';
import { Tile } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { classes } from '../../ui/classes.ts';
import { formatCount, formatMoment, formatWhen } from '../../ui/format.ts';
import { shorten, visibleText } from '../../ui/invisible.ts';
import table from '../../ui/ListTable.module.css';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import type { ListRow, LookAlike } from './alike.ts';
import styles from './AppsPage.module.css';
import { countOfClass } from './list-state.ts';
import { appQueries } from './queries.ts';

/** Letters of a description that a tooltip has room for. */
const longestTitle = 1000;

interface NameProps {
  row: ListRow;
  /** What was searched for. */
  terms: readonly string[];
  /** What its name is taken for; undefined for nothing. */
  look: LookAlike | undefined;
  onFold: (key: string, unfold: boolean) => void;
}

/** Shows or hides the other apps of a group, and says why they are one. */
function Fold({ row, onFold }: Pick<NameProps, 'row' | 'onFold'>) {
  const { group, others, isUnfolded } = row;
  if (group === null || others === 0) return null;
  const Chevron = isUnfolded ? ChevronDown : ChevronRight;
  return (
    <button
      type="button"
      className={styles['fold']}
      aria-expanded={isUnfolded}
      onClick={() => onFold(group.key, !isUnfolded)}
    >
      <Chevron size={13} aria-hidden="true" />
      {formatCount(others)} more with the same {group.reason}
    </button>
  );
}

function Name({ row, terms, look, onFold }: NameProps) {
  const { app, group } = row;
  const name = appName(app);
  return (
    <div className={styles['app']}>
      <Tile src={app.hasLogo ? logoAddress(app.id) : null} name={name} id={app.id} size={32} />
      <div className={styles['names']}>
        <div className={styles['name']}>
          <Link
            className={classes(table['link'], styles['link'])}
            title={nameText(name)}
            to={paths.app(app.id)}
          >
            <MarkedText terms={terms}>{name}</MarkedText>
          </Link>
          {group !== null || look !== undefined || isNameless(app) ? (
            <span className={styles['suffix']} title={app.id}>
              …{app.id.slice(-6)}
            </span>
          ) : null}
          {app.isNew ? (
            <Badge tone="accent" title="Appeared after your last visit">
              New
            </Badge>
          ) : null}
          {app.policy === 'restricted' ? (
            <span className={styles['restricted']}>
              <Badge dot="warning">Restricted</Badge>
            </span>
          ) : null}
          {look === undefined ? null : (
            <Badge
              tone="danger"
              title={`${look.reason} Check which of the two your members meant.`}
            >
              Looks like {look.other}
            </Badge>
          )}
          <Fold row={row} onFold={onFold} />
        </div>
        <div
          className={styles['description']}
          title={visibleText(shorten(app.description, longestTitle))}
        >
          <span className={styles['type']}>{clientTypes[app.clientType].label}</span>
          <MarkedText terms={terms}>{shorten(app.description, 300)}</MarkedText>
        </div>
      </div>
    </div>
  );
}

/** Never to be taken for the date of a consent, which Stytch does not tell. */
function FirstSeen({ at, isRecordKnown }: { at: number | null; isRecordKnown: boolean }) {
  if (at === null) {
    return (
      <span className={table['quiet']}>{isRecordKnown ? 'Not recorded yet' : 'Not known'}</span>
    );
  }
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={`First seen by Grantscope on ${formatMoment(at)}. Stytch doesn’t say when it was first connected.`}
    >
      <span className={table['unit']}>First seen by Grantscope </span>
      {formatWhen(at)}
    </time>
  );
}

function People({ count, widest }: { count: number; widest: number }) {
  return (
    <div className={table['share']}>
      <span className={table['figure']}>
        {formatCount(count)}
        <span className={table['of']}> {count === 1 ? 'person' : 'people'}</span>
      </span>
      <span className={table['track']}>
        <span
          className={table['fill']}
          data-bar=""
          style={{ width: `${(100 * count) / widest}%` }}
        />
      </span>
    </div>
  );
}

/** How many scopes of each of the two grades that are marked. */
function Risk({ reach }: { reach: Reach }) {
  return (
    <div className={styles['risk']}>
      {markedClasses.map((ofClass) => {
        const count = countOfClass(reach, ofClass);
        if (count === 0) return null;
        return (
          <span key={ofClass} className={styles['grade']} data-class={ofClass}>
            <span aria-hidden="true">{classMarks[ofClass]}</span> {formatCount(count)}{' '}
            {classNames[ofClass].toLowerCase()}
          </span>
        );
      })}
    </div>
  );
}

interface FiguresProps {
  app: ListedApp;
  /** For how many people a full bar stands. */
  widest: number;
}

const notRead = (
  <span className={table['quiet']}>
    <span aria-hidden="true">–</span>
    <VisuallyHidden>Not known</VisuallyHidden>
  </span>
);

function Figures({ app, widest }: FiguresProps) {
  const { data: reach, isError, refetch } = useQuery(appQueries.reach(app.id));
  return (
    <>
      <td>
        {reach === undefined ? (
          isError ? (
            <button type="button" className={styles['retry']} onClick={() => void refetch()}>
              Couldn’t load · try again
            </button>
          ) : (
            <Skeleton width={90} />
          )
        ) : (
          <People count={reach.people} widest={widest} />
        )}
      </td>
      <td className={table['figure']}>
        {reach !== undefined ? (
          formatCount(reach.scopes.length)
        ) : isError ? (
          notRead
        ) : (
          <Skeleton width={24} />
        )}
        {reach === undefined ? null : (
          <span className={classes(table['of'], table['unit'])}> scopes</span>
        )}
      </td>
      <td>
        {reach === undefined && isError ? notRead : null}
        {reach === undefined ? null : <Risk reach={reach} />}
      </td>
    </>
  );
}

interface AppRowProps extends NameProps {
  widest: FiguresProps['widest'];
  isRecordKnown: boolean;
}

/** One app of the list; its figures come a moment after its name. */
export function AppRow({ row, terms, look, widest, isRecordKnown, onFold }: AppRowProps) {
  const { app, isBelow } = row;
  return (
    <tr className={classes(table['row'], styles['row'])} data-below={isBelow ? '' : undefined}>
      <td className={table['full']}>
        <Name row={row} terms={terms} look={look} onFold={onFold} />
      </td>
      <td className={styles['wide']}>
        <span className={table['quiet']}>{clientTypes[app.clientType].label}</span>
      </td>
      <Figures app={app} widest={widest} />
      <td className={styles['wide']}>
        {app.policy === null ? null : (
          <Badge dot={app.policy === 'allowed' ? 'positive' : 'warning'}>
            {app.policy === 'allowed' ? 'Allowed' : 'Restricted'}
          </Badge>
        )}
      </td>
      <td className={styles['seen']}>
        <FirstSeen at={app.firstSeen} isRecordKnown={isRecordKnown} />
      </td>
    </tr>
  );
}
