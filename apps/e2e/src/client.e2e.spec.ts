import {
  cookieSession,
  createClient,
  memoryTokens,
  newIntent,
  tokenSession,
  type ApiError,
  type BookingState,
} from '@edu/client';
import { authErrors } from '@edu/contracts-auth';
import { clientAt, firstStart, openTutor, Postbox, readSlots, signUpByPhone } from '@edu/journey';
import { describe, expect, inject, it, vi } from 'vitest';

const platform = inject('platform');
const post = new Postbox(platform.urls);
const { login: email, password } = platform.accounts.find(({ role }) => role === 'student')!;
const LOGIN = { body: { address: { channel: 'email', email }, password } } as const;

/** The client, and the paths that it asks for. */
async function signedIn() {
  const paths: string[] = [];
  const tokens = memoryTokens();
  const onSessionEnded = vi.fn<(reason: ApiError) => void>();
  const api = createClient({
    url: platform.url,
    session: tokenSession(tokens),
    locale: 'en',
    onSessionEnded,
    fetch: (request) => {
      paths.push(new URL(request.url).pathname);
      return fetch(request);
    },
  });
  await api.post('/api/v1/auth/login', LOGIN);
  const refreshes = () => paths.filter((path) => path.endsWith('/refresh')).length;
  return { api, tokens, onSessionEnded, refreshes };
}

describe('a session of the client', () => {
  it('is refreshed once for all calls when its access token is over', async () => {
    const { api, tokens, refreshes, onSessionEnded } = await signedIn();
    const { refreshToken } = tokens.load()!;
    tokens.save({ accessToken: 'over', refreshToken });
    const people = await Promise.all(Array.from({ length: 10 }, () => api.get('/api/v1/me')));
    expect(new Set(people.map(({ email: own }) => own))).toEqual(new Set([email]));
    expect(refreshes()).toBe(1);
    expect(tokens.load()!.refreshToken).not.toBe(refreshToken);
    expect(onSessionEnded).not.toHaveBeenCalled();
  });

  it('ends with signing out, and cannot be refreshed', async () => {
    const { api, tokens, onSessionEnded } = await signedIn();
    const { refreshToken } = tokens.load()!;
    await api.post('/api/v1/auth/logout');
    expect(tokens.load()).toBeNull();
    tokens.save({ accessToken: 'over', refreshToken });
    await expect(api.get('/api/v1/me')).rejects.toMatchObject({ status: 401 });
    expect(onSessionEnded).toHaveBeenCalledOnce();
    expect(onSessionEnded.mock.calls[0]![0].is('auth.bad_refresh_token')).toBe(true);
    expect(authErrors.badRefreshToken.code).toBe('auth.bad_refresh_token');
  });
});

/** A browser's cookies, by their names, and a `fetch` that keeps and sends them. */
function cookieJar() {
  const cookies = new Map<string, string>();
  const browse = async (request: Request): Promise<Response> => {
    request.headers.set('cookie', [...cookies].map((pair) => pair.join('=')).join('; '));
    const response = await fetch(request);
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (value) cookies.set(name!, value);
      else cookies.delete(name!);
    }
    return response;
  };
  return { cookies, browse };
}

describe('a session in cookies', () => {
  it('is refreshed when its access token is over, and ends with signing out', async () => {
    const { cookies, browse } = cookieJar();
    const onSessionEnded = vi.fn<(reason: ApiError) => void>();
    const session = cookieSession();
    const api = createClient({ url: platform.url, session, onSessionEnded, fetch: browse });
    expect(await api.post('/api/v1/auth/login', LOGIN)).not.toHaveProperty('accessToken');
    expect([...cookies.keys()].sort()).toEqual(['access', 'device', 'refresh', 'signed_in']);

    cookies.set('access', 'over');
    const refresh = cookies.get('refresh');
    expect((await api.get('/api/v1/me')).email).toBe(email);
    expect(cookies.get('refresh')).not.toBe(refresh);
    expect(onSessionEnded).not.toHaveBeenCalled();

    await api.post('/api/v1/auth/logout');
    // The device stays known.
    expect([...cookies.keys()]).toEqual(['device']);
    await expect(api.get('/api/v1/me')).rejects.toMatchObject({ status: 401 });
    expect(onSessionEnded).toHaveBeenCalledOnce();
  });
});

describe('a list', () => {
  it('is read to its end over several pages', async () => {
    const tutor = await openTutor(platform, post, 'Pages');
    const { api } = await signUpByPhone(platform, post, 'Reader');
    const slots = await readSlots(platform, { providerId: tutor.id, zone: 'Africa/Abidjan' });
    const made: string[] = [];
    // As many as one may hold of a provider.
    for (const hours of [2, 4]) {
      const startsAt = firstStart(slots, new Date(Date.now() + hours * 3_600_000));
      const order = { body: { providerId: tutor.id, startsAt }, intent: newIntent() };
      made.push((await api.post('/api/v1/bookings', order)).id);
    }
    const state: BookingState = 'pending';
    const params = { query: { as: 'learner', state, limit: 1 } } as const;
    const ids = await Array.fromAsync(api.pages('/api/v1/bookings', { params }), ({ id }) => id);
    expect(ids).toEqual(made.reverse());
  });
});

it('speaks the language of the client', async () => {
  const wrong = { body: { ...LOGIN.body, password: 'not the password' } };
  const titleIn = (locale: string) =>
    clientAt(platform, { locale })
      .post('/api/v1/auth/login', wrong)
      .then(
        () => expect.fail('it let somebody in'),
        ({ title }: ApiError) => title,
      );
  const [fr, en] = [await titleIn('fr'), await titleIn('en')];
  expect(en).toBe(authErrors.badCredentials.title);
  expect(fr).not.toBe(en);
});
