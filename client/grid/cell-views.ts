import { accessStates } from '#contract/access.ts';
import { accessStrokes } from './access-icons.ts';
import markStyles from './AccessMark.module.css';
import { accessWords } from './access-words.ts';
import { AppView } from './app-view.ts';
import { ChipsView } from './chips-view.ts';
import type { ColumnKey } from './columns.ts';
import { drawParts, markedParts } from './pieces.ts';
import { make, makeCell, makeSkeleton, setText, type RowLook } from './row-parts.ts';
import { statusNames } from './status-names.ts';
import { scopesOf, statusOf } from './store.ts';

/** One cell of a row, drawn anew for each row that it shows. */
export interface CellView {
  readonly element: HTMLElement;
  draw(look: RowLook, row: number): void;
  /** Shows its shape while the rows are still to come. */
  wait(): void;
}

function makeChips(): CellView {
  const element = makeCell('chipsCell', 'chips');
  const chips = new ChipsView(element);
  return {
    element,
    draw: ({ store, terms, chipsWidth }, row) =>
      chips.draw(scopesOf(store, row), terms, chipsWidth),
    wait: () => element.replaceChildren(makeSkeleton(90, 22), makeSkeleton(110, 22)),
  };
}

function makeApp(): CellView {
  const element = makeCell('appCell');
  const app = new AppView(element);
  return {
    element,
    draw({ store, terms }, row) {
      const shown = store.grants?.apps[store.grants.app[row] ?? -1];
      if (shown !== undefined) app.draw(shown, terms);
    },
    wait: () => app.wait(),
  };
}

/** A cell of nothing but text. */
function makeText(kind: string, draw: (element: HTMLElement, look: RowLook, row: number) => void) {
  const element = makeCell('extra', 'clip', kind);
  return {
    element,
    draw: (look: RowLook, row: number) => draw(element, look, row),
    wait: () => element.replaceChildren(makeSkeleton(32)),
  };
}

function makeNumber(numberOf: (look: RowLook, row: number) => number): CellView {
  return makeText('number', (element, look, row) => setText(element, String(numberOf(look, row))));
}

function makeHighRisk(): CellView {
  return makeText('highRisk', (element, { store }, row) => {
    const count = store.sums?.highRisk[row] ?? 0;
    element.dataset['highRisk'] = String(count > 0);
    setText(element, String(count));
  });
}

const svg = 'http://www.w3.org/2000/svg';

function makeAccess(): CellView {
  const element = makeCell('extra', 'clip', 'access');
  const icon = document.createElementNS(svg, 'svg');
  icon.setAttribute('viewBox', '0 0 24 24');
  icon.setAttribute('width', '14');
  icon.setAttribute('height', '14');
  icon.setAttribute('class', markStyles['icon'] ?? '');
  icon.ariaHidden = 'true';
  const path = document.createElementNS(svg, 'path');
  icon.append(path);
  const label = make('span');
  return {
    element,
    draw({ store }, row) {
      const state = accessStates[store.grants?.access[row] ?? -1] ?? 'unknown';
      element.dataset['access'] = state;
      path.setAttribute('d', accessStrokes[state]);
      setText(label, accessWords[state].label);
      if (label.parentElement === null) element.replaceChildren(icon, label);
    },
    wait: () => element.replaceChildren(makeSkeleton(32)),
  };
}

function makeId(): CellView {
  return makeText('mono', (element, { store, terms }, row) => {
    const id = store.idAt(row);
    element.title = id;
    drawParts(element, markedParts(id, terms));
  });
}

function makeStatus(): CellView {
  return makeText('cell', (element, { store }, row) => {
    const status = statusOf(store, row);
    if (status === null) element.replaceChildren(makeSkeleton(48));
    else setText(element, statusNames[status]);
  });
}

const makers: Record<ColumnKey, () => CellView> = {
  scopes: makeChips,
  count: () => makeNumber(({ store }, row) => scopesOf(store, row).length),
  apps: () => makeNumber(({ store }, row) => store.sums?.apps[row] ?? 0),
  risk: makeHighRisk,
  app: makeApp,
  access: makeAccess,
  status: makeStatus,
  id: makeId,
};

/** Makes a cell of a column. */
export function makeCellView(column: ColumnKey): CellView {
  return makers[column]();
}
