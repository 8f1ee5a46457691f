import { describe, expect, test } from 'vitest';
import { buildPath, isStytchId, UnsafeIdError } from './ids.ts';

const template = '/v1/b2b/organizations/{organization_id}/connected_apps/{connected_app_id}';

describe('a path', () => {
  test('is the template with its ids escaped', () => {
    const ids = { organization_id: 'acme|1.0', connected_app_id: 'アプリ' };
    expect(buildPath(template, ids)).toBe(
      '/v1/b2b/organizations/acme%7C1.0/connected_apps/%E3%82%A2%E3%83%97%E3%83%AA',
    );
  });

  test.each([
    ['nothing', ''],
    ['a dot', '.'],
    ['two dots', '..'],
    ['escaped dots', '%2e%2e'],
    ['half escaped dots', '.%2E'],
    ['a slash', 'a/b'],
    ['a backslash', String.raw`a\b`],
    ['a question mark', 'a?b=c'],
    ['a hash', 'a#b'],
    ['a space', 'a b'],
    ['a line break', 'a\r\nb'],
    ['a null', 'a\0'],
    ['an invisible character', 'a\u200Bb'],
    ['a lone surrogate', 'a\uD800'],
    ['too much', 'a'.repeat(201)],
  ])('is refused for an id that is or holds %s', (_, id) => {
    const build = () => buildPath('/v1/{id}', { id });
    expect(build).toThrow(UnsafeIdError);
  });

  test('holds a metadata URL as one segment', () => {
    const id = 'https://agent.example/oauth/client.json';
    expect(buildPath('/v1/{id}/x', { id })).toBe(
      '/v1/https%3A%2F%2Fagent.example%2Foauth%2Fclient.json/x',
    );
  });

  test('is refused when an id is missing, and an inherited property is no id', () => {
    expect(() => buildPath('/v1/{id}', {})).toThrow(UnsafeIdError);
    expect(() => buildPath('/v1/{constructor}', {})).toThrow(UnsafeIdError);
  });

  test('is refused without repeating the id, which may name a person', () => {
    expect(() => buildPath('/v1/{id}', { id: 'a/secret-person' })).toThrow(
      'Refused an id for {id}',
    );
  });
});

describe('an id of Stytch', () => {
  const uuid = '3c1f0b7e-55ad-4f6e-9a52-0e7d2c1b9f10';

  test.each([
    ['organization', `organization-test-${uuid}`],
    ['member', `member-live-${uuid}`],
    ['connected-app', `connected-app-test-${uuid}`],
  ] as const)('of kind %s has its own form', (kind, id) => {
    expect(isStytchId(kind, id)).toBe(true);
    for (const spoiled of [id.toUpperCase(), ` ${id}`, `${id}\n`, `${id}0`, id.slice(1), uuid]) {
      expect(isStytchId(kind, spoiled)).toBe(false);
    }
  });

  test.each([
    'https://agent.example/client.json',
    'https://agent.example:8443/',
    'https://a-b.c.example/~x/oauth/client.v2.json',
  ])('of an app may be a metadata URL: %s', (url) => {
    expect(isStytchId('connected-app', url)).toBe(true);
    expect(isStytchId('member', url)).toBe(false);
  });

  test.each([
    ['without a path', 'https://agent.example'],
    ['over http', 'http://agent.example/client.json'],
    ['with a name in it', 'https://somebody@agent.example/client.json'],
    ['with a query', 'https://agent.example/client.json?a=b'],
    ['with a fragment', 'https://agent.example/client.json#a'],
    ['with dots that lead up', 'https://agent.example/a/../client.json'],
    ['with dots at its end', 'https://agent.example/a/.'],
    ['with what is escaped', 'https://agent.example/%2e%2e/client.json'],
    ['with an address in it', 'https://agent.example/amara@acme.example'],
    ['in capitals', 'HTTPS://agent.example/client.json'],
    ['of 501 characters', `https://agent.example/${'a'.repeat(479)}`],
  ])('of an app is no URL %s', (_, url) => {
    expect(isStytchId('connected-app', url)).toBe(false);
  });

  test('of one kind is none of another', () => {
    expect(isStytchId('organization', `member-test-${uuid}`)).toBe(false);
    expect(isStytchId('member', `connected-app-test-${uuid}`)).toBe(false);
  });
});
