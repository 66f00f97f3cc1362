import { Injectable } from '@nestjs/common';
import type { Actor, RpcInput, RpcOutput } from '@edu/contract-kit';
import type { notificationRpc } from '@edu/contracts-notification';
import { Clock } from '@edu/service';
import { NotificationDb } from '../notification.db.ts';

export type Preferences = RpcOutput<typeof notificationRpc.getPreferences>;

/** An SMS costs money, so people ask for it. */
export const DEFAULT_PREFERENCES: Preferences = { email: true, sms: false, reminders: true };

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
    { email, sms, reminders }: RpcInput<typeof notificationRpc.savePreferences>,
    { userId }: Actor,
  ): Promise<Preferences> {
    return this.db.prisma.preference.upsert({
      where: { userId },
      create: { userId, email, sms, reminders },
      update: { email, sms, reminders, updatedAt: this.clock.now() },
    });
  }
}
