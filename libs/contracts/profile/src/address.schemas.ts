import { GeoPoint, Id, line } from '@edu/contract-kit';
import { z } from 'zod';

const address = {
  line: line(200).meta({
    description: 'Street and house, or the quarter where streets have no names.',
    examples: ['Cocody Angré, 7e tranche, villa 12'],
  }),
  landmark: line(200)
    .optional()
    .meta({
      description: 'What one sees on the way there.',
      examples: ['Derrière la pharmacie Saint-Gabriel, portail bleu'],
    }),
  location: GeoPoint.optional().describe('The very point; never rounded.'),
};

export const SaveExactAddress = z
  .strictObject(address)
  .meta({ id: 'SaveExactAddress', description: 'Where I give lessons in person.' });

export const ExactAddress = z
  .object(address)
  .meta({ id: 'ExactAddress', description: 'Where somebody gives lessons in person.' });
export type ExactAddress = z.infer<typeof ExactAddress>;

export const AddressRemoved = z
  .object({ removed: z.boolean().describe('False where there was none.') })
  .meta({ id: 'AddressRemoved', description: 'The exact address is gone.' });

export const LessonById = z
  .strictObject({ id: Id.describe('The booking of the lesson.') })
  .meta({ id: 'LessonById', description: 'Which lesson.' });

export const LessonPlace = z
  .object({
    address: ExactAddress.nullable().describe(
      'Null for a lesson online, a day after the lesson, and where the provider has written none.',
    ),
  })
  .meta({ id: 'LessonPlace', description: 'Where a lesson takes place.' });
