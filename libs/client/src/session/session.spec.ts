import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { apiServer, json, problem, type ApiServer, type Reply } from '../api-server.harness.ts';
import {
  type ApiError,
  cookieSession,
  createClient,
  memoryTokens,
  NetworkError,
  tokenSession,
} from '../client.ts';

const REFRESH = '/api/v1/auth/refresh';
const USER = { id: 'u-1' };

let server: ApiServer | undefined;
afterEach(async () => {
  vi.unstubAllGlobals();
  await server?.close();
});

const unauthenticated = (response: ServerResponse) =>
  problem(response, 401, 'platform.unauthenticated');
const pair = (n: number) => ({
  accessToken: `access-${n}`,
  refreshToken: `refresh-${n}`,
  expiresIn: 900,
  user: USER,
});
const refreshes = () => server!.seen.filter(({ url }) => url === REFRESH);
const failure = (work: Promise<unknown>) => work.catch((error: unknown) => error);

describe('a session with tokens', () => {
  /** Knows the newest token alone. */
  function authority(onRefresh?: Reply): Reply {
    let newest = 1;
    return async (seen, response) => {
      if (seen.url !== REFRESH) {
        const isGood = seen.headers.authorization === `Bearer access-${newest}`;
        return isGood ? json(response, 200, USER) : unauthenticated(response);
      }
      if (onRefresh) return onRefresh(seen, response);
      const { refreshToken } = seen.body as { refreshToken: string };
      if (refreshToken !== `refresh-${newest}`) {
        return problem(response, 401, 'auth.bad_refresh_token');
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
      json(response, 200, pair(++newest));
    };
  }

  async function signedIn(reply: Reply, tokens = pair(1)) {
    server = await apiServer(reply);
    const store = memoryTokens(tokens);
    const onSessionEnded = vi.fn<(reason: ApiError) => void>();
    const session = tokenSession(store);
    const api = createClient({ url: server.url, session, onSessionEnded, retries: 1 });
    return { api, store, session, onSessionEnded, url: server.url };
  }

  const stale = { ...pair(1), accessToken: 'access-0' };

  it('is refreshed once however many calls wait, and each is sent once more', async () => {
    const { api, store, onSessionEnded } = await signedIn(authority(), stale);
    await Promise.all(Array.from({ length: 20 }, () => api.get('/api/v1/me')));
    expect(refreshes()).toHaveLength(1);
    expect(server!.seen).toHaveLength(20 + 1 + 20);
    expect(store.load()).toEqual({ accessToken: 'access-2', refreshToken: 'refresh-2' });
    expect(onSessionEnded).not.toHaveBeenCalled();
  });

  it('is refreshed once by two clients, as two tabs are', async () => {
    const { api, session, url } = await signedIn(authority(), stale);
    const other = createClient({ url, session });
    await Promise.all([api.get('/api/v1/me'), other.get('/api/v1/me')]);
    expect(refreshes()).toHaveLength(1);
  });

  it('is not refreshed for a late answer to an old token', async () => {
    let answerLate = () => undefined as void;
    const now = authority();
    const { api } = await signedIn((seen, response) => {
      const isFirst = server!.seen.length === 1;
      if (isFirst) answerLate = () => unauthenticated(response);
      else return now(seen, response);
    }, stale);
    const late = api.get('/api/v1/me');
    await vi.waitUntil(() => server!.seen.length === 1);
    await api.get('/api/v1/me');
    answerLate();
    await late;
    expect(refreshes()).toHaveLength(1);
  });

  it('sends a write once more too: what is not let in has not been done', async () => {
    const { api } = await signedIn(authority(), stale);
    await api.post('/api/v1/me/profile/publish');
    expect(server!.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /api/v1/me/profile/publish',
      `POST ${REFRESH}`,
      'POST /api/v1/me/profile/publish',
    ]);
  });

  it('ends when its refresh is refused, and says so once', async () => {
    const reply = authority((_, response) => problem(response, 403, 'auth.suspended'));
    const { api, store, onSessionEnded } = await signedIn(reply, stale);
    const calls = [api.get('/api/v1/me'), api.get('/api/v1/me')].map(failure);
    for (const error of await Promise.all(calls)) {
      expect(error).toMatchObject({ status: 401, code: 'platform.unauthenticated' });
    }
    await failure(api.get('/api/v1/me'));
    expect(refreshes()).toHaveLength(1);
    expect(store.load()).toBeNull();
    expect(onSessionEnded).toHaveBeenCalledOnce();
    expect(onSessionEnded.mock.calls[0]![0]).toMatchObject({ code: 'auth.suspended' });
  });

  it('does not end when nobody answers the refresh', async () => {
    const reply = authority((_, response) => void response.destroy());
    const { api, store, onSessionEnded } = await signedIn(reply, stale);
    expect(await failure(api.get('/api/v1/me'))).toBeInstanceOf(NetworkError);
    expect(refreshes()).toHaveLength(2);
    expect(store.load()).toEqual(stale);
    expect(onSessionEnded).not.toHaveBeenCalled();
  });

  it('lets a caller go that does not wait for the refresh', async () => {
    const { api } = await signedIn(
      authority(() => undefined),
      stale,
    );
    const controller = new AbortController();
    const error = failure(api.get('/api/v1/me', { signal: controller.signal }));
    await vi.waitUntil(() => refreshes().length === 1);
    controller.abort();
    expect(await error).toMatchObject({ name: 'AbortError' });
  });

  it('is sent once more, not again and again', async () => {
    const reply: Reply = ({ url }, response) =>
      url === REFRESH ? json(response, 200, pair(2)) : unauthenticated(response);
    const { api } = await signedIn(reply);
    expect(await failure(api.get('/api/v1/me'))).toMatchObject({ status: 401 });
    expect(server!.seen).toHaveLength(3);
  });

  it('is not refreshed when a password is wrong, or has to be given again', async () => {
    const codes = ['auth.bad_credentials', 'platform.step_up_required'];
    const { api } = await signedIn((_, response) => problem(response, 401, codes.shift()!));
    await failure(api.get('/api/v1/me'));
    await failure(api.get('/api/v1/me'));
    expect(refreshes()).toHaveLength(0);
  });

  describe('whose call needs a fresh proof', () => {
    const PROVE = '/api/v1/me/step-up/verify';
    const guarded: Reply = ({ url, headers }, response) => {
      if (url === PROVE) return json(response, 200, { accessToken: 'proven', expiresIn: 900 });
      if (headers.authorization === 'Bearer proven') return json(response, 200, { done: true });
      return problem(response, 403, 'platform.step_up_required');
    };
    const proof = { kind: 'password', password: 'x' } as const;

    it('asks for it once however many calls wait, and sends each again with its intent', async () => {
      server = await apiServer(guarded);
      const store = memoryTokens(pair(1));
      const onStepUpRequired = vi.fn(async () => {
        await api.post('/api/v1/me/step-up/verify', { body: { proof } });
        return true;
      });
      const session = tokenSession(store);
      const api = createClient({ url: server.url, session, onStepUpRequired });
      const params = { path: { id: 'b' } };
      const book = (intent: string) =>
        api.post('/api/v1/bookings/{id}/cancel', { params, body: { reason: '' }, intent });
      await Promise.all([book('one'), book('two')]);
      expect(onStepUpRequired).toHaveBeenCalledTimes(1);
      const intents = server.seen.flatMap(({ headers }) => headers['idempotency-key'] ?? []);
      expect(intents.sort()).toEqual(['one', 'one', 'two', 'two']);
      expect(store.load()).toEqual({ accessToken: 'proven', refreshToken: 'refresh-1' });
    });

    it('is refused when nobody proves it, or when the proof is not enough', async () => {
      server = await apiServer((_, response) =>
        problem(response, 403, 'platform.step_up_required'),
      );
      for (const [proved, calls] of [
        [false, 1],
        [true, 2],
      ] as const) {
        const before = server.seen.length;
        const onStepUpRequired = () => Promise.resolve(proved);
        const api = createClient({ url: server.url, onStepUpRequired });
        const refusal = await failure(api.delete('/api/v1/me/sessions'));
        expect(refusal).toMatchObject({ code: 'platform.step_up_required' });
        expect(server.seen.length - before).toBe(calls);
      }
    });
  });

  it('begins with signing in and ends with signing out', async () => {
    const { api, store } = await signedIn(({ url }, response) =>
      json(response, 200, url.endsWith('logout') ? { signedOutAt: 'now' } : pair(7)),
    );
    await api.post('/api/v1/auth/verify', { body: { verificationId: 'v', code: '123456' } });
    expect(store.load()).toEqual({ accessToken: 'access-7', refreshToken: 'refresh-7' });
    await api.post('/api/v1/auth/logout');
    expect(store.load()).toBeNull();
  });
});

describe('a session with cookies', () => {
  const page = { cookie: '' };
  const setItem = vi.fn<(key: string, value: string) => void>();

  beforeEach(() => {
    page.cookie = 'lang=fr; signed_in=a1';
    setItem.mockReset();
    vi.stubGlobal('document', page);
    vi.stubGlobal('localStorage', { setItem });
  });

  /** Lets everybody in after one refresh. */
  async function browser() {
    let isFresh = false;
    server = await apiServer(async ({ url }, response) => {
      if (url === REFRESH) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        isFresh = true;
        page.cookie = 'lang=fr; signed_in=b2';
        json(response, 200, { expiresIn: 900, user: USER });
      } else if (isFresh) json(response, 200, USER);
      else unauthenticated(response);
    });
    const onSessionEnded = vi.fn<(reason: ApiError) => void>();
    const tab = () =>
      createClient({ url: server!.url, session: cookieSession(), onSessionEnded, locale: 'fr' });
    return { tab, onSessionEnded };
  }

  it('names itself in each request, and sends no token', async () => {
    const { tab } = await browser();
    await tab().get('/api/v1/me');
    for (const { headers } of server!.seen) {
      expect(headers['x-session']).toBe('cookie');
      expect(headers).not.toHaveProperty('authorization');
    }
    expect(refreshes()[0]!.body).toEqual({});
  });

  it('is refreshed once by all tabs together', async () => {
    const { tab } = await browser();
    await Promise.all([tab(), tab(), tab()].map((one) => one.get('/api/v1/me')));
    expect(refreshes()).toHaveLength(1);
    expect(setItem).toHaveBeenCalledOnce();
  });

  it('is refreshed once where storage is blocked, and where no cookie can be read by each tab', async () => {
    const { tab } = await browser();
    const blocked = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
    setItem.mockImplementation(blocked);
    await Promise.all([tab(), tab()].map((one) => one.get('/api/v1/me')));
    expect(refreshes()).toHaveLength(1);
    await server!.close();
    const other = await browser();
    Object.defineProperty(page, 'cookie', {
      get: blocked,
      set: () => undefined,
      configurable: true,
    });
    await Promise.all([other.tab(), other.tab()].map((one) => one.get('/api/v1/me')));
    expect(refreshes()).toHaveLength(2);
    Object.defineProperty(page, 'cookie', { value: '', writable: true });
  });

  it('is over at once where the cookie beside it is gone', async () => {
    const { tab, onSessionEnded } = await browser();
    page.cookie = 'lang=fr; not_signed_in=a1';
    expect(await failure(tab().get('/api/v1/me'))).toMatchObject({ status: 401 });
    expect(refreshes()).toHaveLength(0);
    expect(onSessionEnded).toHaveBeenCalledOnce();
  });
});
