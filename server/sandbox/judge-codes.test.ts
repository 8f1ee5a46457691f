import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { amara, noor } from './judge-fixtures.ts';
import { refusal, refusalOf, startJudge, success, type Judge } from './judge.ts';
import { plainHttp } from './plain.ts';

let judge: Judge;
beforeAll(async () => {
  judge = await startJudge();
});
beforeEach(async () => {
  judge.clock.offset = 0;
  await plainHttp(judge.sandbox).control('POST', 'reset');
});
afterAll(() => judge.close());

const send = (email_address: string, locale?: string) =>
  judge.stytch.otps.email.discovery.send({
    email_address,
    ...(locale === undefined ? {} : { locale }),
  });
const authenticate = (email_address: string, code = '000000') =>
  judge.stytch.otps.email.discovery.authenticate({ email_address, code });

const wrong = refusal(404, 'otp_code_not_found');
const usedOrExpired = refusal(401, 'unable_to_auth_otp_code');

describe('a code that was sent', () => {
  test('is good once', async () => {
    await send(amara.toUpperCase());
    expect(await authenticate(amara)).toMatchObject(success);
    expect(await refusalOf(authenticate(amara))).toStrictEqual(usedOrExpired);
    await send(amara);
    expect(await authenticate(amara)).toMatchObject(success);
  });

  test('is one of several, each good once', async () => {
    await Promise.all([send(amara), send(amara)]);
    const twice = await Promise.all([authenticate(amara), authenticate(amara)]);
    expect(twice).toMatchObject([success, success]);
    expect(await refusalOf(authenticate(amara))).toStrictEqual(usedOrExpired);
  });

  test('expires after ten minutes', async () => {
    await send(amara);
    judge.clock.offset = 599_000;
    await send(noor);
    judge.clock.offset = 601_000;
    expect(await refusalOf(authenticate(amara))).toStrictEqual(usedOrExpired);
    expect(await authenticate(noor)).toMatchObject(success);
  });

  test('is not used up by a wrong one', async () => {
    await send(amara);
    expect(await refusalOf(authenticate(amara, '123456'))).toStrictEqual(wrong);
    expect(await authenticate(amara)).toMatchObject(success);
    expect(await refusalOf(authenticate(amara, '123456'))).toStrictEqual(wrong);
  });

  test('may be asked for in a language that Stytch writes, and in no other', async () => {
    expect(await send(amara, 'pt-br')).toMatchObject(success);
    expect(await refusalOf(send(amara, 'tlh'))).toStrictEqual(refusal(400, 'bad_request'));
  });
});

test('an address that was sent no code may use it as often as it likes', async () => {
  expect(await authenticate(amara)).toMatchObject(success);
  expect(await authenticate(amara)).toMatchObject(success);
});
