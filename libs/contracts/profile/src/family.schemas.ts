import {
  Address,
  AddressChannel,
  CountryCode,
  fieldRule,
  Id,
  Instant,
  Locale,
  LocalDate,
  Money,
  openEnum,
  PersonName,
  TimeZone,
} from '@edu/contract-kit';
import { z } from 'zod';

/** A child may be at most this old when it is added; its links end the year after the last one. */
export const MAJORITY_AGE = 18;
/** Parents of one child. */
export const MAX_PARENTS = 2;
/** Children of one parent. */
export const MAX_CHILDREN = 12;
/** Providers that a list of allowed ones may have. */
export const MAX_ALLOWED_PROVIDERS = 50;

/**
 * Which text of each kind is agreed to now; the texts are in the catalogues, by this name. A text that
 * has been agreed to never changes: another text is another version.
 */
export const CONSENT_VERSIONS = { care: '2026-11', recording: '2026-11' } as const;
export type ConsentKind = keyof typeof CONSENT_VERSIONS;

const ConsentKindName = openEnum(['care', 'recording'], {
  id: 'ConsentKind',
  description: '`care`: learning here in a family; `recording`: that lessons may be recorded.',
});

const consentVersion = z
  .string()
  .regex(/^[\w.-]{1,20}$/)
  .meta({ description: 'Which text was shown.', examples: [CONSENT_VERSIONS.care] });
const consentLocale = Locale.describe('In which language it was shown.');

export const GivenConsent = z
  .strictObject({ version: consentVersion, locale: consentLocale })
  .meta({ id: 'GivenConsent', description: 'The text that somebody has read and agrees to.' });

export const Consent = z
  .object({
    kind: ConsentKindName,
    version: consentVersion,
    locale: consentLocale,
    givenBy: Id.describe('Who agreed: a parent, or the child.'),
    givenAt: Instant.describe('When.'),
    withdrawnAt: Instant.nullable().describe('When it was taken back; null while it stands.'),
    basis: openEnum(['parental', 'joint', 'own'], {
      id: 'ConsentBasis',
      description:
        'What the law of the child’s country asks for at its age: a parent’s consent, that of both, or the child’s own.',
    }),
  })
  .meta({ id: 'Consent', description: 'What somebody agreed to, when and in which language.' });
export type Consent = z.infer<typeof Consent>;

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;
const timeOfDay = (description: string, example: string) =>
  z
    .string()
    .refine((time) => TIME_OF_DAY.test(time), fieldRule('bad_time_of_day'))
    .meta({ description, examples: [example], pattern: TIME_OF_DAY.source });

const LessonHours = z
  .strictObject({
    from: timeOfDay('Lessons begin at this time of day or later.', '08:00'),
    to: timeOfDay('Lessons end by then; 24:00 is the end of the day.', '20:00'),
  })
  .refine(({ from, to }) => from < to, {
    ...fieldRule('must_be_after', { field: 'from' }),
    path: ['to'],
  })
  .meta({ id: 'LessonHours', description: 'Hours of every day, in the time zone of the family.' });

const caps = {
  monthly: Money.nullable().describe(
    'What lessons booked within one month may cost; null for no limit.',
  ),
  providers: z
    .array(Id)
    .max(MAX_ALLOWED_PROVIDERS)
    .nullable()
    .describe('Whose lessons may be booked; null for everybody’s.'),
  hours: LessonHours.nullable().describe('When lessons may be; null for any time.'),
};

export const Caps = z.object(caps).meta({
  id: 'Caps',
  description: 'What may be booked for a child without a parent’s approval.',
});
export type Caps = z.infer<typeof Caps>;

const ChildId = Id.describe('The child.');
const firstName = PersonName.describe('First name or nickname, which the child’s providers see.');
const zone = TimeZone.describe('Time zone of the family, in which hours and months are counted.');

export const Child = z
  .object({
    id: ChildId.describe('The child; where it signs in by itself, also its account.'),
    firstName,
    birthYear: z.int().meta({ description: 'Year of birth.', examples: [2014] }),
    country: CountryCode.describe('Where the child lives: its law counts.'),
    zone,
    hasAccount: z.boolean().describe('Whether the child signs in by itself.'),
    parentIds: z.array(Id).describe('Its parents, the earliest link first.'),
    caps: Caps,
    recordingAgreed: z.boolean().describe('Whether a parent agreed to recordings.'),
    consents: z.array(Consent).describe('All that were given, the latest first.'),
    ageOfConsent: z
      .int()
      .describe('From which age on a child agrees for itself, by the law of its country.'),
    closed: z
      .boolean()
      .describe('Nothing is booked any more: the child signs in by itself now, as another child.'),
    endsOn: LocalDate.describe(
      'When the links end by themselves: the first day on which the child is of age for certain.',
    ),
    version: z.int().describe('Grows with every change.'),
  })
  .meta({ id: 'Child', description: 'A child, as its parents and it see it.' });
export type Child = z.infer<typeof Child>;

export const Children = z
  .object({ items: z.array(Child).describe('The earliest first.') })
  .meta({ id: 'Children', description: 'My children.' });

export const MyFamily = z
  .object({ child: Child.nullable().describe('Null for whoever is nobody’s child here.') })
  .meta({ id: 'MyFamily', description: 'My family, as a child.' });

export const CreateChild = z
  .strictObject({
    firstName,
    birthYear: z
      .int()
      .min(1900)
      .max(2200)
      .meta({
        description: 'Year of birth; a child is under age.',
        examples: [2014],
      }),
    country: CountryCode.describe('Where the child lives: its law counts.'),
    zone,
    consent: GivenConsent.describe('What the parent agrees to.'),
  })
  .meta({ id: 'CreateChild', description: 'A child that does not sign in by itself.' });

export const ChildById = z
  .strictObject({ childId: ChildId })
  .meta({ id: 'ChildById', description: 'One of my children.' });

export const ChangeChild = z
  .strictObject({ childId: ChildId, firstName: firstName.optional(), zone: zone.optional() })
  .meta({ id: 'ChangeChild', description: 'What to change; the rest stays.' });

export const SaveCaps = z
  .strictObject({ childId: ChildId, ...caps })
  .meta({ id: 'SaveCaps', description: 'Caps from now on; replaces those of before.' });

export const SaveRecording = z
  .strictObject({
    childId: ChildId,
    consent: GivenConsent.nullable().describe('What the parent agrees to; null takes it back.'),
  })
  .meta({ id: 'SaveRecording', description: 'Whether lessons of a child may be recorded.' });

const InvitedAs = openEnum(['child', 'parent'], {
  id: 'InvitedAs',
  description: '`child`: the child’s own account; `parent`: its second parent.',
});

export const InviteToFamily = z
  .strictObject({
    childId: ChildId,
    as: z
      .enum(['child', 'parent'])
      .meta({ id: 'InviteAs', description: 'Whose address it is: the child’s or a parent’s.' }),
    address: Address,
  })
  .meta({ id: 'InviteToFamily', description: 'An invitation to the family of a child.' });

const invitation = {
  id: Id.describe('The invitation.'),
  as: InvitedAs,
  childFirstName: firstName,
  expiresAt: Instant.describe('Until when it can be accepted.'),
  createdAt: Instant.describe('When it was made.'),
};

export const SentInvitation = z
  .object({
    ...invitation,
    childId: ChildId,
    channel: AddressChannel,
    address: z.string().meta({ description: 'Where it was sent.', examples: ['awa@example.com'] }),
  })
  .meta({ id: 'SentInvitation', description: 'An invitation of mine that nobody accepted yet.' });

export const ReceivedInvitation = z
  .object(invitation)
  .meta({ id: 'ReceivedInvitation', description: 'An invitation to one of my addresses.' });

export const FamilyInvitations = z
  .object({
    sent: z.array(SentInvitation).describe('Mine, the latest first.'),
    received: z.array(ReceivedInvitation).describe('To me, the latest first.'),
  })
  .meta({ id: 'FamilyInvitations', description: 'Invitations that can still be accepted.' });

export const AcceptInvitation = z
  .strictObject({
    invitationId: Id.describe('The invitation.'),
    consent: GivenConsent.describe('What the invited person agrees to.'),
  })
  .meta({ id: 'AcceptInvitation', description: 'An invitation to accept.' });

export const FamilyInvitationById = z
  .strictObject({ invitationId: Id.describe('The invitation.') })
  .meta({ id: 'FamilyInvitationById', description: 'An invitation of mine, or to me.' });

export const FamilyLeft = z
  .object({ leftAt: Instant.describe('When the link ended.') })
  .meta({ id: 'FamilyLeft', description: 'The link has ended.' });

export const InvitationEnded = z
  .object({ endedAt: Instant.describe('When it ended.') })
  .meta({ id: 'InvitationEnded', description: 'Nobody can accept the invitation any more.' });

export const ChildNamesRequest = z
  .strictObject({ childIds: z.array(Id).min(1).max(100).describe('The children.') })
  .meta({ id: 'ChildNamesRequest', description: 'Whose first names.' });

export const ChildNames = z
  .object({
    items: z
      .array(
        z
          .object({ childId: ChildId, firstName })
          .meta({ id: 'NamedChild', description: 'A child and its first name.' }),
      )
      .describe('Those that there are, in any order.'),
  })
  .meta({ id: 'ChildNames', description: 'First names of children.' });
