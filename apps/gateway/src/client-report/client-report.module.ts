import { Module } from '@nestjs/common';
import { ClientMetrics } from './client-metrics.ts';
import { ClientReportRoutes } from './client-report.routes.ts';

@Module({ providers: [ClientMetrics, ClientReportRoutes] })
export class ClientReportModule {}
