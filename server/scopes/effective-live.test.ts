import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { createStytch, type Stytch } from '../stytch/client.ts';
import { createEffectiveScopes, heldRoles } from './effective.ts';

const grantsSchema = z.object({ members: z.array(z.object({ memberId: z.string() })) });

describe('in the sandbox', () => {
  let sandbox: Sandbox;
  let stytch: Stytch;
  beforeAll(async () => {
    sandbox = await startSandbox();
    const { origin, projectId, secret } = sandbox;
    stytch = createStytch({ baseUrl: origin, projectId, secret });
  });
  afterAll(async () => {
    await stytch.close();
    await sandbox.close();
  });

  async function statesOf(email: string, slug: string, memberAt: number, names: string[]) {
    const started = await stytch.discovery.authenticateEmailCode(email, '000000');
    const entry = started.organizations.find((one) => one.slug === slug);
    const { organizationId = '' } = entry ?? {};
    const token = started.intermediateSessionToken;
    const entered = await stytch.discovery.enterOrganization(token, organizationId, 60);
    if (entered.kind !== 'signed-in') throw new Error(entered.kind);
    const caller = { organizationId, sessionToken: entered.session.sessionToken };
    const grants = await fetch(`${sandbox.origin}/__sandbox/grants/${slug}`);
    const { members } = grantsSchema.parse(await grants.json());
    const ids = [members[memberAt]?.memberId ?? ''];
    const [member] = (await stytch.members.byIds(caller, ids)).items;
    const [project, own] = await Promise.all([
      stytch.rbac.policy(),
      stytch.organizations.get(organizationId),
    ]);
    const roles = [...project.roles, ...own.customRoles.items];
    const check = createEffectiveScopes({ ...project, roles });
    const held = heldRoles(member ?? { status: 'deleted', roles: [] }).certain;
    return { roles: held, states: names.map((one) => check.of(held, one).state) };
  }

  const names = ['documents:write', 'billing:export', 'members:delete', 'openid', 'reports.v1'];
  test.each([
    [
      'amara.okafor@acme-robotics.example',
      'acme-robotics',
      0,
      ['stytch_member', 'stytch_admin'],
      'backed backed backed unchecked unchecked',
    ],
    [
      'amara.okafor@acme-robotics.example',
      'acme-robotics',
      1,
      ['stytch_member'],
      'backed dormant dormant unchecked unchecked',
    ],
    [
      'dolores.reyes@globex.example',
      'globex',
      4,
      ['stytch_member', 'bookkeeper'],
      'backed partly dormant unchecked unchecked',
    ],
  ])(
    '%s sees what the scopes of a member of %s come to: number %i',
    async (email, slug, at, roles, states) => {
      expect(await statesOf(email, slug, at, names)).toEqual({ roles, states: states.split(' ') });
    },
  );
});
