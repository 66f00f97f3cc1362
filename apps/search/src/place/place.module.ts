import { Module } from '@nestjs/common';
import { geocoding } from './geocoding.service.ts';
import { PlaceController } from './place.controller.ts';

@Module({ controllers: [PlaceController], providers: [geocoding] })
export class PlaceModule {}
