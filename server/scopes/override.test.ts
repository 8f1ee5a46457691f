import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { scopeClasses } from '#contract/scopes.ts';
import { parseTable } from '../testing/grants.ts';
import { startStack } from '../testing/start.ts';
import { createScopeClassifier } from './classifier.ts';
import { decidedClasses } from './rules-file.ts';
import type { ScopeRule } from './rules.ts';

const ours = createScopeClassifier();
const hostile = fc.constantFrom(
  '',
  ' ',
  ':',
  '__proto__',
  'constructor:toString',
  'hasOwnProperty',
  'valueOf',
  '\u202Edetele:elif',
  'قراءة:الملفات',
  '\u0000',
);
const long = ['x'.repeat(300_000), ':_'.repeat(150_000), '\u202E:'.repeat(150_000)];
const part = fc.oneof(
  fc.constantFrom('a', 'crm', 'read', 'delete', 'offline_access', '*', '__proto__', 'constructor'),
  fc.stringMatching(/^[a-z]{1,4}$/),
);
const anyScope = fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 60 }), {
  weight: 6,
  arbitrary: fc.array(part, { minLength: 1, maxLength: 4 }).map((words) => words.join(':')),
});
const parts = fc.option(fc.array(part, { minLength: 1, maxLength: 3 }), { nil: undefined });
const anyRules: fc.Arbitrary<ScopeRule[]> = fc
  .array(
    fc.record({
      class: fc.constantFrom(...decidedClasses),
      why: fc.string(),
      scopes: parts,
      prefixes: parts,
      verbs: parts,
      resources: parts,
    }),
    { maxLength: 5 },
  )
  .map((rules) => rules.map((rule, place) => ({ name: `r${place}`, ...rule })));

/** Whether a rule matches, by the plainest means. */
function isMatch(rule: ScopeRule, scope: string): boolean {
  const segments = scope.toLowerCase().split(/[:./_-]/);
  return (
    (rule.scopes ?? []).some((whole) => whole === scope) ||
    (rule.prefixes ?? []).some((prefix) => scope.startsWith(prefix)) ||
    (rule.verbs ?? []).some((verb) => verb === segments.at(-1)) ||
    (rule.resources ?? []).some((resource) => segments.includes(resource))
  );
}

describe("the operator's rules", () => {
  test('win wherever one of them matches, the first one; everything else is as it was', () => {
    const met = { operator: 0, builtIn: 0 };
    fc.assert(
      fc.property(anyRules, anyScope, (rules, scope) => {
        const found = createScopeClassifier({ rules, descriptions: [] }).classify(scope);
        const own = rules.find((rule) => isMatch(rule, scope));
        met[own === undefined ? 'builtIn' : 'operator'] += 1;
        expect(found).toEqual(
          own === undefined
            ? ours.classify(scope)
            : { class: own.class, why: own.why, rule: { source: 'operator', name: own.name } },
        );
      }),
      { numRuns: 1000 },
    );
    expect(Math.min(met.operator, met.builtIn)).toBeGreaterThan(100);
  });

  test('may take a scope of any class into any other', () => {
    for (const scope of ['offline_access', 'full_access', 'openid', 'crm:read', 'crm:x']) {
      for (const wanted of decidedClasses) {
        const rule = { name: 'own', class: wanted, why: 'Ours.', scopes: [scope] };
        const classifier = createScopeClassifier({ rules: [rule], descriptions: [] });
        expect(classifier.classify(scope).class).toBe(wanted);
      }
    }
  });

  test('give whole scopes and prefixes letter by letter, verbs and resources whatever the case', () => {
    const rules: ScopeRule[] = [
      { name: 'whole', class: 'read', why: 'x', scopes: ['Aa:b'], prefixes: ['Pp'] },
      { name: 'segment', class: 'read', why: 'x', verbs: ['fire'], resources: ['rocket'] },
    ];
    const classifier = createScopeClassifier({ rules, descriptions: [] });
    const nameOf = (scope: string) => classifier.classify(scope).rule.name;
    expect(['Aa:b', 'Pp-x', 'x:FIRE', 'x.Rocket.y', 'rocket'].map(nameOf)).toEqual([
      'whole',
      'whole',
      'segment',
      'segment',
      'segment',
    ]);
    expect(['aa:b', 'Aa:b:c', 'pp-x', 'xPp', 'fire:x', 'rockets'].map(nameOf)).toEqual(
      Array.from({ length: 6 }, () => 'unknown'),
    );
  });

  test('describe a scope in place of the policy and of ours, and of no other scope', () => {
    const descriptions = [
      { scope: 'crm:read', description: 'Ours' },
      { scope: 'openid', description: 'Ours too' },
      { scope: '__proto__', description: 'Even this' },
    ];
    const custom = { scope: 'crm:read', description: 'Theirs', permissions: [] };
    const described = createScopeClassifier({ rules: [], descriptions }).describe(
      ['crm:read', 'openid', 'email', '__proto__', 'constructor'],
      { roles: [], scopes: [custom] },
    );
    expect(
      Object.fromEntries(described.map(({ name, description }) => [`_${name}`, description])),
    ).toEqual({
      ['_crm:read']: 'Ours',
      _openid: 'Ours too',
      _email: 'Sees the email address of the member.',
      ___proto__: 'Even this',
      _constructor: null,
    });
  });
});

test('a scope has one class, one reason and one rule whatever it is called, and stays as it is', () => {
  fc.assert(
    fc.property(fc.oneof(anyScope, fc.constantFrom(...long)), (scope) => {
      const [described, ...others] = ours.describe([scope], null);
      expect(others).toEqual([]);
      expect(described).toEqual({
        name: scope,
        description: described?.description,
        ...ours.classify(scope),
      });
      expect(scopeClasses).toContain(described?.class);
    }),
  );
});

describe('a server with a rules file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'grantscope-rules-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('classifies, describes and orders by it, and does not start with a broken one', async () => {
    const file = join(folder, 'rules.json');
    const rule = {
      name: 'daily',
      class: 'identity',
      why: 'Daily: fine here.',
      prefixes: ['billing:'],
    };
    writeFileSync(file, JSON.stringify({ rules: [rule] }));
    const stack = await startStack({ env: { SCOPE_RULES_FILE: file } });
    const admin = await stack.signIn('amara.okafor@acme-robotics.example');
    const id = 'connected-app-test-3c1f0b7e-55ad-4f6e-9a52-0e7d2c1b9f10';
    const table = await admin.get(`/api/connected-apps/${id}`);
    const { scopes } = parseTable(table);
    const own = { class: 'identity', why: 'Daily: fine here.' };
    expect(scopes.find(({ name }) => name === 'billing:export')).toMatchObject(own);
    const weights = scopes.map((scope) => scopeClasses.findIndex((known) => known === scope.class));
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));

    writeFileSync(file, '{"rules": [{}]}');
    await expect(stack.restart()).rejects.toThrow(/rules\.json: rules\[0\]\.name must be string/);
    writeFileSync(file, '{}');
    await stack.restart();
    await stack.close();
  });
});
