import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WebSocket } from 'undici';
import { z } from 'zod';
import type { Machine } from './chromium.ts';

/*
 * Firefox as it is installed, over WebDriver BiDi, which it speaks by itself
 * (https://w3c.github.io/webdriver-bidi/): Playwright drives only a Firefox of its own making.
 */

const usualPaths = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
] as const;

function findFirefox({ env, exists }: Machine): string | null {
  const wished = env['FIREFOX_PATH'] ?? '';
  if (wished !== '') {
    if (exists(wished)) return wished;
    throw new Error(`FIREFOX_PATH is ${wished}, and there is no such file.`);
  }
  return usualPaths.find((path) => exists(path)) ?? null;
}

/**
 * Finds a Firefox or, as root on Debian, installs one. Null where there is none, so that its journeys
 * are left out; throws where there must be one (`CI=true`), or where FIREFOX_PATH names none.
 */
export function ensureFirefox(machine: Machine): string | null {
  const { env, isRoot, exists, run } = machine;
  const found = findFirefox(machine);
  if (found !== null) return found;
  const isDebian = exists('/etc/debian_version') && exists('/usr/bin/apt-get');
  if (isRoot && isDebian && run('apt-get', ['update'])) {
    run('apt-get', ['install', '-y', '--no-install-recommends', 'firefox-esr']);
  }
  const installed = findFirefox(machine);
  if (installed === null && env['CI'] === 'true') {
    throw new Error(
      'No Firefox was found, and none could be installed (apt-get install firefox-esr).',
    );
  }
  return installed;
}

const messageSchema = z.looseObject({
  id: z.number().optional(),
  type: z.string(),
  message: z.string().optional(),
  result: z.unknown(),
});
type Command = (method: string, params: object) => Promise<unknown>;

/** A running Firefox; each tab has cookies of its own. */
export interface Firefox {
  newTab: () => Promise<Tab>;
  close: () => Promise<void>;
}

/** Connects to the browser's own WebDriver; commands are answered by number. */
async function connect(address: string): Promise<{ command: Command; close: () => void }> {
  const socket = new WebSocket(address);
  const waiting = new Map<number, (message: z.output<typeof messageSchema>) => void>();
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const message = messageSchema.parse(JSON.parse(String(data)));
    if (message.id !== undefined) waiting.get(message.id)?.(message);
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
  });
  const command: Command = async (method, params) => {
    last += 1;
    const id = last;
    const answer = new Promise<z.output<typeof messageSchema>>((resolve) => {
      waiting.set(id, resolve);
    });
    socket.send(JSON.stringify({ id, method, params }));
    const { type, message, result } = await answer;
    waiting.delete(id);
    if (type !== 'success') throw new Error(`${method}: ${message ?? type}`);
    return result;
  };
  return { command, close: () => socket.close() };
}

/** Starts it with a profile of its own. */
export async function startFirefox(path: string): Promise<Firefox> {
  const profile = mkdtempSync(join(tmpdir(), 'grantscope-firefox-'));
  const child = spawn(
    path,
    ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: profile } },
  );
  const dieToo = () => child.kill('SIGKILL');
  process.once('exit', dieToo);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const found = /WebDriver BiDi listening on (ws:\S+)/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    void exited.then(() => reject(new Error(`${path} has ended`)));
  });
  const { command, close } = await connect(`${address}/session`);
  await command('session.new', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
  return {
    async newTab() {
      const { userContext } = z
        .object({ userContext: z.string() })
        .parse(await command('browser.createUserContext', {}));
      const { context } = z
        .object({ context: z.string() })
        .parse(await command('browsingContext.create', { type: 'tab', userContext }));
      await command('browsingContext.setViewport', {
        context,
        viewport: { width: 1440, height: 900 },
      });
      return new Tab(command, context, userContext);
    },
    async close() {
      close();
      child.kill('SIGTERM');
      await exited;
      process.removeListener('exit', dieToo);
      if (existsSync(profile)) rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Elements by a selector, and by the whole of their text or label where that is given. */
export interface Target {
  css: string;
  name?: string;
}

const nodesSchema = z.object({
  result: z.object({ value: z.array(z.object({ sharedId: z.string() })) }),
});
const valueSchema = z.object({ result: z.object({ value: z.string() }) });
const enter = '\uE007';

/** A tab, driven by what a person does: going somewhere, pressing, typing and reading. */
export class Tab {
  readonly #command: Command;
  readonly #context: string;
  readonly #userContext: string;

  constructor(command: Command, context: string, userContext: string) {
    this.#command = command;
    this.#context = context;
    this.#userContext = userContext;
  }

  async goto(url: string): Promise<void> {
    await this.#command('browsingContext.navigate', {
      context: this.#context,
      url,
      wait: 'complete',
    });
  }

  /** How many of it there are. */
  async count(target: Target): Promise<number> {
    return (await this.#find(target)).length;
  }

  /** What JavaScript in the page says, as text. */
  async say(expression: string): Promise<string> {
    const answer = await this.#command('script.evaluate', {
      expression: `String(${expression})`,
      target: { context: this.#context },
      awaitPromise: true,
    });
    return valueSchema.parse(answer).result.value;
  }

  /** All text that is on the page. */
  text(): Promise<string> {
    return this.say('document.body.innerText');
  }

  /** Path and query of the page. */
  path(): Promise<string> {
    return this.say('location.pathname + location.search');
  }

  /** Presses the first of it with the mouse. Throws when there is none. */
  async press(target: Target): Promise<void> {
    const [element] = await this.#find(target);
    if (element === undefined) throw new Error(`there is no ${JSON.stringify(target)}`);
    await this.#rest(element);
    const origin = { type: 'element', element };
    await this.#act({
      type: 'pointer',
      id: 'mouse',
      actions: [
        { type: 'pointerMove', x: 0, y: 0, origin },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ],
    });
  }

  /** Types into whatever has the focus; `\n` is Enter. */
  async type(text: string): Promise<void> {
    const actions = Array.from(text.replaceAll('\n', enter)).flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.#act({ type: 'key', id: 'keyboard', actions });
  }

  async close(): Promise<void> {
    await this.#command('browser.removeUserContext', { userContext: this.#userContext });
  }

  async #act(source: object): Promise<void> {
    await this.#command('input.performActions', { context: this.#context, actions: [source] });
  }

  /** Resolves when an element has stood still for two frames: a press would miss what still moves. */
  async #rest(element: { sharedId: string }): Promise<void> {
    let [before, now] = ['', await this.#boxOf(element)];
    while (now !== before) [before, now] = [now, await this.#boxOf(element)];
  }

  async #boxOf(element: { sharedId: string }): Promise<string> {
    const answer = await this.#command('script.callFunction', {
      functionDeclaration: `(element) => new Promise((done) => requestAnimationFrame(() =>
        requestAnimationFrame(() => done(JSON.stringify(element.getBoundingClientRect())))))`,
      arguments: [element],
      target: { context: this.#context },
      awaitPromise: true,
    });
    return valueSchema.parse(answer).result.value;
  }

  /** Not by accessible names: Firefox takes a second for that, and a minute on a busy machine. */
  async #find({ css, name }: Target): Promise<{ sharedId: string }[]> {
    const found = await this.#command('script.callFunction', {
      functionDeclaration: `(css, name) => [...document.querySelectorAll(css)].filter((element) =>
        name === '' || (element.ariaLabel ?? element.innerText.trim()) === name)`,
      arguments: [css, name ?? ''].map((value) => ({ type: 'string', value })),
      target: { context: this.#context },
      awaitPromise: false,
    });
    return nodesSchema.parse(found).result.value;
  }
}
