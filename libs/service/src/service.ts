export { Clock } from './clock.ts';
export {
  apiEnv,
  databaseEnv,
  defineConfig,
  defineProcessConfig,
  redisEnv,
  secret,
  type ConfigClass,
  type ConfigVariable,
  type DatabaseConfig,
  type PlatformConfig,
  type ProcessConfig,
  type RedisConfig,
} from './config.ts';
export { ErrorTranslation } from './error-translation.ts';
export { Followers } from './followers.ts';
export { Health } from './health.ts';
export { pingHealth } from './health-ping.ts';
export type { HealthReport } from './health-report.ts';
export { Log } from './log.ts';
export { RedisModule } from './redis.module.ts';
export {
  defineService,
  runService,
  startService,
  type RunningService,
  type ServiceDefinition,
  type StartOptions,
} from './run-service.ts';
export { Semaphore, type SemaphoreOptions, type Turn } from './semaphore.ts';
export { ServiceName } from './service-context.module.ts';
export { SharedRuns, type SharedRunsOptions } from './shared-runs.ts';
export { WakeSignal } from './wake-signal.ts';
