import { z } from 'zod';

export const LESSON_MODES = ['online', 'in_person'] as const;
export const LessonMode = z.enum(LESSON_MODES).meta({
  id: 'LessonMode',
  description: '`online`: in the virtual classroom; `in_person`: at a place the two agree on.',
});
export type LessonMode = z.infer<typeof LessonMode>;

export const CANCELLATION_POLICY_NAMES = ['flexible', 'moderate', 'strict'] as const;
export const CancellationPolicyName = z.enum(CANCELLATION_POLICY_NAMES).meta({
  id: 'CancellationPolicyName',
  description: 'How much a learner gets back who cancels late, from most to least.',
});
export type CancellationPolicyName = z.infer<typeof CancellationPolicyName>;
