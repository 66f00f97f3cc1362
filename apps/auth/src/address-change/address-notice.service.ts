import { Injectable } from '@nestjs/common';
import { newId, type Locale } from '@edu/contract-kit';
import { notificationRpc } from '@edu/contracts-notification';
import { RpcClient } from '@edu/messaging';
import { Scheduler, statement } from '@edu/persistence';
import { Clock, Log } from '@edu/service';
import { addressesOf, addressOf, addressText, type Address } from '../account/account.domain.ts';
import { AuthDb, type AuthTx } from '../auth.db.ts';
import type { Account, AddressNotice } from '../generated/prisma/client.ts';
import { AuthSecrets } from '../secrets/auth-secrets.service.ts';
import { UNDO_MS } from './address-change.domain.ts';
import { undoToken } from './undo-token.ts';

const EVERY_MS = 10_000;
const RETRY_S = 30;

/** Takes one that is due, so that no other replica sends it beside us. */
const CLAIM = statement(
  { now: 'timestamptz' },
  `
UPDATE address_notice SET due_at = :now + interval '${RETRY_S} seconds'
WHERE id = (SELECT id FROM address_notice WHERE due_at <= :now
  ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING id, change_id AS "changeId", channel, address, changed, locale`,
).returns<Claimed>();

type Claimed = Omit<AddressNotice, 'dueAt' | 'expiresAt'>;

/** Tells every address of before a change that there was one; again and again until it is out. */
@Injectable()
export class AddressNotices {
  /** Call it after the commit: the messages go out at once. */
  readonly wake: () => void;

  constructor(
    private readonly db: AuthDb,
    private readonly rpc: RpcClient,
    private readonly secrets: AuthSecrets,
    private readonly clock: Clock,
    private readonly log: Log,
    scheduler: Scheduler,
  ) {
    this.wake = scheduler.every(EVERY_MS, 'tell addresses of a change', () => this.sendDue());
  }

  /** @param changeId the change that the message can undo; null when it tells of an undo */
  async add(
    tx: AuthTx,
    before: Account,
    changed: Address['channel'],
    changeId: string | null,
  ): Promise<void> {
    const now = this.clock.now();
    await tx.prisma.addressNotice.createMany({
      data: addressesOf(before).map((address) => ({
        id: newId(),
        changeId,
        channel: address.channel,
        address: addressText(address),
        changed,
        locale: before.locale,
        dueAt: now,
        expiresAt: new Date(now.getTime() + UNDO_MS),
      })),
    });
  }

  async sendDue(): Promise<void> {
    for (;;) {
      const [notice] = await this.db.query(CLAIM, { now: this.clock.now() });
      if (!notice) return;
      await this.send(notice);
    }
  }

  private async send(notice: Claimed): Promise<void> {
    const channel = notice.channel as Address['channel'];
    try {
      await this.rpc.call(notificationRpc.sendCode, {
        to: addressOf(channel, notice.address),
        locale: notice.locale as Locale,
        message: {
          kind: 'address_changed',
          channel: notice.changed as Address['channel'],
          undoToken: notice.changeId && undoToken(this.secrets.addressUndo, notice.changeId),
        },
      });
      await this.db.prisma.addressNotice.deleteMany({ where: { id: notice.id } });
    } catch (err) {
      this.log.warn(
        { err, noticeId: notice.id },
        'notice of a changed address not sent, will retry',
      );
    }
  }
}
