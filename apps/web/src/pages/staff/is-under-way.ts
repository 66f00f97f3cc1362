import type { JobState } from '@edu/client';

/** Whether a job goes on still. */
export const isUnderWay = ({ state }: { readonly state: JobState }): boolean =>
  state === 'waiting' || state === 'running';
