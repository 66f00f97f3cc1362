import { Injectable } from '@nestjs/common';
import type { Actor, RpcInput, RpcOutput } from '@edu/contract-kit';
import type { notificationRpc } from '@edu/contracts-notification';
import { Clock } from '@edu/service';
import { NotificationDb } from '../notification.db.ts';

export type Preferences = RpcOutput<typeof notificationRpc.getPreferences>;

/** An SMS costs money, so people ask for it. */
export const DEFAULT_PREFERENCES: Preferences = { email: true, sms: false };

@Injectable()
export class PreferenceService {
  constructor(
    private readonly db: NotificationDb,
    private readonly clock: Clock,
  ) {}

  async get({ userId }: Actor): Promise<Preferences> {
    return (
      (await this.db.prisma.preference.findUnique({ where: { userId } })) ?? DEFAULT_PREFERENCES
    );
  }

  async save(
    { email, sms }: RpcInput<typeof notificationRpc.savePreferences>,
    { userId }: Actor,
  ): Promise<Preferences> {
    return this.db.prisma.preference.upsert({
      where: { userId },
      create: { userId, email, sms },
      update: { email, sms, updatedAt: this.clock.now() },
    });
  }
}
