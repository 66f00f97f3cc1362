import { followEvents, type EventsOptions } from './events/events.ts';
import { itemsOf } from './pages.ts';
import type { CallArgs, EventsPath, ItemOf, Method, Output, PagedPath, PathOf } from './routes.ts';
import { Sender, type ClientOptions, type Order } from './sender.ts';

type Given = Omit<Order, 'method' | 'path'>;
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
  // Callers are checked by path; here all paths together are more than the compiler compares.
  const call = (method: Method) => (path: string, given?: Given) =>
    sender.send({ method, path, ...given });
  return {
    get: call('get') as Call<'get'>,
    post: call('post') as Call<'post'>,
    put: call('put') as Call<'put'>,
    patch: call('patch') as Call<'patch'>,
    delete: call('delete') as Call<'delete'>,
    pages: (path, ...[given]) => itemsOf(sender, { method: 'get', path, ...given }),
    events: (path, given) => followEvents(sender, path, given),
  };
}
