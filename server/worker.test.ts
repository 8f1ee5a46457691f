import { expect, test } from 'vitest';
import { read } from './worker.ts';

test("a thread orders scopes by the operator's rules", () => {
  const members = [{ member_id: 'm', granted_scopes: ['a:read', 'b:delete'] }];
  const answer = JSON.stringify({ connected_app_id: 'x', active_members: members });
  const rule = { name: 'own', class: 'high-risk', why: 'Ours.', scopes: ['a:read'] } as const;
  const namesBy = (rules: readonly (typeof rule)[]) => {
    const bytes = new Uint8Array(Buffer.from(answer));
    const columns = read({ bytes, operator: { rules, descriptions: [] } });
    return 'scopes' in columns ? columns.scopes.map(({ name }) => name) : [];
  };
  expect(namesBy([rule])).toEqual(['a:read', 'b:delete']);
  expect(namesBy([])).toEqual(['b:delete', 'a:read']);
});
