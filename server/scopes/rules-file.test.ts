import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ConfigError } from '../config.ts';
import { createScopeClassifier } from './classifier.ts';
import { openScopeClassifier, parseScopeRules } from './rules-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'grantscope-rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

function problemsOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  throw new Error('the file was accepted');
}
const parse = (content: unknown) => parseScopeRules(JSON.stringify(content), 'rules.json');
const sound = { name: 'r', class: 'read', why: 'Reads.', scopes: ['a'] };

describe('a rules file', () => {
  test('says its rules and descriptions, each in order', () => {
    const rules = [
      { ...sound, why: 'Legal: holds contracts.', prefixes: ['legal:'] },
      { name: 'r2', class: 'sensitive', why: 'Ours.', verbs: ['fire'], resources: ['rocket'] },
    ];
    const descriptions = [{ scope: '__proto__', description: 'A name like any other' }];
    expect(parse({ rules, descriptions })).toEqual({ rules, descriptions });
  });

  test('may have descriptions only, or nothing, and a byte order mark', () => {
    expect(parseScopeRules('\uFEFF{"descriptions": []}', 'f')).toEqual({
      rules: [],
      descriptions: [],
    });
    expect(parse({})).toEqual({ rules: [], descriptions: [] });
  });
});

describe('a broken rules file', () => {
  test.each<[wrong: object, problem: string]>([
    [
      { rules: [sound, { ...sound, name: 'b', colour: 'red' }] },
      'rules[1].colour is not known here',
    ],
    [
      { rules: [{ ...sound, class: 'harmless' }] },
      'rules[0].class must be one of identity, read, write, sensitive, high-risk',
    ],
    [
      { rules: [{ ...sound, name: 'Two Words' }] },
      'rules[0].name must be made of small letters, digits and -, 60 at most',
    ],
    [{ rules: [{ ...sound, why: ' ' }] }, 'rules[0].why must not be empty'],
    [{ rules: [{ ...sound, why: 7 }] }, 'rules[0].why must be string'],
    [
      { rules: [{ name: 'r', class: 'read', why: 'x' }] },
      'rules[0] must have one of scopes, prefixes, verbs, resources',
    ],
    [{ rules: [{ ...sound, scopes: [] }] }, 'rules[0].scopes must not be empty'],
    [{ rules: [{ ...sound, prefixes: [''] }] }, 'rules[0].prefixes[0] must not be empty'],
    [{ rules: [{ ...sound, scopes: ['a b'] }] }, 'rules[0].scopes[0] must not hold white space'],
    [
      { rules: [{ ...sound, verbs: ['ok', 'Write'] }] },
      'rules[0].verbs[1] must be one segment in small letters, without any of : . / _ -',
    ],
    [
      { rules: [{ ...sound, resources: ['api_keys'] }] },
      'rules[0].resources[0] must be one segment in small letters, without any of : . / _ -',
    ],
    [{ rules: [sound, sound] }, 'rules[1].name is there twice'],
    [
      { rules: Array.from({ length: 501 }, (_, at) => ({ ...sound, name: `r${at}` })) },
      'rules must not hold more than 500',
    ],
    [{ rules: {} }, 'rules must be array'],
    [{ descriptions: [{ scope: 'a' }] }, 'descriptions[0].description must be string'],
    [
      { descriptions: ['1', '2'].map((description) => ({ scope: 'a', description })) },
      'descriptions[1].scope is there twice',
    ],
    [{ scopes: [] }, 'scopes is not known here'],
    [[], 'the content must be object'],
  ])('%j is named by file, place and field', (wrong, problem) => {
    expect(problemsOf(() => parse(wrong))).toEqual([`SCOPE_RULES_FILE rules.json: ${problem}`]);
  });

  test('is told everything at once, a page at most', () => {
    const wrong = { ...sound, class: 'none', why: '' };
    expect(problemsOf(() => parse({ rules: [wrong] }))).toHaveLength(2);
    expect(
      problemsOf(() => parse({ rules: Array.from({ length: 400 }, () => wrong) })),
    ).toHaveLength(20);
  });

  test('that is no JSON is told the line, and never a word of what it holds', () => {
    const prefix = 'SCOPE_RULES_FILE f: is not JSON';
    expect(problemsOf(() => parseScopeRules('{\n"rules": [],\n}', 'f'))).toEqual([
      `${prefix}, from line 3`,
    ]);
    expect(problemsOf(() => parseScopeRules('canary', 'f'))).toEqual([prefix]);
  });
});

describe('a file that is none', () => {
  test('is missing, a folder, a device or too long', () => {
    const long = join(folder, 'long.json');
    writeFileSync(long, ' '.repeat(262_145));
    const [missing = '', ...others] = [
      join(folder, 'none.json'),
      folder,
      '/dev/null',
      long,
    ].flatMap((file) =>
      problemsOf(() => openScopeClassifier(file)).map((line) => line.replace(`${file}: `, '')),
    );
    expect(missing).toContain('no such file');
    expect(others).toEqual([
      'SCOPE_RULES_FILE is not a file',
      'SCOPE_RULES_FILE is not a file',
      'SCOPE_RULES_FILE is longer than 262144 bytes',
    ]);
  });
});

test('a classifier takes its rules from a file, or is the built-in one where none is named', () => {
  const file = join(folder, 'sound.json');
  writeFileSync(file, JSON.stringify({ rules: [{ ...sound, scopes: ['offline_access'] }] }));
  expect(openScopeClassifier(file).classify('offline_access').class).toBe('read');
  expect(openScopeClassifier(null).classify('offline_access').class).toBe('sensitive');
});

test('the example in docs/operations.md is a rules file, and does what the text says', () => {
  const guide = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');
  const [, example = ''] = /^```json\n(.*?)^```$/ms.exec(guide) ?? [];
  const classifier = createScopeClassifier(parseScopeRules(example, 'docs/operations.md'));
  const ruleOf = (scope: string) => classifier.classify(scope).rule;
  expect(['legal:archive', 'crm.contracts.read', 'menu:export'].map(ruleOf)).toEqual([
    { source: 'operator', name: 'contracts' },
    { source: 'operator', name: 'contracts' },
    { source: 'operator', name: 'harmless-exports' },
  ]);
  expect(ruleOf('bills:export').source).toBe('built-in');
  expect(classifier.describe(['legal:archive'], null)).toMatchObject([
    { class: 'sensitive', description: 'Read contracts that have ended' },
  ]);
});
