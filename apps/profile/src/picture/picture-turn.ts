import { Injectable } from '@nestjs/common';
import { Semaphore } from '@edu/service';

/** Pictures in memory, and requests that wait for their turn. */
const AT_ONCE = { limit: 1, maxWaiting: 8, timeoutMs: 3_000 };

/** One picture at a time, whatever it is for: each takes memory. */
@Injectable()
export class PictureTurn extends Semaphore {
  constructor() {
    super(AT_ONCE);
  }
}
