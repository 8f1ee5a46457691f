import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { faultSchema } from './faults.ts';
import { plainHttp } from './plain.ts';
import { startSandbox, type Sandbox } from './server.ts';

const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
const examples = Array.from(
  readme.matchAll(/^curl (?:-X (\w+) )?\$S\/(\S+)(?: -d '(.+)')?$/gm),
  ([, method = 'GET', path = '', body]) => ({ method, path, body }),
);

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

describe('README.md', () => {
  test.each(examples)('has an example that works: $method $path $body', async (example) => {
    const body: unknown = example.body === undefined ? undefined : JSON.parse(example.body);
    const { status } = await plainHttp(sandbox).control(example.method, example.path, body);
    expect(status).toBe(200);
  });

  test('has an example and a row for every kind of fault', () => {
    const kinds = faultSchema.options.map((option) => option.shape.kind.value);
    const faults = examples.filter(({ method, path }) => method === 'PUT' && path === 'faults');
    const shown = faults.flatMap(({ body = '[]' }) =>
      z
        .array(faultSchema)
        .parse(JSON.parse(body))
        .map(({ kind }) => kind),
    );
    const rows = Array.from(readme.matchAll(/^\| `([\w-]+)` +\|/gm), ([, kind]) => kind);
    expect(new Set(shown)).toEqual(new Set(kinds));
    expect(rows).toEqual(expect.arrayContaining(kinds));
  });

  test('has a row for every variable that the program reads', () => {
    const program = readFileSync(join(import.meta.dirname, 'main.ts'), 'utf8');
    const read = new Set(Array.from(program.matchAll(/env\['(\w+)'\]/g), ([, name]) => name));
    const rows = Array.from(readme.matchAll(/^\| `(SANDBOX_\w+)`/gm), ([, name]) => name);
    expect(new Set(rows)).toEqual(read);
  });

  test('names every account with its role', async () => {
    const { body } = await plainHttp(sandbox).control('GET', 'accounts');
    const accounts = z.array(z.object({ email: z.string(), role: z.string() })).parse(body);
    const missing = accounts.filter(
      ({ email, role }) => !new RegExp(`^\\| \`${email}\` .*\`${role}\``, 'm').test(readme),
    );
    expect({ accounts: accounts.length, missing }).toEqual({ accounts: 14, missing: [] });
  });
});
