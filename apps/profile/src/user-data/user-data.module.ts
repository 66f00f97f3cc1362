import { Module } from '@nestjs/common';
import { ProfileModule } from '../profile/profile.module.ts';
import { ProfileUserData } from './profile-user-data.ts';

@Module({ imports: [ProfileModule], providers: [ProfileUserData] })
export class UserDataModule {}
