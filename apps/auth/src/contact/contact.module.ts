import { Module } from '@nestjs/common';
import { ContactService } from './contact.service.ts';

@Module({ providers: [ContactService], exports: [ContactService] })
export class ContactModule {}
