import '../page.css';
import { startHarness } from '../harness.ts';
import { compareKeys, facetScope, makeRows, searchText, termsOf, type Row } from '../rows.ts';

/**
 * As little as a searchable table can do: text in lower case made once, a plain loop over it, indices
 * as results, rows of one height whose elements are used again.
 */

const rowHeight = 52;
const overscan = 4;

const root = document.querySelector('#root');
root?.insertAdjacentHTML(
  'beforeend',
  `<div class="page">
    <div class="bar">
      <input type="search" aria-label="Search" />
      <label><input type="checkbox" /> ${facetScope}</label>
      <span id="count"></span>
    </div>
    <div class="head">
      <button type="button">Name</button><span>Email</span><span>Id</span><span>Scopes</span>
    </div>
    <div class="scroller"><div class="body"></div></div>
  </div>`,
);

function find<T extends Element>(selector: string, kind: new () => T): T {
  const element = document.querySelector(selector);
  if (element instanceof kind) return element;
  throw new Error(`no ${selector}`);
}

const search = find('input[type="search"]', HTMLInputElement);
const facet = find('input[type="checkbox"]', HTMLInputElement);
const head = find('.head button', HTMLButtonElement);
const count = find('#count', HTMLSpanElement);
const scroller = find('.scroller', HTMLDivElement);
const body = find('.body', HTMLDivElement);

let members: Row[] = [];
let texts: string[] = [];
let order = new Uint32Array();
let descending = true;
let shown = new Uint32Array();
/** What led to `shown`: a longer query is looked for only in it. */
let asked = { query: '', facet: false };

interface Slot {
  element: HTMLElement;
  cells: HTMLElement[];
  index: number;
  member: Row | undefined;
}
const slots: Slot[] = [];

function makeSlot(): Slot {
  const element = document.createElement('div');
  element.className = 'row';
  element.role = 'row';
  const cells = Array.from({ length: 4 }, () => document.createElement('div'));
  element.append(...cells);
  body.append(element);
  return { element, cells, index: -1, member: undefined };
}

function fill(slot: Slot, member: Row | undefined, index: number): void {
  const { element, cells } = slot;
  if (slot.index !== index) {
    element.style.transform = `translateY(${index * rowHeight}px)`;
    element.dataset['index'] = String(index);
    slot.index = index;
  }
  if (slot.member === member) return;
  slot.member = member;
  element.hidden = member === undefined;
  if (member === undefined) {
    delete element.dataset['index'];
    slot.index = -1;
    return;
  }
  const values = [member.name, member.email, member.id, member.scopeText];
  for (const [at, cell] of cells.entries()) cell.textContent = values[at] ?? '';
}

function draw(): void {
  const first = Math.max(0, Math.floor(scroller.scrollTop / rowHeight) - overscan);
  for (let index = first; index < first + slots.length; index += 1) {
    // A row stays in its slot while it is in sight.
    const slot = slots[index % slots.length];
    if (slot !== undefined) fill(slot, members[shown[index] ?? -1], index);
  }
}

function showResult(): void {
  body.style.height = `${shown.length * rowHeight}px`;
  count.textContent = String(shown.length);
  draw();
}

function filter(): void {
  const query = search.value.trim().toLowerCase();
  const narrows = query.startsWith(asked.query) && asked.facet === facet.checked;
  const from = narrows ? shown : order;
  const terms = termsOf(query);
  const found = new Uint32Array(from.length);
  let size = 0;
  for (const row of from) {
    const text = texts[row] ?? '';
    if (!terms.every((term) => text.includes(term))) continue;
    if (facet.checked && members[row]?.scopes.has(facetScope) !== true) continue;
    found[size] = row;
    size += 1;
  }
  shown = found.subarray(0, size);
  asked = { query, facet: facet.checked };
  scroller.scrollTop = 0;
  showResult();
}

function sort(): void {
  descending = !descending;
  const sign = descending ? -1 : 1;
  order.sort((a, b) => sign * compareKeys(members[a]?.key ?? '', members[b]?.key ?? '') || a - b);
  asked = { query: '\n', facet: false };
  filter();
}

search.addEventListener('input', filter);
facet.addEventListener('change', filter);
head.addEventListener('click', sort);
scroller.addEventListener('scroll', draw, { passive: true });
const onScreen = Math.ceil(scroller.clientHeight / rowHeight) + 2 * overscan;
// Empty rows stand there before the data, as they do on our page.
while (slots.length < onScreen) slots.push(makeSlot());

startHarness({
  prepare(answers) {
    members = makeRows(answers);
  },
  show() {
    texts = members.map(searchText);
    order = Uint32Array.from(members, (_, row) => row);
    shown = order;
    showResult();
  },
  rows: { selector: '.row', index: 'data-index' },
  count: () => (count.textContent === '' ? null : Number(count.textContent)),
});
