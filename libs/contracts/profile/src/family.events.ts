import { Id, Money, openEnum } from '@edu/contract-kit';
import { z } from 'zod';

const childId = Id.describe('The child; where it signs in by itself, also its account.');

/** All that others keep of a family: no names, no addresses. */
export const ChildChanged = z
  .object({
    childId,
    parentIds: z.array(Id).describe('Its parents; none once the links have ended.'),
    hasAccount: z.boolean().describe('Whether the child signs in by itself.'),
    closed: z.boolean().describe('Nothing is booked for it any more.'),
    zone: z.string().describe('Time zone of the family (IANA).'),
    monthly: Money.nullable().describe('What may be booked within a month; null for no limit.'),
    providers: z.array(Id).nullable().describe('Whose lessons may be booked; null for any.'),
    hoursFrom: z.string().nullable().describe('Lessons begin then or later; null for any time.'),
    hoursTo: z.string().nullable().describe('Lessons end by then; null for any time.'),
    recordingAgreed: z.boolean().describe('Whether a parent agreed to recordings.'),
    version: z.int().describe('Of the child: larger is later.'),
  })
  .meta({ id: 'ChildChanged', description: 'A family, its caps or its consents changed.' });
export type ChildChanged = z.infer<typeof ChildChanged>;

export const FamilyNoticeDue = z
  .object({
    childId,
    what: openEnum(
      ['parent_joined', 'child_joined', 'unlinked', 'caps_changed', 'majority_near', 'handed_over'],
      {
        id: 'FamilyChange',
        description:
          'A second parent joined, or the child with its own sign-in; a parent left; other caps count; the child is of age soon, and the links end; they have ended.',
      },
    ),
    toIds: z.array(Id).describe('The accounts that are to know.'),
  })
  .meta({
    id: 'FamilyNoticeDue',
    description: 'Something of a family that its people are to know.',
  });
