/**
 * What can be wrong with a field, in English. Other languages are in the `fields` catalogues of
 * `@edu/i18n`, by the same codes.
 */
export const FIELD_TEXTS = {
  // Of the request itself
  body_not_object: 'the body must be a JSON object',
  from_path: 'comes from the path',
  idempotency_key: '1 to 255 visible ASCII characters',
  if_match: 'must be the `ETag` of an earlier answer, as in "3"',
  missing: 'is missing',
  name_not_allowed: 'this name is not allowed',
  not_storable: 'NUL characters and lone surrogates are not allowed',
  not_utf8: 'is not UTF-8',
  session_kind: 'must be `cookie`',
  sent_twice: 'must be sent once',
  undecodable: 'the address cannot be decoded',
  // Of types, forms and sizes
  bad_format: 'has the wrong form',
  invalid: 'is not valid',
  not_whole: 'must be a whole number',
  not_multiple_of: 'must be a multiple of {of}',
  not_one_of: 'must be one of {values}',
  unknown_field: 'is not known here',
  wrong_type: 'must be {expected}',
  bad_code: 'must be six digits',
  bad_email: 'is no e-mail address',
  bad_phone: 'must be a phone number with its country code, as in +2250701020304',
  too_short: 'at least {min} characters',
  too_long: 'at most {max} characters',
  too_few: 'at least {min}',
  too_many: 'at most {max}',
  too_small: 'must be {min} or more',
  too_big: 'must be {max} or less',
  // Of lists
  bad_cursor: 'not a cursor of this list',
  cursor_of_other_list: 'made for another list or order',
  // Of texts of people
  hidden_characters: 'has characters that cannot be seen',
  nothing_visible: 'has nothing that can be seen',
  name_without_letter: 'has no letter',
  name_like_address: 'looks like an address',
  name_mixes_alphabets: 'mixes letters of alphabets that look alike',
  name_of_platform: 'is the name of the platform',
  name_stacks_marks: 'has too many marks on one letter',
  // Of standard codes
  unknown_country: 'unknown country (ISO 3166-1)',
  unknown_language: 'unknown language (ISO 639)',
  unknown_time_zone: 'unknown IANA time zone',
  // Of times and amounts
  bad_time_of_day: 'must be a time of day as in 09:30',
  given_twice: 'is given twice',
  in_future: 'is in the future',
  known_already: 'is of another one already',
  less_than: 'less than {field}',
  must_be_after: 'must be after `{field}`',
  must_not_be_before: 'must not be before `{field}`',
  overlaps: 'overlaps another range',
  more_than_open: 'is more than what is open: {open}',
  far_from_owed: 'is more than a fifth away from what is owed for it: {owed}',
  same_currency: 'is the same currency',
  takes_multiples_of: 'takes multiples of {of} only',
  rate_out_of_bounds: 'expected between {min} and {max} minor units of {currency}',
  // Of a lesson for a child, beyond what its parents agreed to
  cap_hours: 'lessons are between {from} and {to}',
  cap_monthly: 'costs more than what is left for this month',
  cap_providers: 'is nobody whose lessons were agreed to',
  // Of a profile that is to be published
  needs_city: 'lessons in person need a city',
  needs_headline: 'a published profile needs a headline',
  needs_language: 'a published profile needs at least one language',
  needs_mode: 'a published profile needs at least one mode',
  needs_place: 'lessons in person need a place to start from',
  needs_price: 'a published profile needs a price',
  needs_radius: 'lessons in person need a travel radius',
  needs_subject: 'a published profile needs at least one subject',
  // Of what a profile says
  bad_video_link: 'must be the https address of one video on YouTube, Vimeo or Dailymotion',
  not_offered: 'is not among `{field}`',
  // Of a profile that could say more
  helps_bio: 'learners read why somebody is right for them',
  helps_diplomas: 'learners look for what somebody has learnt',
  helps_fluency: 'learners want to know how well somebody speaks the languages of the lessons',
  helps_goals: 'learners look for goals like theirs',
  helps_levels: 'whoever looks for a level finds only those who name it with the subject',
  helps_photo: 'learners trust a face',
} as const;

export type FieldCode = keyof typeof FIELD_TEXTS;
