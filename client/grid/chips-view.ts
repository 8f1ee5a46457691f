import type { Scope, ScopeClass } from '#contract/scopes.ts';
import { chipsThatFit } from './chip-fit.ts';
import { classMarks, classNames } from './class-words.ts';
import { fold } from './fold.ts';
import styles from './GrantGrid.module.css';
import { nameText } from './names.ts';
import { drawParts, safeParts } from './pieces.ts';
import chipStyles from './ScopeChip.module.css';

const templates = new Map<ScopeClass, HTMLElement>();

/** A chip without its name, as `ScopeChip` draws it. */
function buildChip(ofClass: ScopeClass): HTMLElement {
  const chip = document.createElement('span');
  chip.className = chipStyles['chip'] ?? '';
  chip.dataset['class'] = ofClass;
  const sign = classMarks[ofClass];
  if (sign !== undefined) {
    const mark = document.createElement('span');
    mark.className = chipStyles['mark'] ?? '';
    mark.role = 'img';
    mark.ariaLabel = `${classNames[ofClass]}:`;
    mark.textContent = sign;
    chip.append(mark);
  }
  chip.append(document.createElement('bdi'));
  return chip;
}

/** One chip; of another scope of its class it can be made without that anything is styled anew. */
class ChipView {
  readonly element: HTMLElement;
  private readonly text: HTMLElement;
  private scope: Scope;
  private isMarked = false;

  constructor(scope: Scope) {
    const template = templates.get(scope.class) ?? buildChip(scope.class);
    templates.set(scope.class, template);
    const copy = template.cloneNode(true);
    const text = copy.lastChild;
    if (!(copy instanceof HTMLElement && text instanceof HTMLElement)) throw new Error('no chip');
    this.element = copy;
    this.text = text;
    this.scope = scope;
    this.write(scope);
  }

  /** Makes it one of another scope; false where that takes another chip. */
  become(scope: Scope): boolean {
    if (scope.class !== this.scope.class) return false;
    if (scope !== this.scope) this.write(scope);
    return true;
  }

  mark(terms: readonly string[]): void {
    const isHit = terms.some((term) => fold(this.scope.name).includes(term));
    if (!isHit && !this.isMarked) return;
    this.isMarked = isHit;
    drawParts(this.text, safeParts(this.scope.name, terms));
  }

  private write(scope: Scope): void {
    this.scope = scope;
    this.isMarked = false;
    this.element.dataset['scope'] = scope.name;
    drawParts(this.text, safeParts(scope.name, []));
  }
}

/** A scope that was searched for must be seen, so it comes first. */
function matchesFirst(scopes: readonly Scope[], terms: readonly string[]): readonly Scope[] {
  if (terms.length === 0) return scopes;
  const matches = ({ name }: Scope) => terms.some((term) => fold(name).includes(term));
  const found = scopes.filter(matches);
  if (found.length === 0 || found.length === scopes.length) return scopes;
  return [...found, ...scopes.filter((scope) => !matches(scope))];
}

/** How many more scopes there are: short to see, in words to be read aloud, copied or printed. */
class MoreView {
  readonly element = document.createElement('span');
  private readonly count = document.createTextNode('');
  private readonly words = document.createElement('span');

  constructor() {
    this.element.className = styles['more'] ?? '';
    this.words.className = styles['moreWords'] ?? '';
    this.element.append(this.count, this.words);
  }

  draw(rest: readonly Scope[]): void {
    this.count.data = `+${rest.length}`;
    this.words.textContent = rest.length === 1 ? ' more scope' : ' more scopes';
    this.element.title = rest.map(({ name }) => nameText(name)).join('\n');
  }
}

/** The chips of one row; those that can be are used again. */
export class ChipsView {
  private readonly cell: HTMLElement;
  private readonly chips: ChipView[] = [];
  private readonly more = new MoreView();
  private scopes: readonly Scope[] = [];
  private width = 0;

  constructor(cell: HTMLElement) {
    this.cell = cell;
  }

  /** Draws as many whole chips as fit into so many px, and how many more there are. */
  draw(all: readonly Scope[], terms: readonly string[], width: number): void {
    const scopes = matchesFirst(all, terms);
    if (scopes !== this.scopes || width !== this.width) this.place(scopes, width);
    for (const chip of this.chips) chip.mark(terms);
  }

  private place(scopes: readonly Scope[], width: number): void {
    const fit = chipsThatFit(scopes, width);
    for (let at = 0; at < fit; at += 1) {
      const scope = scopes[at];
      const chip = this.chips[at];
      if (scope === undefined || chip?.become(scope) === true) continue;
      const made = new ChipView(scope);
      if (chip === undefined) this.cell.insertBefore(made.element, this.moreIfShown());
      else chip.element.replaceWith(made.element);
      this.chips[at] = made;
    }
    for (const chip of this.chips.splice(fit)) chip.element.remove();
    if (fit === scopes.length) this.more.element.remove();
    else {
      this.more.draw(scopes.slice(fit));
      if (this.moreIfShown() === null) this.cell.append(this.more.element);
    }
    this.scopes = scopes;
    this.width = width;
  }

  private moreIfShown(): Element | null {
    return this.more.element.parentElement === this.cell ? this.more.element : null;
  }
}
