import { LRUCache } from 'lru-cache';
import type { RenderedPage } from './rendered-page.ts';

/** What all pages kept may take, before compression. */
const MAX_BYTES = 24 * 1024 * 1024;

/**
 * Pages that are the same for everybody, for as long as the page says. Requests for one that is being
 * rendered wait for it instead of rendering it again.
 */
export class PageCache {
  readonly #pages = new LRUCache<string, RenderedPage>({
    maxSize: MAX_BYTES,
    sizeCalculation: (page) => page.size,
  });
  readonly #underWay = new Map<string, Promise<RenderedPage>>();

  async get(
    key: string,
    freshS: number,
    render: () => Promise<RenderedPage>,
  ): Promise<RenderedPage> {
    if (freshS === 0) return render();
    const kept = this.#pages.get(key);
    if (kept) return kept;
    let rendering = this.#underWay.get(key);
    if (!rendering) {
      rendering = render().finally(() => this.#underWay.delete(key));
      this.#underWay.set(key, rendering);
    }
    const page = await rendering;
    if (page.status === 200) this.#pages.set(key, page, { ttl: freshS * 1_000 });
    return page;
  }
}
