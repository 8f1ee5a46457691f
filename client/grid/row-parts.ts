import skeletonStyles from '../ui/Skeleton.module.css';
import type { ColumnKey } from './columns.ts';
import styles from './GrantGrid.module.css';
import { drawParts } from './pieces.ts';
import type { GrantStore } from './store.ts';

/** What rows are drawn from, the same for all of them. */
export interface RowLook {
  store: GrantStore;
  /** Changes when the content of rows may have. */
  version: number;
  terms: readonly string[];
  columns: readonly ColumnKey[];
  /** Px for the chips. */
  chipsWidth: number;
  /** Whether names are still to come for rows that have none. */
  namesComing: boolean;
  /** The address of what a row opens. */
  hrefOf: (row: number) => string;
}

/** An element with classes of the grid, or of others by their whole names. */
export function make<K extends keyof HTMLElementTagNameMap>(tag: K, ...names: string[]) {
  const element = document.createElement(tag);
  element.className = names.map((name) => styles[name] ?? name).join(' ');
  return element;
}

/** A cell of a row. */
export function makeCell(...names: string[]): HTMLElement {
  const cell = make('div', ...names);
  cell.role = 'gridcell';
  return cell;
}

/** The shape of something that is still coming; sizes in px. */
export function makeSkeleton(width: number, height = 12): HTMLElement {
  const shape = make('span', skeletonStyles['skeleton'] ?? '');
  shape.style.width = `${width}px`;
  shape.style.height = `${height}px`;
  shape.ariaHidden = 'true';
  return shape;
}

/** Sets the text of an element that holds nothing but text. */
export function setText(element: Element, text: string): void {
  drawParts(element, [{ text, as: 'text' }]);
}
