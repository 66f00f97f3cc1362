import { Injectable } from '@nestjs/common';
import { newId, type Locale, type RpcArgs } from '@edu/contract-kit';
import { notificationRpc } from '@edu/contracts-notification';
import { RpcClient } from '@edu/messaging';
import { Clock } from '@edu/service';
import { doubling, Work, type Claimed } from '@edu/work';
import { addressesOf, addressOf, addressText, type Address } from '../account/account.domain.ts';
import { AuthDb, type AuthTx } from '../auth.db.ts';
import type { Account, AddressNotice } from '../generated/prisma/client.ts';
import { AuthSecrets } from '../secrets/auth-secrets.service.ts';
import { UNDO_MS } from './address-change.domain.ts';
import { undoToken } from './undo-token.ts';

/** Longer than a message can take to be handed over. */
const CLAIM_MS = 30_000;
const RETRY = doubling({ firstMs: 2_000, maxMs: 600_000 });

type Message = RpcArgs<typeof notificationRpc.sendCode>['message'];
/** What people are written about beside their addresses. */
type AccountChange = Extract<Message, { kind: 'account_changed' }>['what'];

type Due = Claimed & Omit<AddressNotice, 'dueAt' | 'attempts' | 'expiresAt'>;

/** Sends a message about a change to every address that an account had before it, until it is sent. */
@Injectable()
export class AddressNotices {
  /** Call it after the commit: the messages go out at once. */
  readonly wake: () => void;

  constructor(
    private readonly db: AuthDb,
    private readonly rpc: RpcClient,
    private readonly secrets: AuthSecrets,
    private readonly clock: Clock,
    work: Work,
  ) {
    this.wake = work.follow<Due>({
      name: 'address notices',
      table: 'address_notice',
      columns: [
        'change_id AS "changeId"',
        'sign_in_id AS "signInId"',
        'channel',
        'address',
        'changed',
        'locale',
      ],
      claimMs: CLAIM_MS,
      retryAfterMs: RETRY,
      work: (notice) => this.send(notice),
    });
  }

  /** @param changeId the change that the message can undo; null when it is about an undo */
  async add(
    tx: AuthTx,
    before: Account,
    changed: Address['channel'] | AccountChange,
    changeId: string | null = null,
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
        expiresAt: new Date(now.getTime() + UNDO_MS),
      })),
    });
  }

  /**
   * About a sign-in that was new in some way. By SMS only where nothing else reaches the owner, and not to
   * the phone that has just had the code of that sign-in.
   */
  async addSignIn(
    tx: AuthTx,
    account: Account,
    signInId: string,
    amr: readonly string[],
  ): Promise<void> {
    const { email, phone, locale } = account;
    const byPhone = phone && !amr.includes('sms') ? addressOf('sms', phone) : undefined;
    const to = email ? addressOf('email', email) : byPhone;
    if (!to) return;
    const expiresAt = new Date(this.clock.now().getTime() + UNDO_MS);
    const { channel } = to;
    const about = { id: newId(), signInId, changed: 'new_sign_in', locale, expiresAt };
    await tx.prisma.addressNotice.create({ data: { ...about, channel, address: addressText(to) } });
  }

  private async send(notice: Due): Promise<void> {
    const channel = notice.channel as Address['channel'];
    const message = await this.messageOf(notice);
    if (message) {
      const to = addressOf(channel, notice.address);
      const locale = notice.locale as Locale;
      await this.rpc.call(notificationRpc.sendCode, { to, locale, message });
    }
    await this.db.prisma.addressNotice.deleteMany({ where: { id: notice.id } });
  }

  /** @returns null when what it tells of is gone */
  private async messageOf({ changed, changeId, signInId }: Due): Promise<Message | null> {
    if (signInId) return this.signInMessage(signInId);
    if (changed !== 'email' && changed !== 'sms') {
      return { kind: 'account_changed', what: changed as AccountChange };
    }
    const token = changeId && undoToken(this.secrets.addressUndo, changeId);
    return { kind: 'address_changed', channel: changed, undoToken: token };
  }

  private async signInMessage(id: string): Promise<Message | null> {
    const signIn = await this.db.prisma.signIn.findUnique({
      where: { id },
      include: { account: { select: { zone: true } } },
    });
    if (!signIn) return null;
    const { browser, system, country, at, account } = signIn;
    const where = { browser, system, country, zone: account.zone };
    return { kind: 'new_sign_in', at: at.toISOString(), ...where };
  }
}
