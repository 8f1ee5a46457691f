import { expect, test } from 'vitest';
import { ApiError } from '../../api/api-error.ts';
import { bodyOf, reasonOf, refusedFields, type CaseDraft } from './case-form.ts';

const good: CaseDraft = {
  ticket: ' SUP-4711 ',
  reason: '  Jane sees no documents any more ',
  email: '',
};

test('what is complete is sent, without the space around it', () => {
  expect(bodyOf('organization-test-1', { ...good, email: ' jane@globex.example ' })).toEqual({
    body: {
      organization: 'organization-test-1',
      ticket: 'SUP-4711',
      reason: 'Jane sees no documents any more',
      email: 'jane@globex.example',
    },
  });
  expect(bodyOf('organization-test-1', good)).toMatchObject({ body: { email: null } });
});

test.each([
  [{ ticket: '' }, { ticket: /^Enter the ticket/ }],
  [{ ticket: 'x'.repeat(101) }, { ticket: /This is 101/ }],
  [{ reason: '  too few   ' }, { reason: /at least 10/ }],
  [{ reason: 'x'.repeat(501) }, { reason: /This is 501/ }],
  [{ email: 'jane' }, { email: /email address/ }],
  [{ email: `${'x'.repeat(260)}@globex.example` }, { email: /email address/ }],
  [
    { ticket: ' ', reason: '', email: '@' },
    { ticket: /./, reason: /./, email: /./ },
  ],
])('%o is refused at its fields', (change: Partial<CaseDraft>, errors) => {
  const answer = bodyOf('organization-test-1', { ...good, ...change });
  const expected = Object.fromEntries(
    Object.entries(errors).map(([field, words]) => [field, expect.stringMatching(words)]),
  );
  expect(answer).toEqual({ errors: expected });
});

test('what the server refuses is said at the same fields', () => {
  const refusal = new ApiError({
    type: 'about:blank',
    code: 'invalid-request',
    title: 'Invalid',
    status: 422,
    detail: 'Something in it is wrong.',
    instance: 'urn:request:1',
    retryable: false,
    errors: [
      { path: 'reason', message: 'no' },
      { path: 'organization', message: 'no' },
    ],
  });
  expect(Object.keys(refusedFields(refusal, good))).toEqual(['reason']);
  expect(refusedFields(new ApiError('offline'), good)).toEqual({});
  expect(refusedFields(null, good)).toEqual({});
});

test('when the hour’s organizations are used up it is said when there are more', () => {
  const refusal = new ApiError({
    type: 'about:blank',
    code: 'case-budget',
    title: 'Too many organizations',
    status: 429,
    detail: 'Thirty are enough.',
    instance: 'urn:request:1',
    retryable: true,
    retry_after_s: 601,
  });
  expect(reasonOf(refusal)).toBe('Thirty are enough. The next one may be opened in 11 min.');
  expect(reasonOf(new ApiError('offline'))).toBe('You are offline.');
});
