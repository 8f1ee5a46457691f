import { useId, type ReactNode } from 'react';
import { Link } from 'react-router';
import { Button } from '../../ui/Button.tsx';
import { formatCount } from '../../ui/format.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import type { SingleFlight } from './figures.ts';
import styles from './ReachChart.module.css';

/** One bar. */
export interface ReachRow {
  key: string;
  href: string;
  name: ReactNode;
  /** What the legend calls it. */
  kind: string;
  people: number;
  /** What share of everyone with access they are. */
  share: SingleFlight;
  /** How much of the bar is darker, 0 to 1. */
  part: number;
  /** Colour of the bar. */
  mark: string;
  /** In the last column. */
  note: ReactNode;
}

interface ReachChartProps {
  title: string;
  /** Says what the rows are, to those who do not see the chart. */
  caption: string;
  heads: { name: string; kind: string; note: string };
  rows: readonly ReachRow[];
  /** What is said where nothing is of the chosen kinds. */
  noneOfKinds: string;
  /** What narrows the rows. */
  legend: ReactNode;
  asTable: boolean;
  onAsTable: (asTable: boolean) => void;
  /** Where all of it is. */
  more: ReactNode;
}

/** More are in the table. */
const maxBars = 10;

function Row({ row }: { row: ReachRow }) {
  const { href, name, kind, people, share, part, mark, note } = row;
  return (
    <tr className={styles['row']}>
      <th scope="row" className={styles['name']}>
        <Link className={styles['link']} to={href}>
          {name}
        </Link>
      </th>
      <td className={styles['kind']}>{kind}</td>
      <td>
        <span className={styles['bar']} aria-hidden="true">
          <span
            className={styles['fill']}
            data-bar=""
            style={{ width: `${100 * share.bar}%`, background: mark }}
          >
            <span className={styles['part']} data-bar="part" style={{ width: `${100 * part}%` }} />
          </span>
        </span>
        <span className={styles['percent']}>
          {share.percent === null ? '–' : `${share.percent}%`}
        </span>
      </td>
      <td className={styles['figure']}>{formatCount(people)}</td>
      <td className={styles['figure']}>{note}</td>
    </tr>
  );
}

/**
 * How many people each of some things reaches, widest first. It is one table all the time; as a
 * chart it draws the shares as bars and hides the heads from sight.
 */
export function ReachChart(props: ReachChartProps) {
  const { title, caption, heads, rows, noneOfKinds, legend, asTable, onAsTable, more } = props;
  const id = useId();
  const shown = asTable ? rows : rows.slice(0, maxBars);
  return (
    <section className={styles['chart']} aria-labelledby={id}>
      <div className={styles['head']}>
        <h2 id={id} className={styles['title']}>
          {title}
        </h2>
        <Button
          variant="quiet"
          size="small"
          className={styles['toggle']}
          onClick={() => onAsTable(!asTable)}
        >
          {asTable ? 'Show as chart' : 'Show as table'}
          <VisuallyHidden>: {title}</VisuallyHidden>
        </Button>
      </div>
      {legend}
      {rows.length === 0 ? (
        <p className={styles['none']}>{noneOfKinds}</p>
      ) : (
        <table className={styles['table']} data-form={asTable ? 'table' : 'bars'}>
          <caption>
            <VisuallyHidden>{caption}</VisuallyHidden>
          </caption>
          <thead>
            <tr>
              {[heads.name, heads.kind, 'Share', 'People', heads.note].map((head) => (
                <th key={head} scope="col">
                  <span className={styles['headText']}>{head}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Row key={row.key} row={row} />
            ))}
          </tbody>
        </table>
      )}
      <p className={styles['foot']}>
        {shown.length < rows.length
          ? `Top ${shown.length} of ${formatCount(rows.length)} · `
          : null}
        {more}
      </p>
    </section>
  );
}
