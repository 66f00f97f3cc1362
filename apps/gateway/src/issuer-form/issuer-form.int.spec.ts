import { platformErrors } from '@edu/contract-kit';
import { startTestService, type TestService } from '@edu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatewayService } from '../main.ts';
import { FORM_TYPE, ISSUER_FORM_PATH } from './issuer-form.routes.ts';

let gateway: TestService;
let url: string;
beforeAll(async () => {
  gateway = await startTestService(gatewayService, {});
  url = `http://127.0.0.1:${gateway.instances[0]!.port}`;
});
afterAll(() => gateway.stop());

const post = (body: string, type = FORM_TYPE) =>
  fetch(url + ISSUER_FORM_PATH, {
    ...{ method: 'POST', redirect: 'manual', body },
    headers: { 'content-type': type, origin: 'https://appleid.apple.com' },
  });

describe('the answer of an issuer that posts it', () => {
  it('goes on to the page that reads it, with what belongs to an answer and no more', async () => {
    const user = '{"name":{"firstName":"Zoé","lastName":"N’Da"}}';
    const form = { code: 'c.0', state: 's', user, id_token: 'x', next: '//evil.example' };
    const answer = await post(new URLSearchParams(form).toString());
    expect(answer.status).toBe(303);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('set-cookie')).toBeNull();
    const to = new URL(answer.headers.get('location')!, url);
    expect(to.origin + to.pathname).toBe(`${new URL(url).origin}/sign-in/with`);
    expect(Object.fromEntries(to.searchParams)).toEqual({ code: 'c.0', state: 's', user });
  });

  it('is a form of bounded size', async () => {
    expect((await post('{}', 'application/json')).status).toBe(415);
    const large = await post(`code=${'x'.repeat(9_000)}`);
    expect(large.status).toBe(413);
    expect(await large.json()).toMatchObject({ code: platformErrors.payloadTooLarge.code });
    const long = await post(`state=s&code=${'x'.repeat(2_000)}`);
    expect(long.headers.get('location')).toBe('/sign-in/with?state=s');
  });
});
