import { useId, type ReactNode } from 'react';
import { Link } from 'react-router';
import { Button } from '../../ui/Button.tsx';
import { formatCount } from '../../ui/format.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import styles from './ReachChart.module.css';

/** One bar. */
export interface ReachRow {
  key: string;
  href: string;
  name: ReactNode;
  /** What the legend calls it. */
  kind: string;
  members: number;
  /** How many of its members make the bar's darker part. */
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
  /** Members that a full bar stands for. */
  most: number;
  /** All members that there are. */
  all: number;
  /** What narrows the rows. */
  legend: ReactNode;
  asTable: boolean;
  onAsTable: (asTable: boolean) => void;
  /** Where all of it is. */
  more: ReactNode;
}

/** More are in the table. */
const mostBars = 10;

const percent = (of: number, count: number) => (100 * count) / Math.max(1, of);

function Row({ row, most, all }: { row: ReachRow; most: number; all: number }) {
  const { href, name, kind, members, part, mark, note } = row;
  return (
    <tr className={styles['row']}>
      <th scope="row" className={styles['name']}>
        <Link className={styles['link']} to={href}>
          {name}
        </Link>
      </th>
      <td className={styles['kind']}>{kind}</td>
      <td className={styles['share']}>
        <span className={styles['bar']} aria-hidden="true">
          <span
            className={styles['fill']}
            style={{ width: `${percent(most, members)}%`, background: mark }}
          >
            <span className={styles['part']} style={{ width: `${percent(members, part)}%` }} />
          </span>
        </span>
        <span className={styles['percent']}>
          {Math.min(100, Math.round(percent(all, members)))}%
        </span>
      </td>
      <td className={styles['figure']}>{formatCount(members)}</td>
      <td className={styles['figure']}>{note}</td>
    </tr>
  );
}

/**
 * How many members each of some things reaches, widest first. It is one table all the time; as a
 * chart it draws the shares as bars and hides the heads from sight.
 */
export function ReachChart(props: ReachChartProps) {
  const { title, caption, heads, rows, most, all, legend, asTable, onAsTable, more } = props;
  const id = useId();
  const shown = asTable ? rows : rows.slice(0, mostBars);
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
        <p className={styles['none']}>None is of the chosen kinds.</p>
      ) : (
        <table className={styles['table']} data-form={asTable ? 'table' : 'bars'}>
          <caption>
            <VisuallyHidden>{caption}</VisuallyHidden>
          </caption>
          <thead>
            <tr>
              {[heads.name, heads.kind, 'Share', 'Members', heads.note].map((head) => (
                <th key={head} scope="col">
                  <span className={styles['headText']}>{head}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Row key={row.key} row={row} most={most} all={all} />
            ))}
          </tbody>
        </table>
      )}
      <p className={styles['foot']}>
        {shown.length < rows.length
          ? `The ${shown.length} widest of ${formatCount(rows.length)}. `
          : null}
        {more}
      </p>
    </section>
  );
}
