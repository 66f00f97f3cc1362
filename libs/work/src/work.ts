export { doubling, steps, type BackOff } from './back-off.ts';
export type { DailyJob, RegularJob } from './work.service.ts';
export {
  Jobs,
  type Job,
  type JobKind,
  type JobQueue,
  type JobStep,
  type RunningJob,
  type StepDone,
} from './jobs.ts';
export type { JobState } from './jobs.sql.ts';
export { deletionOf, PURGE_BATCH, type Expired } from './purge.ts';
export { Scheduler } from './scheduler.ts';
export { WorkModule } from './work.module.ts';
export { nextDaily, type Daily } from './daily.ts';
export { Work } from './work.service.ts';
export { WorkQueue, type Claimed, type WorkOptions } from './work-queue.ts';
