import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../checkout.ts';

function namesIn(file: string, pattern: RegExp): string[] {
  const text = readFileSync(join(projectRoot, file), 'utf8');
  return [...text.matchAll(pattern)].map(([, name = '']) => name).toSorted();
}

test('.env.example names every variable that the server reads, and no other', () => {
  const read = namesIn('server/config.ts', /^ {2}([A-Z][A-Z_]+):/gm);
  expect(read).toContain('STYTCH_SECRET');
  expect(namesIn('.env.example', /^([A-Z_]+)=$/gm)).toEqual(read);
});
