import { describe, expect, it } from 'vitest';
import { searchFor } from './canaries.ts';

const token = 'k3yQ-zT_0123456789abcdefghijklmnopqrstuvwxyz';
const signature = `${'S'.repeat(20)}${token}`;
const jwt = `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJtZW1iZXIifQ.${signature}`;

describe('the search for secrets', () => {
  const canaries = searchFor([token, jwt]);

  it('finds a token alone, quoted, and inside a longer word', () => {
    for (const text of [token, `{"t":"${token}"}`, `abc${token}xyz`, `sid=${token};`]) {
      expect(canaries.in(text)).toEqual(['k3yQ-zT_0123…']);
    }
  });

  it('finds a JWT by its signature', () => {
    expect(canaries.in(`Bearer ${jwt}`).length).toBeGreaterThan(0);
  });

  it('finds nothing in ids and in parts of a token', () => {
    const id = 'member-test-3c1f0b7e-55ad-4f6e-9a52-0e7d2c1b9f10';
    expect(canaries.in(`${id} ${token.slice(1)} ${token.slice(0, -1)}`)).toEqual([]);
  });

  it('refuses a secret that it could not find', () => {
    expect(() => searchFor(['short'])).toThrow('not looked for');
  });
});
