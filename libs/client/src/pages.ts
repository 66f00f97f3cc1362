import type { ItemOf, Page, PagedPath } from './routes.ts';
import type { Order, Sender } from './sender.ts';

/** Goes through a list, and asks for its next page when it gets there. */
export async function* itemsOf<P extends PagedPath>(
  sender: Sender,
  order: Order,
): AsyncGenerator<ItemOf<P>, void, undefined> {
  let { params } = order;
  for (;;) {
    const { items, nextCursor } = (await sender.send({ ...order, params })) as Page;
    yield* items as ItemOf<P>[];
    if (nextCursor === null) return;
    params = { ...params, query: { ...params?.query, cursor: nextCursor } };
  }
}
