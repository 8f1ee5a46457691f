import type { Browser, CDPSession, Page } from '@playwright/test';
import config from '../../playwright.config.ts';
import type { Asked, Expected, Oracle } from './oracle.ts';
import type { Took } from './pages/harness.ts';
import { facetScope } from './pages/rows.ts';
import type { Peer } from './peers.ts';

/** What is measured; each visit gives some values of some of them. */
export const metrics = [
  'firstPaint',
  'key',
  'firstKey',
  'clear',
  'sort',
  'earlySort',
  'turn',
  'facet',
  'heap',
  'longTasks',
  'longest',
  'dropped',
  'blank',
] as const;
export type Metric = (typeof metrics)[number];

/** Whether a word names a measure. */
export function isMetric(word: string): word is Metric {
  return metrics.some((metric) => metric === word);
}

/** Values of one visit. `worked` leaves out the waiting for the frame after. */
export interface Sample {
  painted: Partial<Record<Metric, number[]>>;
  worked: Partial<Record<Metric, number[]>>;
}

/** What one visit does. */
export interface Plan {
  origin: string;
  peer: Peer;
  size: number;
  oracle: Oracle;
  queries: readonly string[];
  /** What is done in the moment after the first paint, before anything can be prepared. */
  early: 'key' | 'sort';
  scrollPixels: number;
}

const pauseMs = 60;
const settleMs = 400;
const scrollSpeed = 8000;
const megabyte = 1024 * 1024;

/** Follows a person's steps on one page, and holds each result against the oracle's. */
class Visitor {
  readonly sample: Sample = { painted: {}, worked: {} };
  private readonly page: Page;
  private readonly session: CDPSession;
  private readonly plan: Plan;
  private readonly asked: Asked;

  constructor(page: Page, session: CDPSession, plan: Plan) {
    this.page = page;
    this.session = session;
    this.plan = plan;
    this.asked = { query: '', facet: null, sort: plan.peer.order };
  }

  expect(change: Partial<Asked>): Expected {
    Object.assign(this.asked, change);
    return this.plan.oracle.answer({ ...this.asked });
  }

  note(metric: Metric, { painted, worked }: Took): void {
    (this.sample.painted[metric] ??= []).push(painted);
    (this.sample.worked[metric] ??= []).push(worked);
  }

  noteValue(metric: Metric, value: number): void {
    (this.sample.painted[metric] ??= []).push(value);
  }

  /** Does something that causes an event, and times what follows. */
  async time(
    kinds: readonly Metric[],
    event: 'input' | 'click',
    change: Partial<Asked>,
    act: () => Promise<void>,
  ): Promise<void> {
    const expected = this.expect(change);
    await this.page.evaluate(([name, wanted]) => globalThis.window.bench?.arm(name, wanted), [
      event,
      expected,
    ] as const);
    await act();
    const took = await this.page.evaluate(
      () => globalThis.window.bench?.taken() ?? Promise.reject(new Error('no page')),
    );
    for (const metric of kinds) this.note(metric, took);
    await this.page.waitForTimeout(pauseMs);
  }

  /** A click with as little ado as a hand makes, where Playwright would wait for things to rest. */
  async click(selector: string): Promise<void> {
    const box = await this.page.locator(selector).boundingBox();
    if (box === null) throw new Error(`${this.plan.peer.label} does not show ${selector}`);
    await this.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  }

  async open(): Promise<void> {
    const { origin, peer, size } = this.plan;
    await this.page.goto(`${origin}/${peer.key}/`);
    await this.page.waitForFunction(() => globalThis.window.bench !== undefined);
    await this.page.evaluate((members) => globalThis.window.bench?.load(members), size);
    await this.session.send('HeapProfiler.collectGarbage');
    await this.page.waitForTimeout(settleMs);
    const expected = this.expect({});
    const took = await this.page.evaluate(
      (wanted) => globalThis.window.bench?.show(wanted) ?? Promise.reject(new Error('no page')),
      expected,
    );
    this.note('firstPaint', took);
  }

  async type(query: string, isFirst: boolean): Promise<void> {
    const { peer } = this.plan;
    await this.page.locator(peer.search).focus();
    for (const [at, letter] of query.split('').entries()) {
      const typed = query.slice(0, at + 1);
      const kinds: Metric[] = isFirst && at === 0 ? ['key', 'firstKey'] : ['key'];
      await this.time(kinds, 'input', { query: typed }, () => this.page.keyboard.press(letter));
    }
    await this.page.keyboard.press('Control+a');
    await this.time(['clear'], 'input', { query: '' }, () => this.page.keyboard.press('Backspace'));
  }

  async sort(metric: Metric): Promise<void> {
    const sort = this.asked.sort === 'ascending' ? 'descending' : 'ascending';
    await this.time([metric], 'click', { sort }, () => this.click(this.plan.peer.head));
  }

  async narrow(facet: string): Promise<void> {
    const { open, option } = this.plan.peer.facet;
    if (open !== null) {
      await this.page.locator(open).click();
      await this.page.locator(option).scrollIntoViewIfNeeded();
      await this.page.waitForTimeout(settleMs);
    }
    await this.time(['facet'], 'click', { facet }, () => this.click(option));
    await this.time(['facet'], 'click', { facet: null }, () => this.click(option));
    if (open !== null) await this.page.keyboard.press('Escape');
  }

  async weigh(): Promise<void> {
    await this.session.send('HeapProfiler.collectGarbage');
    const usage = await this.session.send('Runtime.getHeapUsage');
    // Typed arrays live beside the script's heap, the objects of the document in a heap of their own.
    const { usedSize, embedderHeapUsedSize, backingStorageSize } = usage;
    this.noteValue('heap', (usedSize + embedderHeapUsedSize + backingStorageSize) / megabyte);
    const tasks = await this.page.evaluate(() => globalThis.window.bench?.longTasks());
    this.noteValue('longTasks', tasks?.count ?? 0);
    this.noteValue('longest', tasks?.longest ?? 0);
  }

  async scroll(): Promise<void> {
    await this.page.evaluate(() => globalThis.window.bench?.watchFrames());
    await this.session.send('Input.synthesizeScrollGesture', {
      x: 500,
      y: 600,
      yDistance: -this.plan.scrollPixels,
      speed: scrollSpeed,
      gestureSourceType: 'mouse',
      preventFling: true,
    });
    const seen = await this.page.evaluate(() => globalThis.window.bench?.framesSeen());
    this.noteValue('dropped', seen?.dropped ?? Number.NaN);
    this.noteValue('blank', seen?.blank ?? Number.NaN);
  }
}

/** Opens the page in a browser context of its own and takes every measure of one visit. */
export async function visit(browser: Browser, plan: Plan): Promise<Sample> {
  const context = await browser.newContext({
    viewport: config.use?.viewport ?? null,
    locale: 'en-US',
    reducedMotion: 'reduce',
  });
  const failures: string[] = [];
  try {
    const page = await context.newPage();
    page.on('pageerror', (error) => failures.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') failures.push(message.text());
    });
    const session = await context.newCDPSession(page);
    const visitor = new Visitor(page, session, plan);
    await visitor.open();
    if (plan.early === 'sort') await visitor.sort('earlySort');
    for (const [at, query] of plan.queries.entries()) {
      await visitor.type(query, plan.early === 'key' && at === 0);
    }
    await visitor.narrow(facetScope);
    if (plan.early === 'key') await visitor.sort('sort');
    await visitor.sort('turn');
    await visitor.weigh();
    if (plan.peer.scrolls) await visitor.scroll();
    if (failures.length > 0) throw new Error(failures.join('\n'));
    return visitor.sample;
  } catch (error) {
    const where = [`${plan.peer.label}, ${plan.size} members`, ...failures].join('\n');
    throw new Error(`${where}: ${String(error)}`, { cause: error });
  } finally {
    await context.close();
  }
}
