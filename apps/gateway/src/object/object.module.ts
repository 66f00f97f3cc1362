import { Module } from '@nestjs/common';
import { MediaRoutes } from './media.routes.ts';
import { ObjectRoutes } from './object.routes.ts';

@Module({ providers: [MediaRoutes, ObjectRoutes] })
export class ObjectModule {}
