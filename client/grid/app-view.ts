import avatarStyles from '../ui/Avatar.module.css';
import { firstInitialOf, hueOf } from '../ui/initials.ts';
import { nameText } from './names.ts';
import { drawParts, safeParts } from './pieces.ts';
import { make, makeSkeleton, setText } from './row-parts.ts';
import type { RowApp } from './store-table.ts';

const edge = 20;

/** Pictures that did not load: asking again for each row that scrolls by would not help. */
const broken = new Set<string>();

/** An app in a row: its picture, or its initial where there is none, and its name. */
export class AppView {
  private readonly cell: HTMLElement;
  private readonly tile = make('span', avatarStyles['tile'] ?? '');
  private readonly name = make('bdi', 'clip');
  private readonly image = document.createElement('img');
  private app: RowApp | null = null;

  constructor(cell: HTMLElement) {
    this.cell = cell;
    this.tile.ariaHidden = 'true';
    this.tile.style.cssText = `width:${edge}px;height:${edge}px;font-size:9px`;
    this.image.className = avatarStyles['image'] ?? '';
    this.image.alt = '';
    this.image.decoding = 'async';
    this.image.addEventListener('error', () => {
      broken.add(this.image.getAttribute('src') ?? '');
      if (this.app !== null) this.drawTile(this.app);
    });
    cell.append(this.tile, this.name);
  }

  draw(app: RowApp, terms: readonly string[]): void {
    if (app !== this.app) {
      this.app = app;
      this.drawTile(app);
      this.cell.title = nameText(app.name);
    }
    if (this.tile.parentElement === null) this.cell.replaceChildren(this.tile, this.name);
    drawParts(this.name, safeParts(app.name, terms));
  }

  wait(): void {
    this.cell.replaceChildren(makeSkeleton(edge, edge), makeSkeleton(100));
  }

  private drawTile({ id, name, logo }: RowApp): void {
    const isPictured = logo !== null && !broken.has(logo);
    this.tile.dataset['image'] = String(isPictured);
    this.tile.style.setProperty('--hue', String(hueOf(id)));
    if (!isPictured) {
      setText(this.tile, firstInitialOf(name));
      return;
    }
    if (this.image.getAttribute('src') !== logo) this.image.src = logo;
    this.tile.replaceChildren(this.image);
  }
}
