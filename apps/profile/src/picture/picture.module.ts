import { Module } from '@nestjs/common';
import { PictureTurn } from './picture-turn.ts';

@Module({ providers: [PictureTurn], exports: [PictureTurn] })
export class PictureModule {}
