import {
  fieldRule,
  FluencyName,
  FluencyShown,
  LanguageCode,
  LevelName,
  LEVELS,
  LevelShown,
  line,
  Slug,
} from '@edu/contract-kit';
import { z } from 'zod';
import { VideoLink } from './video-link.ts';

/** Goals, and diplomas, of one profile. */
export const MAX_GOALS = 10;
export const MAX_DIPLOMAS = 10;

const OF_SUBJECT = 'The levels at which one subject is taught.';
const subjectLevels = <S extends z.ZodType, L extends z.ZodType>(subject: S, level: L) => ({
  subject: subject.describe('One of `subjects`.'),
  levels: z.array(level).min(1).max(LEVELS.length).describe('Who it is taught to.'),
});

const OF_LANGUAGE = 'How well somebody speaks one of the languages of the lessons.';
const languageLevel = <S extends z.ZodType, F extends z.ZodType>(language: S, level: F) => ({
  language: language.describe('One of `languages`.'),
  level: level.describe('How well the person speaks it.'),
});

const diploma = {
  title: line(120).meta({
    description: 'What it is called.',
    examples: ['Master de mathématiques'],
  }),
  institution: line(120)
    .optional()
    .meta({ description: 'Who gave it.', examples: ['Université Cheikh Anta Diop'] }),
  year: z
    .int()
    .min(1940)
    .max(2100)
    .optional()
    .meta({ description: 'The year of it.', examples: [2016] }),
};

const levels = 'The levels of each subject that has any; only a tutor’s are looked for.';
const fluency = 'How well the person speaks each language, where they say so.';
const diplomas =
  'What the person has learnt, in their own words: `verified` says what was checked.';
const goals = 'What a coach or a mentor helps to reach, a line each.';

/** What a provider writes beside the first facts. */
export const teachingDraft = {
  subjectLevels: z
    .array(
      z
        .strictObject(subjectLevels(Slug, LevelName))
        .meta({ id: 'SaveSubjectLevels', description: OF_SUBJECT }),
    )
    .max(20)
    .default([])
    .describe(levels),
  languageLevels: z
    .array(
      z
        .strictObject(languageLevel(LanguageCode, FluencyName))
        .meta({ id: 'SaveLanguageLevel', description: OF_LANGUAGE }),
    )
    .max(10)
    .default([])
    .describe(fluency),
  diplomas: z
    .array(
      z
        .strictObject(diploma)
        .meta({ id: 'SaveDiploma', description: 'Something that somebody has learnt.' }),
    )
    .max(MAX_DIPLOMAS)
    .default([])
    .describe(diplomas),
  goals: z
    .array(line(120).meta({ examples: ['Réussir un entretien d’embauche'] }))
    .max(MAX_GOALS)
    .default([])
    .describe(goals),
  introVideo: VideoLink.optional(),
};

/** The same as others read it. */
export const teachingShown = {
  subjectLevels: z
    .array(
      z
        .object(subjectLevels(z.string().meta({ examples: ['maths'] }), LevelShown))
        .meta({ id: 'SubjectLevels', description: OF_SUBJECT }),
    )
    .describe(levels),
  languageLevels: z
    .array(
      z
        .object(languageLevel(z.string().meta({ examples: ['fr'] }), FluencyShown))
        .meta({ id: 'LanguageLevel', description: OF_LANGUAGE }),
    )
    .describe(fluency),
  diplomas: z
    .array(
      z
        .object({
          ...diploma,
          title: z.string().meta({ description: 'What it is called.', examples: ['Licence'] }),
          institution: z
            .string()
            .optional()
            .meta({ description: 'Who gave it.', examples: ['Université de Lomé'] }),
        })
        .meta({ id: 'Diploma', description: 'Something that somebody has learnt.' }),
    )
    .describe(diplomas),
  goals: z
    .array(z.string())
    .meta({ description: goals, examples: [['Réussir un entretien d’embauche']] }),
};
export type SubjectLevels = z.infer<(typeof teachingShown)['subjectLevels']>[number];
export type LanguageLevel = z.infer<(typeof teachingShown)['languageLevels']>[number];
export type Diploma = z.infer<(typeof teachingShown)['diplomas']>[number];

interface Named {
  readonly subjects: readonly string[];
  readonly languages: readonly string[];
  readonly subjectLevels: readonly { readonly subject: string }[];
  readonly languageLevels: readonly { readonly language: string }[];
}

/** Levels are of what the profile names, once each. */
export function checkLevels(draft: Named, context: z.RefinementCtx): void {
  const check = (
    list: 'subjectLevels' | 'languageLevels',
    field: 'subject' | 'language',
    among: 'subjects' | 'languages',
  ) => {
    const seen = new Set<string>();
    draft[list].forEach((entry, index) => {
      const name = (entry as Partial<Record<typeof field, string>>)[field]!;
      const path = [list, index, field];
      if (!draft[among].includes(name)) {
        context.addIssue({ code: 'custom', path, ...fieldRule('not_offered', { field: among }) });
      } else if (seen.has(name)) {
        context.addIssue({ code: 'custom', path, ...fieldRule('given_twice') });
      }
      seen.add(name);
    });
  };
  check('subjectLevels', 'subject', 'subjects');
  check('languageLevels', 'language', 'languages');
}
