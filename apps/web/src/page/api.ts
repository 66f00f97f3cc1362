import { Injectable } from '@nestjs/common';
import type { Locale } from '@edu/contract-kit';
import type { FastifyRequest } from 'fastify';
import { WebConfig } from '../app.config.ts';

export interface Api {
  get<T>(path: string): Promise<T>;
}

class ApiError extends Error {
  readonly status: number;
  constructor(status: number) {
    super(String(status));
    this.status = status;
  }
}

export const isApiError = (error: unknown): error is ApiError => error instanceof ApiError;

/** Makes the gateway's client for one request of a visitor. */
@Injectable()
export class ApiFactory {
  constructor(private readonly config: WebConfig) {}

  for(locale: Locale, request: FastifyRequest): Api {
    return {
      get: async <T>(path: string) => {
        const headers = { 'accept-language': locale, 'x-forwarded-for': request.ip };
        const answer = await fetch(this.config.API_URL + path, { headers });
        if (!answer.ok) throw new ApiError(answer.status);
        return (await answer.json()) as T;
      },
    };
  }
}
