import { Module } from '@nestjs/common';
import { NotificationUserData } from './notification-user-data.ts';

@Module({ providers: [NotificationUserData] })
export class UserDataModule {}
