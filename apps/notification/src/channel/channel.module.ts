import { Module, type Type } from '@nestjs/common';
import { Registry } from 'prom-client';
import type { Channel } from './channel.ts';
import { Channels } from './channels.ts';
import { EmailChannel } from './email/email.channel.ts';
import { InAppChannel } from './in-app/in-app.channel.ts';
import { SmsChannel } from './sms/sms.channel.ts';

/** The registry: a channel is a folder and a line here. */
const REGISTERED: Type<Channel>[] = [InAppChannel, EmailChannel, SmsChannel];

@Module({
  providers: [
    ...REGISTERED,
    {
      provide: Channels,
      inject: [Registry, ...REGISTERED],
      useFactory: (registry: Registry, ...channels: Channel[]) => new Channels(channels, registry),
    },
  ],
  exports: [Channels],
})
export class ChannelModule {}
