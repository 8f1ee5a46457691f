import { describe, expect, test } from 'vitest';
import { ConfigError, parseConfig } from '../config.ts';

const uuid = '3c1f0b7e-55ad-4f6e-9a52-0e7d2c1b9f10';
const organizationId = `organization-live-${uuid}`;
const sound = {
  PUBLIC_ORIGIN: 'https://grants.example.com',
  STYTCH_PROJECT_ID: `project-test-${uuid}`,
  STYTCH_SECRET: 'secret-test-of-stytch',
  SESSION_SECRET: 'a secret of sessions which is long enough',
  SUPPORT_ORGANIZATION_ID: organizationId,
};

describe('the configuration of support', () => {
  test('needs the organization only', () => {
    expect(parseConfig(sound).support).toEqual({
      organizationId,
      resource: 'grantscope.support',
      action: 'inspect',
      secondFactor: 'optional',
    });
  });

  test('may name the permission, and ask for a second factor', () => {
    const own = { SUPPORT_RESOURCE: 'desk', SUPPORT_ACTION: 'look' };
    expect(parseConfig({ ...sound, ...own, SUPPORT_SECOND_FACTOR: 'required' }).support).toEqual({
      organizationId,
      resource: 'desk',
      action: 'look',
      secondFactor: 'required',
    });
  });

  test.each<[name: string, value: string, problem: string]>([
    ['SUPPORT_SECOND_FACTOR', 'yes', 'must be required or optional'],
    ['SUPPORT_SECOND_FACTOR', 'Required', 'must be required or optional'],
    [
      'SUPPORT_ORGANIZATION_ID',
      'northwind',
      'must look like organization-test-… or organization-live-…',
    ],
    ['SUPPORT_ORGANIZATIONS_PER_HOUR', '-1', 'must be a whole number, 1000000 at most'],
  ])('cannot have %s as "%s"', (name, value, problem) => {
    expect(() => parseConfig({ ...sound, [name]: value })).toThrow(
      new ConfigError([`${name} ${problem}`]),
    );
  });
});
