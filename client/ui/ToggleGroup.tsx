import { figureOf, formatFigure, type Figure } from './figure.ts';
import styles from './ToggleGroup.module.css';

interface ToggleGroupProps<T extends string> {
  label: string;
  /** One that has none, is not chosen and does not stay is left out. */
  options: readonly {
    value: T;
    label: string;
    /** A number is exact. */
    count: number | Figure;
    /** Whether its place is kept: how many it has comes later. */
    stays?: boolean;
    /** Its colour, where the toggles are a legend. */
    swatch?: string;
  }[];
  chosen: readonly T[];
  size?: 'medium' | 'small';
  onChange: (chosen: T[]) => void;
}

const exactly = (count: number | Figure) =>
  typeof count === 'number' ? figureOf(count, 'exact') : count;

/** Narrows a list to any of the chosen kinds; each says how many it has. */
export function ToggleGroup<T extends string>(props: ToggleGroupProps<T>) {
  const { label, options, chosen, size = 'medium', onChange } = props;
  return (
    <div className={styles['group']} role="group" aria-label={label} data-size={size}>
      {options
        .map((option) => ({ ...option, figure: exactly(option.count) }))
        .filter(
          ({ value, figure, stays }) =>
            figure.count !== 0 || stays === true || chosen.includes(value),
        )
        .map(({ value, label: name, figure, swatch }) => {
          const on = chosen.includes(value);
          return (
            <button
              key={value}
              type="button"
              className={styles['toggle']}
              aria-pressed={on}
              onClick={() =>
                onChange(on ? chosen.filter((known) => known !== value) : [...chosen, value])
              }
            >
              {swatch === undefined ? null : (
                <span className={styles['swatch']} data-swatch="" style={{ background: swatch }} />
              )}
              {name} <span className={styles['count']}>{formatFigure(figure)}</span>
            </button>
          );
        })}
    </div>
  );
}
