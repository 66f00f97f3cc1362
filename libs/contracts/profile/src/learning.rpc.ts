import { defineRpc, Empty, Id, LevelName, LevelShown, line, Slug } from '@edu/contract-kit';
import { z } from 'zod';
import { profileErrors } from './profile.errors.ts';

const subjects = 'What they want to learn.';
const goals = 'What they want to reach, a line each.';

const wanted = {
  level: LevelName.optional().describe('Where they are at school, or beyond it.'),
  subjects: z.array(Slug).max(20).default([]).describe(subjects),
  goals: z
    .array(line(120).meta({ examples: ['Réussir le bac'] }))
    .max(10)
    .default([])
    .describe(goals),
};
const childId = Id.describe('The child.');

const SaveLearning = z
  .strictObject(wanted)
  .meta({ id: 'SaveLearning', description: 'What I want to learn; replaces what was there.' });

const ChildToLearn = z
  .strictObject({ childId })
  .meta({ id: 'ChildToLearn', description: 'One of my children.' });

const SaveChildLearning = z.strictObject({ childId, ...wanted }).meta({
  id: 'SaveChildLearning',
  description: 'What a child is to learn; replaces what was there.',
});

export const Learning = z
  .object({
    level: LevelShown.nullable().describe('Where they are at school; null when nobody has said.'),
    subjects: z.array(z.string()).meta({ description: subjects, examples: [['maths']] }),
    goals: z.array(z.string()).meta({ description: goals, examples: [['Réussir le bac']] }),
  })
  .meta({
    id: 'Learning',
    description: 'What somebody wants to learn; they and their parents alone see it.',
  });
export type Learning = z.infer<typeof Learning>;

const ownChild = {
  of: 'child',
  id: 'childId',
  whose: 'own',
  otherwise: profileErrors.childNotFound,
} as const;

/** The profile of a learner: their own, or that of a child whose parents write it. */
export const learningRpc = {
  getLearning: defineRpc('rpc.profile.get_learning.v1', {
    summary: 'What I want to learn',
    description: 'Empty until somebody has written it.',
    access: ['student'],
    resource: 'self',
    input: Empty,
    output: Learning,
    http: { method: 'GET', path: '/me/learning' },
  }),
  saveLearning: defineRpc('rpc.profile.save_learning.v1', {
    summary: 'Write what I want to learn',
    access: ['student'],
    resource: 'self',
    input: SaveLearning,
    output: Learning,
    http: { method: 'PUT', path: '/me/learning' },
  }),
  getChildLearning: defineRpc('rpc.profile.get_child_learning.v1', {
    summary: 'What one of my children is to learn',
    description: 'One that signs in by itself reads and writes the same.',
    access: ['parent'],
    resource: ownChild,
    input: ChildToLearn,
    output: Learning,
    errors: [profileErrors.childNotFound],
    http: { method: 'GET', path: '/me/children/{childId}/learning' },
  }),
  saveChildLearning: defineRpc('rpc.profile.save_child_learning.v1', {
    summary: 'Write what one of my children is to learn',
    access: ['parent'],
    resource: ownChild,
    input: SaveChildLearning,
    output: Learning,
    errors: [profileErrors.childNotFound],
    http: { method: 'PUT', path: '/me/children/{childId}/learning' },
  }),
};
