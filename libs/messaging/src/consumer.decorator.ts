import { SetMetadata } from '@nestjs/common';

export const CONSUMER = Symbol('consumer');

/** As it stands in names of durables, whose parts are joined by `_`. */
const NAME = /^[a-z][a-z0-9-]*$/;

/**
 * Names the consumer that a class of `@On` methods is, after its feature folder. Each consumer reads
 * the events for itself: its failures, retries and dead letters hold no other up. The name is kept
 * by JetStream and in the inbox, so a class that is renamed keeps it.
 *
 * @example
 * @Consumer('refund')
 * @Injectable()
 * export class RefundDueEvents {
 */
export function Consumer(name: string): ClassDecorator {
  if (!NAME.test(name)) throw new Error(`@Consumer('${name}'): small letters, digits and - only`);
  return SetMetadata(CONSUMER, name);
}
