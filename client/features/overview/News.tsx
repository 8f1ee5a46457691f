import { useId } from 'react';
import { Link } from 'react-router';
import type { Overview } from '#contract/overview.ts';
import { useViewer } from '../../api/session.ts';
import { AppName } from '../../grid/AppName.tsx';
import { sharedNames } from '../../grid/shared-names.ts';
import { formatCount, formatDayAndTime, formatMoment } from '../../ui/format.ts';
import { newsOf, type NewsItem } from './news.ts';
import styles from './OverviewPage.module.css';

const mostNamed = 2;

interface ItemProps {
  item: NewsItem;
  /** The period of the page of changes that has the item. */
  range: string;
  shared: ReadonlySet<string>;
}

function Item({ item, range, shared }: ItemProps) {
  const { kind, total, what, apps } = item;
  const rest = apps.length - mostNamed;
  return (
    <li className={styles['item']} data-kind={kind}>
      <Link className={styles['itemLink']} to={`/changes?range=${range}&kind=${kind}`}>
        {kind === 'scopes-grown' ? <span aria-hidden="true">↗ </span> : null}
        <strong className={styles['itemCount']}>{formatCount(total)}</strong> {what}
      </Link>
      <span className={styles['itemApps']}>
        {apps.slice(0, mostNamed).map((app) => (
          <span key={app.id} className={styles['itemApp']}>
            <AppName app={app} shared={shared} />
          </span>
        ))}
        {rest > 0 ? <span>and {formatCount(rest)} more</span> : null}
      </span>
    </li>
  );
}

function Content({ news, range }: { news: Overview['news']; range: string }) {
  if (news === null) {
    return (
      <p className={styles['quiet']}>
        This is the first time that you look. When you come back, what has changed since then is
        told here.
      </p>
    );
  }
  const items = newsOf(news.changes);
  const shared = sharedNames(news.changes.map(({ app }) => app));
  if (items.length === 0) return <p className={styles['quiet']}>Nothing has changed.</p>;
  return (
    <ul className={styles['items']}>
      {items.map((item) => (
        <Item key={item.kind} item={item} range={range} shared={shared} />
      ))}
    </ul>
  );
}

/** What Grantscope has seen change since the viewer was here before; for support in seven days. */
export function News({ news }: { news: Overview['news'] }) {
  const id = useId();
  const { support } = useViewer();
  return (
    <section className={styles['news']} aria-labelledby={id}>
      <div className={styles['newsHead']}>
        <h2 id={id} className={styles['newsTitle']}>
          {support !== null ? (
            'In the last seven days'
          ) : news === null ? (
            'New and grown'
          ) : (
            <>
              Since you last looked,{' '}
              <span title={formatMoment(news.since)}>{formatDayAndTime(news.since)}</span>
            </>
          )}
        </h2>
        <Link className={styles['newsMore']} to="/changes">
          All changes
        </Link>
      </div>
      <Content news={news} range={support === null ? 'visit' : '7'} />
    </section>
  );
}
