import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { scopeClasses, type ScopeClass } from '#contract/scopes.ts';
import { startSandbox } from '../sandbox/server.ts';
import { classifyScope } from './describe.ts';
import { scopeRules, unknownScope } from './rules.ts';

const examples: [scope: string, expected: ScopeClass, why: RegExp][] = [
  ['openid', 'identity', /^Identity/],
  ['profile', 'identity', /^Identity/],
  ['email', 'identity', /^Identity/],
  ['offline_access', 'sensitive', /^Persistent/],
  ['full_access', 'sensitive', /^Full access/],
  ['crm:contacts:read', 'read', /^Reads/],
  ['calendar.readonly', 'read', /^Reads/],
  ['https://mail.example/auth/drive.readonly', 'read', /^Reads/],
  ['Files.Read', 'read', /^Reads/],
  ['crm:contacts:write', 'write', /^Writes/],
  ['messages:send', 'write', /^Writes/],
  ['members_invite', 'write', /^Writes/],
  ['members:delete', 'sensitive', /^Destructive/],
  ['projects/admin', 'sensitive', /^Administrative/],
  ['crm:*', 'sensitive', /^Administrative/],
  ['mail.read.all', 'sensitive', /^Administrative/],
  ['analytics:export', 'sensitive', /^Bulk/],
  ['documents-share', 'sensitive', /^Bulk/],
  ['api_keys:read', 'sensitive', /^Secrets/],
  ['payroll:read', 'sensitive', /^Pay/],
  ['bank:accounts:list', 'sensitive', /^Pay/],
];

const weight = (scope: string) => scopeClasses.indexOf(classifyScope(scope).class);

describe('the class of a scope', () => {
  test.each(examples)('%s is %s', (scope, expected, why) => {
    expect(classifyScope(scope)).toEqual({
      class: expected,
      why: expect.stringMatching(why),
    });
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
    expect(classifyScope(scope)).toEqual(unknownScope);
    expect(unknownScope.class).toBe('write');
  });

  test('is exactly one of the known ones, with a reason, for whatever text', () => {
    const known = new Set<string>(scopeClasses);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (scope) => {
        const { class: found, why } = classifyScope(scope);
        expect(known.has(found)).toBe(true);
        expect(why).toMatch(/^\w+.*: .+\.$/);
        expect(classifyScope(scope)).toEqual({ class: found, why });
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
  test.each(scopeRules)('decides an example: $why', ({ why }) => {
    expect(examples.some(([scope]) => classifyScope(scope).why === why)).toBe(true);
  });

  test('has a reason of its own', () => {
    const reasons = scopeRules.map(({ why }) => why);
    expect(new Set(reasons).size).toBe(reasons.length);
  });

  test('is written as scopes are compared: in small letters, with no separator in a segment', () => {
    const segments = scopeRules.flatMap(({ verbs = [], resources = [] }) => [
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
  expect(names.filter((name) => classifyScope(name).why === unknownScope.why)).toEqual([]);
});
