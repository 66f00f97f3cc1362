import { followEvents, type EventsOptions } from './events/events.ts';
import { itemsOf } from './pages.ts';
import type { CallArgs, EventsPath, ItemOf, Method, Output, PagedPath, PathOf } from './routes.ts';
import { Sender, type ClientOptions } from './sender.ts';

type Call<M extends Method> = <P extends PathOf<M>>(
  path: P,
  ...options: CallArgs<M, P>
) => Promise<Output<M, P>>;

/**
 * The API, by its paths. Each call answers its output.
 *
 * @throws ApiError, NetworkError, TimeoutError, or the reason of the signal
 */
export interface Client {
  readonly get: Call<'get'>;
  readonly post: Call<'post'>;
  readonly put: Call<'put'>;
  readonly patch: Call<'patch'>;
  readonly delete: Call<'delete'>;
  /** The items of a list, page after page: the next is asked for when it is needed. */
  readonly pages: <P extends PagedPath>(
    path: P,
    ...options: CallArgs<'get', P>
  ) => AsyncIterableIterator<ItemOf<P>>;
  /** Follows server-sent events. @returns stops it */
  readonly events: (path: EventsPath, options: EventsOptions) => () => void;
}

export function createClient(options: ClientOptions): Client {
  const sender = new Sender(options);
  const call =
    <M extends Method>(method: M): Call<M> =>
    <P extends PathOf<M>>(path: P, ...[given]: CallArgs<M, P>) =>
      sender.send({ method, path, ...given }) as Promise<Output<M, P>>;
  return {
    get: call('get'),
    post: call('post'),
    put: call('put'),
    patch: call('patch'),
    delete: call('delete'),
    pages: (path, ...[given]) => itemsOf(sender, { method: 'get', path, ...given }),
    events: (path, given) => followEvents(sender, path, given),
  };
}
