import { Injectable } from '@nestjs/common';
import { createClient, type Client } from '@edu/client';
import { REQUEST_HEADER, type Locale } from '@edu/contract-kit';
import type { FastifyRequest } from 'fastify';
import { WebConfig } from '../app.config.ts';

/** What pages ask of the gateway: reads, on behalf of nobody. */
export type Api = Pick<Client, 'get' | 'pages'>;

/** A page that waits longer is given up by its reader. */
const PATIENCE = { timeoutMs: 3_000, retries: 1 };

/** Makes the gateway's client for one request of a visitor. */
@Injectable()
export class ApiFactory {
  constructor(private readonly config: WebConfig) {}

  for(locale: Locale, { ip, id, trace }: FastifyRequest): Api {
    return createClient({
      url: this.config.API_URL,
      locale,
      ...PATIENCE,
      headers: () => ({
        'x-forwarded-for': ip,
        [REQUEST_HEADER.requestId]: id,
        ...(trace && { [REQUEST_HEADER.traceparent]: trace.traceparent }),
      }),
    });
  }
}
