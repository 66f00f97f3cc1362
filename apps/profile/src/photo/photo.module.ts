import { Module } from '@nestjs/common';
import { PictureModule } from '../picture/picture.module.ts';
import { ProfileModule } from '../profile/profile.module.ts';
import { PhotoController } from './photo.controller.ts';
import { PhotoService } from './photo.service.ts';

@Module({
  imports: [ProfileModule, PictureModule],
  controllers: [PhotoController],
  providers: [PhotoService],
})
export class PhotoModule {}
