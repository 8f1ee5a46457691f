import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { scopeClasses, type ScopeClass } from '#contract/scopes.ts';
import { startSandbox } from '../sandbox/server.ts';
import { createScopeClassifier } from './classifier.ts';
import { builtInRules, joinedRule, unknownRule } from './rules.ts';

const classifier = createScopeClassifier();
const classify = (scope: string) => classifier.classify(scope);

const examples: [scope: string, expected: ScopeClass, why: RegExp][] = [
  ['openid', 'identity', /^Identity/],
  ['profile', 'identity', /^Identity/],
  ['email', 'identity', /^Identity/],
  ['offline_access', 'sensitive', /^Persistent/],
  ['full_access', 'high-risk', /^Full access/],
  ['crm:contacts:read', 'read', /^Reads/],
  ['calendar.readonly', 'read', /^Reads/],
  ['https://mail.example/auth/drive.readonly', 'read', /^Reads/],
  ['Files.Read', 'read', /^Reads/],
  ['crm:contacts:write', 'write', /^Writes/],
  ['messages:send', 'write', /^Writes/],
  ['members_invite', 'write', /^Writes/],
  ['members:delete', 'high-risk', /^Destructive/],
  ['projects/admin', 'high-risk', /^Administrative/],
  ['crm:*', 'high-risk', /^Administrative/],
  ['mail.read.all', 'high-risk', /^Administrative/],
  ['invoices:refund', 'high-risk', /^Money/],
  ['analytics:export', 'sensitive', /^Bulk/],
  ['documents-share', 'sensitive', /^Bulk/],
  ['api_keys:read', 'high-risk', /^Secrets/],
  ['payroll:read', 'high-risk', /^Pay/],
  ['bank:accounts:list', 'high-risk', /^Pay/],
  ['files:read|x:read', 'high-risk', /^Unclear/],
  ['openid;profile', 'high-risk', /^Unclear/],
];

const weight = (scope: string) => scopeClasses.indexOf(classify(scope).class);

describe('the class of a scope', () => {
  test.each(examples)('%s is %s', (scope, expected, why) => {
    const found = classify(scope);
    expect(found).toMatchObject({ class: expected, rule: { source: 'built-in' } });
    expect(found.why).toMatch(why);
  });

  test.each([
    '',
    'drive',
    'reports.v1',
    'read:drive',
    'readwrite',
    'unread',
    'monkeys:counted',
    'OPENID',
    'openid ',
    'email:x',
    'constructor',
    '__proto__',
    'toString',
    'ｒｅａｄ',
  ])('%j is of no rule, and does not pass for harmless', (scope) => {
    const { name, class: safe, why } = unknownRule;
    expect(classify(scope)).toEqual({ class: safe, why, rule: { source: 'built-in', name } });
    expect(safe).toBe('unclassified');
  });

  test('is exactly one of the known ones, with a reason, for whatever text', () => {
    const known = new Set<string>(scopeClasses);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (scope) => {
        const found = classify(scope);
        expect(known.has(found.class)).toBe(true);
        expect(found.why).toMatch(/^\w+.*: .+\.$/);
        expect(classify(scope)).toEqual(found);
      }),
    );
  });

  test('does not become lighter when a resource is put in front', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{1,12}$/),
        fc.constantFrom(...examples.map(([scope]) => scope).filter((scope) => scope.includes(':'))),
        (word, scope) => {
          expect(weight(`${word}:${scope}`)).toBeGreaterThanOrEqual(weight(scope));
        },
      ),
    );
  });
});

describe('every rule', () => {
  test.each(builtInRules)('decides an example: $why', ({ why, name }) => {
    const decided = examples.map(([scope]) => classify(scope));
    expect(decided).toContainEqual(
      expect.objectContaining({ why, rule: { source: 'built-in', name } }),
    );
  });

  test('has a reason and a name of its own', () => {
    const rules = [...builtInRules, joinedRule, unknownRule];
    expect(new Set(rules.map(({ why }) => why)).size).toBe(rules.length);
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  });

  test('is written as scopes are compared: in small letters, with no separator in a segment', () => {
    const segments = builtInRules.flatMap(({ verbs = [], resources = [] }) => [
      ...verbs,
      ...resources,
    ]);
    expect(segments.filter((segment) => !/^(?:[a-z]+|\*)$/.test(segment))).toEqual([]);
  });
});

const policySchema = z.object({
  policy: z.object({ scopes: z.array(z.object({ scope: z.string() })) }),
});

test('every custom scope of the sandbox has a rule', async () => {
  const sandbox = await startSandbox();
  const { origin, projectId, secret } = sandbox;
  const answer = await fetch(`${origin}/v1/b2b/rbac/policy`, {
    headers: { authorization: `Basic ${btoa(`${projectId}:${secret}`)}` },
  });
  const { policy } = policySchema.parse(await answer.json());
  await sandbox.close();
  const names = policy.scopes.map(({ scope }) => scope);
  expect(names.length).toBeGreaterThanOrEqual(30);
  expect(names.filter((name) => classify(name).rule.name === unknownRule.name)).toEqual([]);
});
