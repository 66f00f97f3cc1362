import { Module, type Type } from '@nestjs/common';
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
      inject: REGISTERED,
      useFactory: (...channels: Channel[]) => new Channels(channels),
    },
  ],
  exports: [Channels],
})
export class ChannelModule {}
