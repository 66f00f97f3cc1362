import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.ts';
import { PaymentModule } from '../payment/payment.module.ts';
import { PspModule } from '../psp/psp.module.ts';
import { QuoteModule } from '../quote/quote.module.ts';
import { TermsModule } from '../terms/terms.module.ts';
import { LinkController } from './link.controller.ts';
import { LinkPayments } from './link-payments.service.ts';
import { LinkRequests } from './link-requests.service.ts';
import { Links } from './links.ts';
import { OwnLinks } from './own-links.service.ts';

@Module({
  imports: [AccountModule, PspModule, TermsModule, PaymentModule, QuoteModule],
  controllers: [LinkController],
  providers: [OwnLinks, Links, LinkRequests, LinkPayments],
})
export class LinkModule {}
