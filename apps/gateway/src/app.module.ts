import { Module } from '@nestjs/common';
import { RedisModule } from '@edu/service';
import { StorageModule } from '@edu/storage';
import { GatewayConfig } from './app.config.ts';
import { CalendarModule } from './calendar/calendar.module.ts';
import { LessonTableModule } from './lesson-table/lesson-table.module.ts';
import { ClientReportModule } from './client-report/client-report.module.ts';
import { DocumentModule } from './document/document.module.ts';
import { DocsModule } from './docs/docs.module.ts';
import { EdgeModule } from './edge/edge.module.ts';
import { StatusModule } from './status/status.module.ts';
import { ObjectModule } from './object/object.module.ts';
import { StreamModule } from './stream/stream.module.ts';
import { WebModule } from './web/web.module.ts';
import { IssuerFormModule } from './issuer-form/issuer-form.module.ts';
import { KycCallbackModule } from './kyc-callback/kyc-callback.module.ts';
import { WebhookModule } from './webhook/webhook.module.ts';

@Module({
  imports: [
    RedisModule.for(GatewayConfig),
    StorageModule.for(GatewayConfig),
    EdgeModule,
    WebhookModule,
    KycCallbackModule,
    IssuerFormModule,
    StreamModule,
    ObjectModule,
    CalendarModule,
    LessonTableModule,
    DocumentModule,
    ClientReportModule,
    DocsModule,
    StatusModule,
    WebModule,
  ],
})
export class AppModule {}
