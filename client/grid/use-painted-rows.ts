import { useLayoutEffect, useState, type RefObject } from 'react';
import type { RowLook } from './row-parts.ts';
import { RowView } from './row-view.ts';

/** Which rows are drawn. */
export interface PaintedRows {
  look: RowLook;
  /** Rows that are shown, in order; null while the members are still to come. */
  rows: Uint32Array | null;
  /** The part of them that is drawn: from the first to before the last. */
  first: number;
  last: number;
  /** As many as are ever drawn at once. */
  slots: number;
  height: number;
  /** The active row stays in the document wherever it is: assistive technology points at it. */
  active: number;
  /** Keys of rows. */
  selected: ReadonlySet<string>;
  /** DOM id of a row. */
  rowId: (row: number) => string;
}

/** Places to draw, in order, each with a slot whose elements are used again for another row. */
function slotsOf({ first, last, slots: most, active, rows }: PaintedRows) {
  const slots = Array.from({ length: last - first }, (_, at) => ({
    slot: (first + at) % most,
    index: first + at,
  }));
  if (rows === null || active >= rows.length) return slots;
  if (active < first) slots.unshift({ slot: -1, index: active });
  if (active >= last) slots.push({ slot: -1, index: active });
  return slots;
}

/** Puts elements, and no others, into a parent in this order; those that are in order stay. */
function arrange(parent: HTMLElement, elements: readonly HTMLElement[]): void {
  const wanted = new Set<Element>(elements);
  for (const element of Array.from(parent.children)) if (!wanted.has(element)) element.remove();
  let next = parent.firstElementChild;
  for (const element of elements) {
    if (next === element) next = next.nextElementSibling;
    else parent.insertBefore(element, next);
  }
}

class RowsPainter {
  private readonly views = new Map<number, RowView>();
  private look: RowLook | null = null;

  paint(body: HTMLElement, painted: PaintedRows): void {
    const look = this.lookOf(painted.look);
    const { rows, height, active, selected, rowId } = painted;
    for (const slot of this.views.keys()) if (slot >= painted.slots) this.views.delete(slot);
    const elements = slotsOf(painted).map(({ slot, index }) => {
      const view = this.views.get(slot) ?? new RowView();
      this.views.set(slot, view);
      // All that keep their places are in order; those that have scrolled to others come in anew.
      if (view.index !== index) view.element.remove();
      const row = rows === null ? null : (rows[index] ?? 0);
      view.draw(look, {
        row,
        index,
        height,
        active: row !== null && index === active,
        selected: row !== null && selected.size > 0 && selected.has(look.store.keyAt(row)),
        id: rowId(row ?? -1 - index),
      });
      return view.element;
    });
    arrange(body, elements);
  }

  /** The last look where nothing differs, so that rows tell by its identity whether to be drawn. */
  private lookOf(look: RowLook): RowLook {
    const last = this.look;
    const isSame =
      last !== null &&
      last.store === look.store &&
      last.version === look.version &&
      last.terms === look.terms &&
      last.columns === look.columns &&
      last.chipsWidth === look.chipsWidth &&
      last.namesComing === look.namesComing &&
      last.hrefOf === look.hrefOf;
    this.look = isSame ? last : look;
    return this.look;
  }
}

/** Draws rows into an element after each render. */
export function usePaintedRows(body: RefObject<HTMLElement | null>, painted: PaintedRows): void {
  const [painter] = useState(() => new RowsPainter());
  useLayoutEffect(() => {
    if (body.current !== null) painter.paint(body.current, painted);
  });
}
