import { z } from 'zod';
import { openEnum } from './open-enum.ts';

/** How a job is that somebody waits for. */
export const JobState = openEnum(['waiting', 'running', 'done', 'failed', 'canceled'], {
  id: 'JobState',
  description:
    '`waiting`: not begun; `running`: some of it is done; `done` and `failed`: it has ended; `canceled`: it was undone before it began.',
});

export const JobPercent = z.int().min(0).max(100).describe('How much of it is done.');

export const JobMessage = z.string().meta({
  description: 'What it does now, or did last; empty before it has begun.',
  examples: ['collect'],
});
