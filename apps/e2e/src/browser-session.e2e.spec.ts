import { authErrors } from '@edu/contracts-auth';
import { expect, inject, it } from 'vitest';

const platform = inject('platform');
const student = platform.accounts.find(({ role }) => role === 'student')!;
const PAGE = { 'sec-fetch-site': 'same-origin', 'x-session': 'cookie' };

/** As a browser stores them: by name, sent below their path, gone when their age is 0. */
class Jar {
  readonly cookies = new Map<string, { readonly value: string; readonly path: string }>();

  take(lines: readonly string[]): void {
    for (const line of lines) {
      const [, name, value, path, age] = /^(\w+)=([^;]*); Path=([^;]+); Max-Age=(\d+)/.exec(line)!;
      if (age === '0') this.cookies.delete(name!);
      else this.cookies.set(name!, { value: value!, path: path! });
    }
  }

  for(url: string): string {
    const sent = [...this.cookies].filter(([, { path }]) => url.startsWith(path));
    return sent.map(([name, { value }]) => `${name}=${value}`).join('; ');
  }
}

async function ask(jar: Jar, method: string, path: string, body?: object) {
  const url = `/api/v1${path}`;
  const response = await fetch(platform.url + url, {
    method,
    headers: { ...PAGE, cookie: jar.for(url), ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  jar.take(response.headers.getSetCookie());
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

it('a browser signs in, comes back with the next token, and signs out for good', async () => {
  const jar = new Jar();
  const { login: email, password } = student;
  const signedIn = await ask(jar, 'POST', '/auth/login', {
    address: { channel: 'email', email },
    password,
  });
  expect(signedIn.status).toBe(200);
  expect(Object.keys(signedIn.body).sort()).toEqual(['expiresIn', 'user']);
  expect((await ask(jar, 'GET', '/me')).body['email']).toBe(email);

  const first = jar.cookies.get('refresh')!.value;
  jar.cookies.delete('access'); // it has expired
  expect((await ask(jar, 'GET', '/me')).status).toBe(401);
  expect((await ask(jar, 'POST', '/auth/refresh')).status).toBe(200);
  expect(jar.cookies.get('refresh')!.value).not.toBe(first);
  expect((await ask(jar, 'GET', '/me')).status).toBe(200);

  const kept = new Jar();
  for (const [name, cookie] of jar.cookies) kept.cookies.set(name, cookie);
  jar.cookies.delete('access');
  expect((await ask(jar, 'POST', '/auth/logout')).status).toBe(200);
  // The device stays known.
  expect([...jar.cookies.keys()]).toEqual(['device']);
  const over = await ask(kept, 'POST', '/auth/refresh');
  expect([over.status, over.body['code']]).toEqual([401, authErrors.badRefreshToken.code]);
  expect([...kept.cookies.keys()]).toEqual(['device']);
});
