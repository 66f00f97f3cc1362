import { Injectable } from '@nestjs/common';
import { newId, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { notificationErrors, type notificationRpc } from '@edu/contracts-notification';
import type { Call } from '@edu/messaging';
import { Clock, Log } from '@edu/service';
import { DeliveryError } from '../channel/channel.ts';
import { Channels } from '../channel/channels.ts';
import { codeLetter } from './code.letter.ts';

/** Subtracted from the caller's deadline, so that the answer that nothing was sent arrives in time. */
const DEADLINE_MARGIN_MS = 100;

/** Sends one-time codes at once, within the call: they are secrets and are written nowhere. */
@Injectable()
export class CodeService {
  constructor(
    private readonly channels: Channels,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** @throws notification.not_sent, notification.undeliverable */
  async send(
    { to, locale, message }: RpcInput<typeof notificationRpc.sendCode>,
    call: Call,
  ): Promise<RpcOutput<typeof notificationRpc.sendCode>> {
    const timeout = Math.max(1, call.remainingMs - DEADLINE_MARGIN_MS);
    try {
      await this.channels.get(to.channel).send({
        messageId: newId(),
        to: to.channel === 'email' ? to.email : to.phone,
        letter: codeLetter(message, locale),
        signal: AbortSignal.timeout(timeout),
      });
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      this.log.warn({ reason: error.message }, 'code not sent');
      throw error.permanent ? notificationErrors.undeliverable() : notificationErrors.notSent();
    }
    return { sentAt: this.clock.now().toISOString() };
  }
}
