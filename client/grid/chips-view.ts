import type { Scope } from '#contract/scopes.ts';
import { chipsThatFit } from './chip-fit.ts';
import styles from './GrantGrid.module.css';
import { drawParts, markedParts } from './pieces.ts';
import chipStyles from './ScopeChip.module.css';

const templates = new Map<string, HTMLElement>();

/** A chip without its name, as `ScopeChip` draws it. */
function buildChip(scope: Scope): HTMLElement {
  const chip = document.createElement('span');
  chip.className = chipStyles['chip'] ?? '';
  chip.dataset['class'] = scope.class;
  chip.dataset['scope'] = scope.name;
  if (scope.class === 'sensitive') {
    const triangle = document.createElement('span');
    triangle.className = chipStyles['triangle'] ?? '';
    triangle.role = 'img';
    triangle.ariaLabel = 'Sensitive:';
    chip.append(triangle);
  }
  const text = document.createElement('bdi');
  text.className = chipStyles['text'] ?? '';
  text.textContent = scope.name;
  chip.append(text);
  return chip;
}

function makeChip(scope: Scope): Node {
  const key = `${scope.class} ${scope.name}`;
  let template = templates.get(key);
  if (template === undefined) {
    template = buildChip(scope);
    templates.set(key, template);
  }
  return template.cloneNode(true);
}

/** A scope that was searched for must be seen, so it comes first. */
function matchesFirst(scopes: readonly Scope[], terms: readonly string[]): readonly Scope[] {
  if (terms.length === 0) return scopes;
  const matches = ({ name }: Scope) => terms.some((term) => name.toLowerCase().includes(term));
  const found = scopes.filter(matches);
  if (found.length === 0 || found.length === scopes.length) return scopes;
  return [...found, ...scopes.filter((scope) => !matches(scope))];
}

function buildMore(rest: readonly Scope[]): HTMLElement {
  const names = rest.map(({ name }) => name);
  const more = document.createElement('span');
  more.className = styles['more'] ?? '';
  more.title = names.join('\n');
  const hidden = document.createElement('span');
  hidden.hidden = true;
  hidden.textContent = ` more: ${names.join(', ')}`;
  more.append(`+${rest.length}`, hidden);
  return more;
}

/** The chips of one row; those that stay are used again. */
export class ChipsView {
  private readonly cell: HTMLElement;
  private scopes: readonly Scope[] = [];
  private shown: readonly Scope[] = [];
  private width = 0;
  private more: HTMLElement | null = null;
  /** Chips whose name is drawn in parts. */
  private readonly marked = new Set<Element>();

  constructor(cell: HTMLElement) {
    this.cell = cell;
  }

  /** Draws as many whole chips as fit into so many px, and how many more there are. */
  draw(all: readonly Scope[], terms: readonly string[], width: number): void {
    const scopes = matchesFirst(all, terms);
    if (scopes !== this.scopes || width !== this.width) this.place(scopes, width);
    if (terms.length > 0 || this.marked.size > 0) this.mark(terms);
  }

  private place(scopes: readonly Scope[], width: number): void {
    const shown = scopes.slice(0, chipsThatFit(scopes, width));
    const chips = [...this.cell.children];
    this.more?.remove();
    shown.forEach((scope, at) => {
      const chip = at < this.shown.length ? chips[at] : undefined;
      if (chip === undefined) this.cell.append(makeChip(scope));
      else if (this.shown[at] !== scope) chip.replaceWith(makeChip(scope));
    });
    for (const chip of chips.slice(shown.length, this.shown.length)) chip.remove();
    this.more = scopes.length === shown.length ? null : buildMore(scopes.slice(shown.length));
    if (this.more !== null) this.cell.append(this.more);
    this.scopes = scopes;
    this.shown = shown;
    this.width = width;
  }

  private mark(terms: readonly string[]): void {
    this.shown.forEach(({ name }, at) => {
      const text = this.cell.children[at]?.lastElementChild ?? null;
      if (text === null) return;
      const parts = markedParts(name, terms);
      const isMarked = parts.some(({ as }) => as === 'mark');
      if (!isMarked && !this.marked.has(text)) return;
      drawParts(text, parts);
      if (isMarked) this.marked.add(text);
      else this.marked.delete(text);
    });
  }
}
