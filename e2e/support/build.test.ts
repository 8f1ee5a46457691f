import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isStale } from './build.ts';

describe('whether a build is stale', () => {
  let folder = '';
  const at = (path: string, seconds: number) => utimesSync(join(folder, path), seconds, seconds);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'grantscope-build-'));
    mkdirSync(join(folder, 'source/deep'), { recursive: true });
    for (const path of ['source/deep/file.ts', 'built.js']) writeFileSync(join(folder, path), '');
    for (const path of ['source/deep/file.ts', 'source/deep', 'source']) at(path, 1000);
    at('built.js', 2000);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const stale = () => isStale(join(folder, 'built.js'), [join(folder, 'source')]);

  it('is not while nothing has changed since', () => {
    expect(stale()).toBe(false);
  });

  it('is once a file deep inside has changed', () => {
    at('source/deep/file.ts', 3000);
    expect(stale()).toBe(true);
  });

  it('is once a file has gone, which changes its folder', () => {
    at('source/deep', 3000);
    expect(stale()).toBe(true);
  });

  it('is where there is none', () => {
    rmSync(join(folder, 'built.js'));
    expect(stale()).toBe(true);
  });
});
