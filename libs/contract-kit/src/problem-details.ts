import { z } from 'zod';
import { FIELD_TEXTS, type FieldCode } from './field-texts.ts';
import { openEnum } from './open-enum.ts';

const FieldCodes = openEnum(Object.keys(FIELD_TEXTS).sort() as [FieldCode, ...FieldCode[]], {
  id: 'FieldCode',
  description: 'What is wrong with a field, for programs: stable.',
});

const TextParams = z.record(z.string(), z.union([z.string(), z.number()]));

const BadField = z
  .object({
    pointer: z.string().meta({
      description: 'JSON pointer to the bad field (RFC 6901).',
      examples: ['/startsAt'],
    }),
    code: FieldCodes,
    detail: z.string().meta({
      description: 'The same for people, in the language of `Accept-Language`.',
      examples: ['at least 10 characters'],
    }),
    params: TextParams.optional().meta({
      description: 'What the detail is filled with, for programs: limits, names.',
      examples: [{ min: 10 }],
    }),
  })
  .meta({ id: 'BadField', description: 'A field of the request that is not as it has to be.' });

/** What a client gets instead of an answer: RFC 9457 with the members that the platform adds. */
export const ProblemDetails = z
  .object({
    type: z.string().meta({
      description: 'An address that names the kind of problem.',
      examples: ['https://educonnect.app/problems/platform.invalid_input'],
    }),
    title: z
      .string()
      .min(1)
      .meta({
        description: 'What happened, for people, in the language of `Accept-Language`.',
        examples: ['The request is not valid'],
      }),
    status: z.int().meta({ description: 'The HTTP status.', examples: [400] }),
    code: z.string().meta({
      description: 'What happened, for programs: stable.',
      examples: ['platform.invalid_input'],
    }),
    detail: z
      .string()
      .optional()
      .meta({
        description: 'What can be done about it.',
        examples: ['Correct the listed fields.'],
      }),
    params: TextParams.optional().meta({
      description: 'What title and detail are filled with, for programs: times, limits.',
      examples: [{ opensAt: '2026-11-24T09:45:00.000Z', closesAt: '2026-11-24T11:10:00.000Z' }],
    }),
    errors: z.array(BadField).optional().describe('The fields that are wrong.'),
    requestId: z
      .string()
      .min(1)
      .meta({
        description: 'Quote it when you ask for help.',
        examples: ['01a20a75-fad1-7435-b3e5-daa5366c2cf4'],
      }),
  })
  .meta({ id: 'Problem', description: 'Why a request was refused (RFC 9457).' });
export type ProblemDetails = z.infer<typeof ProblemDetails>;
