import { Injectable } from '@nestjs/common';
import { Problem, type Address, type Locale } from '@edu/contract-kit';
import { notificationErrors, notificationRpc } from '@edu/contracts-notification';
import { RpcClient } from '@edu/messaging';
import { doubling, Work, type Claimed } from '@edu/work';
import { ProfileDb } from '../profile.db.ts';
import type { FamilyInvitation } from '../generated/prisma/client.ts';

/** Longer than a message can take to be handed over. */
const CLAIM_MS = 30_000;
const RETRY = doubling({ firstMs: 2_000, maxMs: 600_000 });
const MAX_ATTEMPTS = 12;

type Due = Claimed & Pick<FamilyInvitation, 'invitedAs' | 'channel' | 'address' | 'locale'>;

/** Sends invitations to their addresses. One that cannot be sent still waits in the app. */
@Injectable()
export class InvitationMail {
  /** Call it after the commit: the message goes out at once. */
  readonly wake: () => void;

  constructor(
    private readonly db: ProfileDb,
    private readonly rpc: RpcClient,
    work: Work,
  ) {
    this.wake = work.follow<Due>({
      name: 'family invitations',
      table: 'family_invitation',
      columns: ['invited_as AS "invitedAs"', 'channel', 'address', 'locale'],
      claimMs: CLAIM_MS,
      retryAfterMs: RETRY,
      work: (invitation) => this.send(invitation),
      giveUp: {
        after: MAX_ATTEMPTS,
        final: (error) =>
          error instanceof Problem && error.code === notificationErrors.undeliverable.code,
        write: ({ id }) => this.done(id),
      },
    });
  }

  private async send({ id, invitedAs, channel, address, locale }: Due): Promise<void> {
    if (address) {
      await this.rpc.call(notificationRpc.sendCode, {
        to: toAddress(channel as Address['channel'], address),
        locale: locale as Locale,
        message: { kind: 'family_invitation', as: invitedAs as 'child' | 'parent' },
      });
    }
    await this.done(id);
  }

  private async done(id: string): Promise<void> {
    await this.db.prisma.familyInvitation.updateMany({ where: { id }, data: { dueAt: null } });
  }
}

const toAddress = (channel: Address['channel'], address: string): Address =>
  channel === 'email' ? { channel, email: address } : { channel, phone: address };
