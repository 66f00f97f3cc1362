import type { paths } from '@edu/client';

/** Where the gateway takes what pages say of themselves. */
export const REPORTS_ADDRESS = '/api/v1/client-reports' satisfies keyof paths;

type Reports =
  paths[typeof REPORTS_ADDRESS]['post']['requestBody']['content']['application/json']['reports'];
export type PageReport = Reports[number];
