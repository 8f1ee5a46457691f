import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8');

/** Files that the document lists between two of its marks, in order. */
function filesBetween(from: string, to: string): string[] {
  const part = text.slice(text.indexOf(`<!-- ${from} -->`), text.indexOf(`<!-- ${to} -->`));
  return [...part.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, file = '']) => file);
}

const aliases = { '#contract/': 'server/contract/', '#client/': 'client/', '#server/': 'server/' };

/** Files of ours that a file imports, types included. */
function importsOf(file: string): Set<string> {
  const source = readFileSync(join(root, file), 'utf8');
  const specifiers = [...source.matchAll(/from '([^']+)'/g)].map(([, specifier = '']) => specifier);
  return new Set(
    specifiers.map((specifier) => {
      const alias = Object.entries(aliases).find(([name]) => specifier.startsWith(name));
      if (alias !== undefined) return specifier.replace(alias[0], alias[1]);
      return relative(root, resolve(root, dirname(file), specifier));
    }),
  );
}

/** Steps that no import makes: a query passes its route on, and a request goes over HTTP. */
const handedOver: readonly (readonly [string, string])[] = [
  ['server/contract/app-routes.ts', 'client/api/request.ts'],
  ['client/api/request.ts', 'server/app.ts'],
];

const there = filesBetween('request path', 'and back');
const back = filesBetween('and back', 'end');
const steps = [there, back].flatMap((files) =>
  files.slice(1).map((file, at) => [files[at] ?? '', file] as const),
);

describe('the request for an app’s page', () => {
  test.each([...there, ...back])('passes %s, which exists', (file) => {
    expect(existsSync(join(root, file))).toBe(true);
  });

  test.each(steps)('goes from %s to %s by an import', (from, to) => {
    const isTold = handedOver.some(([a, b]) => a === from && b === to);
    expect(isTold || importsOf(from).has(to) || importsOf(to).has(from)).toBe(true);
  });

  test('passes 13 files of ours on its way to Stytch, and 5 others on its way back', () => {
    expect([there.length, back.filter((file) => !there.includes(file)).length]).toEqual([13, 5]);
  });

  test('opens each folder on its way once', () => {
    const folders = there.map((file) => dirname(file));
    const entered = folders.filter((folder, at) => folder !== folders[at - 1]);
    expect(entered).toEqual([...new Set(entered)]);
  });
});
