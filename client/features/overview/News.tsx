import { useId } from 'react';
import { Link } from 'react-router';
import type { Overview } from '#contract/overview.ts';
import { AppName } from '../../grid/AppName.tsx';
import { sharedNames } from '../../grid/shared-names.ts';
import { Badge } from '../../ui/Badge.tsx';
import { formatCount, formatDayAndTime, formatMoment } from '../../ui/format.ts';
import { newsOf, type NewsItem } from './news.ts';
import styles from './OverviewPage.module.css';

const maxNamed = 2;

interface ItemProps {
  item: NewsItem;
  /** Since when, epoch ms: the page of changes counts the same from there on. */
  from: number;
  /** Whether all news came since the last visit, so that none has to be marked. */
  isAllUnseen: boolean;
  shared: ReadonlySet<string>;
}

function Item({ item, from, isAllUnseen, shared }: ItemProps) {
  const { kind, total, unseen, what, apps } = item;
  const rest = apps.length - maxNamed;
  return (
    <li className={styles['item']} data-kind={kind}>
      <Link className={styles['itemLink']} to={`/changes?since=${from}&kind=${kind}`}>
        {kind === 'scopes-grown' ? <span aria-hidden="true">↗ </span> : null}
        <strong className={styles['itemCount']}>{formatCount(total)}</strong> <span>{what}</span>
      </Link>
      {unseen === 0 || isAllUnseen ? null : (
        <Badge tone="accent">{`${formatCount(unseen)} new`}</Badge>
      )}
      <span className={styles['itemApps']}>
        {apps.slice(0, maxNamed).map((app) => (
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
    return <p className={styles['quiet']}>We can’t read the history right now.</p>;
  }
  const { from, lastVisitAt, changes, sinceVisit } = news;
  const items = newsOf(changes, sinceVisit);
  const shared = sharedNames(changes.map(({ app }) => app));
  if (items.length === 0) {
    return (
      <p className={styles['quiet']}>
        {news.pending ? 'Recording what was just read…' : 'No changes yet.'}
      </p>
    );
  }
  return (
    <ul className={styles['items']}>
      {items.map((item) => (
        <Item
          key={item.kind}
          item={item}
          from={from}
          isAllUnseen={lastVisitAt === from}
          shared={shared}
        />
      ))}
    </ul>
  );
}

/** How far back the news go, and since when they are new. */
function Title({ news }: { news: Overview['news'] }) {
  if (news === null || news.lastVisitAt === null) return 'Last 7 days';
  const { lastVisitAt, from } = news;
  const visit = <span title={formatMoment(lastVisitAt)}>{formatDayAndTime(lastVisitAt)}</span>;
  if (lastVisitAt === from) return <span>Since your last visit, {visit}</span>;
  return (
    <>
      <span>Last 7 days</span>{' '}
      <span className={styles['newsVisit']}>Your last visit ended {visit}</span>
    </>
  );
}

/** What Grantscope has seen change of late, and what of it since the viewer was here before. */
export function News({ news }: { news: Overview['news'] }) {
  const id = useId();
  return (
    <section className={styles['news']} aria-labelledby={id}>
      <div className={styles['newsHead']}>
        <h2 id={id} className={styles['newsTitle']}>
          <Title news={news} />
        </h2>
        <Link className={styles['newsMore']} to="/changes">
          All changes
        </Link>
      </div>
      <Content news={news} />
    </section>
  );
}
