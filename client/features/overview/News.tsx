import { useId } from 'react';
import { Link } from 'react-router';
import type { Overview } from '#contract/overview.ts';
import { AppName } from '../../grid/AppName.tsx';
import { sharedNames } from '../../grid/shared-names.ts';
import { formatCount, formatDayAndTime, formatMoment } from '../../ui/format.ts';
import { newsOf, type NewsItem } from './news.ts';
import styles from './OverviewPage.module.css';

const mostNamed = 2;

function Item({ item, shared }: { item: NewsItem; shared: ReadonlySet<string> }) {
  const { kind, total, what, apps } = item;
  const rest = apps.length - mostNamed;
  return (
    <li className={styles['item']} data-kind={kind}>
      <Link className={styles['itemLink']} to={`/changes?range=visit&kind=${kind}`}>
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

function Content({ news }: { news: Overview['news'] }) {
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
        <Item key={item.kind} item={item} shared={shared} />
      ))}
    </ul>
  );
}

/** What Grantscope has seen change since the viewer was here before. */
export function News({ news }: { news: Overview['news'] }) {
  const id = useId();
  return (
    <section className={styles['news']} aria-labelledby={id}>
      <div className={styles['newsHead']}>
        <h2 id={id} className={styles['newsTitle']}>
          {news === null ? (
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
      <Content news={news} />
    </section>
  );
}
