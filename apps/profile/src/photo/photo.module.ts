import { Module } from '@nestjs/common';
import { ProfileModule } from '../profile/profile.module.ts';
import { PhotoController } from './photo.controller.ts';
import { PhotoService } from './photo.service.ts';

@Module({ imports: [ProfileModule], controllers: [PhotoController], providers: [PhotoService] })
export class PhotoModule {}
