import { Link } from 'react-router';
import type { Overview } from '#contract/overview.ts';
import { useViewer } from '../../api/session.ts';
import { FigureText } from '../../ui/FigureText.tsx';
import { tilesOf, type Tile } from './figures.ts';
import styles from './OverviewPage.module.css';

function Figure({ tile: { href, figure, of, label, note, tone } }: { tile: Tile }) {
  const text = (
    <>
      <span className={styles['value']} data-tone={tone ?? undefined}>
        {tone === 'warning' ? (
          <span className={styles['square']} data-swatch="" aria-hidden="true" />
        ) : null}
        <FigureText figure={figure} of={of} small={styles['of']} />
      </span>{' '}
      <span className={styles['label']}>{label}</span>{' '}
      <span className={styles['note']}>{note}</span>
    </>
  );
  return (
    <li className={styles['figure']}>
      {href === null ? (
        <div className={styles['cell']}>{text}</div>
      ) : (
        <Link className={styles['cell']} to={href}>
          {text}
        </Link>
      )}
    </li>
  );
}

/** The organization in five figures; each leads to what it counts. */
export function Figures({ overview }: { overview: Overview }) {
  const { can } = useViewer();
  return (
    <ul className={styles['figures']}>
      {tilesOf(overview, can.readMembers).map((tile) => (
        <Figure key={tile.label} tile={tile} />
      ))}
    </ul>
  );
}
