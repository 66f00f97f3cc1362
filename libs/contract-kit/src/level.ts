import { z } from 'zod';
import { openEnum } from './open-enum.ts';

/** For whom a subject is taught, from the youngest on: stages that every school system here has. */
export const LEVELS = ['primary', 'lower_secondary', 'upper_secondary', 'higher', 'adult'] as const;
export type Level = (typeof LEVELS)[number];

const meaning =
  '`primary`: primary school; `lower_secondary`: collège, up to the BEPC or Form 5; ' +
  '`upper_secondary`: lycée, up to the baccalauréat or A levels; `higher`: university; `adult`: ' +
  'adults beyond studies.';

/** As callers write it. */
export const LevelName = z.enum(LEVELS).meta({ id: 'LevelName', description: meaning });

/** As callers read it: more may come. */
export const LevelShown = openEnum(LEVELS, { id: 'Level', description: `A level. ${meaning}` });

/** How well somebody speaks a language: the levels of the CEFR, and from childhood on. */
export const FLUENCIES = ['a1', 'a2', 'b1', 'b2', 'c1', 'c2', 'native'] as const;
export type Fluency = (typeof FLUENCIES)[number];

const fluency = '`a1` to `c2`: levels of the CEFR; `native`: spoken from childhood on.';

/** As callers write it. */
export const FluencyName = z.enum(FLUENCIES).meta({ id: 'FluencyName', description: fluency });

/** As callers read it. */
export const FluencyShown = openEnum(FLUENCIES, {
  id: 'Fluency',
  description: `How well somebody speaks a language. ${fluency}`,
});
