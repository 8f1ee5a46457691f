import avatarStyles from '../ui/Avatar.module.css';
import badgeStyles from '../ui/Badge.module.css';
import { hueOf, initialsOf } from '../ui/initials.ts';
import { firstShown, showsNothing } from '../ui/invisible.ts';
import safe from '../ui/SafeText.module.css';
import { textWidth } from './chip-fit.ts';
import { makeCellView, type CellView } from './cell-views.ts';
import type { ColumnKey } from './columns.ts';
import styles from './GrantGrid.module.css';
import { nameText } from './names.ts';
import { drawParts, markedParts, safeParts } from './pieces.ts';
import { statusNames } from './status-names.ts';
import { make, makeCell, makeSkeleton, setText, type RowLook } from './row-parts.ts';
import { statusOf } from './store.ts';

/** Which row is drawn, and where. */
export interface RowPlace {
  /** Null while the members are still to come. */
  row: number | null;
  /** Position in what is shown, from 0. */
  index: number;
  height: number;
  active: boolean;
  selected: boolean;
  id: string;
}

/** An id without its kind, so that initials of rows without a name differ. */
function bareId(id: string): string {
  return id.replace(/^member-(?:test|live)-/, '');
}

/** Who it is: initials, name, address, and the status where it is worth a word. */
class MemberView {
  readonly cell = makeCell('member');
  private readonly avatar = make('span', avatarStyles['avatar'] ?? '');
  private readonly line = make('div', 'name');
  /** The way to what the row opens, for the pointer and for readers of the screen; keys are the table's. */
  private readonly link = make('a', 'clip');
  private readonly name = make('bdi');
  private readonly second = make('bdi', 'second');
  private badge: HTMLElement | null = null;

  constructor() {
    const who = make('div', 'who');
    this.avatar.ariaHidden = 'true';
    this.link.tabIndex = -1;
    this.link.append(this.name);
    this.line.append(this.link);
    who.append(this.line, this.second);
    this.cell.append(this.avatar, who);
  }

  draw({ store, terms, namesComing, hrefOf }: RowLook, row: number): void {
    const id = store.idAt(row);
    this.link.href = hrefOf(row);
    const name = store.names[row] ?? '';
    const email = store.emails[row] ?? '';
    const status = statusOf(store, row);
    this.avatar.style.setProperty('--hue', String(hueOf(id)));
    setText(this.avatar, initialsOf(firstShown(name, email) || bareId(id)));
    this.setBadge(status === null || status === 'active' ? null : status);
    // What does not fit is said where the pointer rests.
    this.cell.title = [name, email].filter(Boolean).join('\n') || id;
    if (name !== '' || email !== '') {
      this.drawKnown(name, email, terms);
    } else if (status === null && namesComing) {
      this.name.replaceChildren(makeSkeleton(120, 10));
      this.second.className = `${styles['second']} ${styles['mono']} ${styles['end']}`;
      drawParts(this.second, markedParts(id, terms));
    } else {
      this.link.className = `${styles['clip']} ${styles['end']}`;
      this.name.className = styles['mono'] ?? '';
      drawParts(this.name, markedParts(id, terms));
      this.second.className = styles['second'] ?? '';
      setText(
        this.second,
        status === 'unknown' ? 'No member of this organization has this id' : '',
      );
    }
  }

  wait(): void {
    this.name.replaceChildren(makeSkeleton(120, 10));
    this.second.replaceChildren(makeSkeleton(190, 10));
  }

  private drawKnown(name: string, email: string, terms: readonly string[]): void {
    this.link.className = styles['clip'] ?? '';
    const isEmpty = showsNothing(name);
    this.name.className = isEmpty ? (safe['empty'] ?? '') : '';
    if (isEmpty) setText(this.name, 'No name');
    else drawParts(this.name, safeParts(name, terms));
    this.second.className = styles['second'] ?? '';
    drawParts(this.second, safeParts(email, terms));
  }

  private setBadge(status: keyof typeof statusNames | null): void {
    if (status === null && this.badge === null) return;
    this.badge?.remove();
    this.badge = null;
    if (status === null) return;
    const isGone = status === 'deleted' || status === 'unknown';
    this.badge = make(
      'span',
      badgeStyles['badge'] ?? '',
      badgeStyles[isGone ? 'danger' : 'soft'] ?? '',
    );
    this.badge.textContent = statusNames[status];
    this.line.append(this.badge);
  }
}

/**
 * One row of the table, without React: each letter of a search gives every row on screen another member,
 * and changing the existing text takes a tenth of the time that React takes. Elements in a row have no
 * event handlers.
 */
export class RowView {
  readonly element = make('div', 'row');
  private readonly box = document.createElement('input');
  private readonly member = new MemberView();
  private cells: readonly CellView[] = [];
  private look: RowLook | null = null;
  private place: RowPlace | null = null;

  constructor() {
    this.element.role = 'row';
    const check = makeCell('check');
    this.box.type = 'checkbox';
    this.box.tabIndex = -1;
    check.append(this.box);
    this.element.append(check, this.member.cell);
  }

  /** The place at which it is, from 0; null before it was drawn. */
  get index(): number | null {
    return this.place?.index ?? null;
  }

  /** Draws a row, as far as it differs from what was drawn before. */
  draw(look: RowLook, place: RowPlace): void {
    const last = this.place;
    const isOther = (last?.row === null) !== (place.row === null);
    if (isOther || this.look?.columns !== look.columns) this.setColumns(look.columns);
    if (this.look !== look || last?.row !== place.row) {
      if (place.row === null) this.wait();
      else this.fill(look, place.row);
    }
    this.look = look;
    this.place = place;
    this.put(place, last);
  }

  private setColumns(columns: readonly ColumnKey[]): void {
    for (const { element } of this.cells) element.remove();
    this.cells = columns.map(makeCellView);
    this.element.append(...this.cells.map(({ element }) => element));
  }

  private wait(): void {
    this.element.ariaHidden = 'true';
    // The first measurement sets up a canvas and its font: time that there is now.
    textWidth('+9');
    this.member.wait();
    for (const cell of this.cells) cell.wait();
  }

  private fill(look: RowLook, row: number): void {
    const { store } = look;
    if (this.element.ariaHidden !== null) this.element.ariaHidden = null;
    const id = store.idAt(row);
    this.box.ariaLabel = `Select ${nameText(firstShown(store.names[row] ?? '', store.emails[row] ?? '') || id)}`;
    this.member.draw(look, row);
    for (const cell of this.cells) cell.draw(look, row);
  }

  private put(place: RowPlace, last: RowPlace | null): void {
    const { element } = this;
    const { index, height, active, selected, id } = place;
    if (last?.id !== id) element.id = id;
    if (last?.height !== height) element.style.height = `${height}px`;
    if (last?.index !== index || last.height !== height) {
      element.ariaRowIndex = String(index + 2);
      element.dataset['index'] = String(index);
      element.style.transform = `translateY(${index * height}px)`;
    }
    if (last?.active !== active) element.dataset['active'] = String(active);
    if (last?.selected !== selected) element.ariaSelected = String(selected);
    if (this.box.checked !== selected) this.box.checked = selected;
  }
}
