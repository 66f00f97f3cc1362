import { addressText, mailboxOf, type Address } from '../account/account.domain.ts';

/** At most `max` hits in any `windowS` seconds. */
export interface Limit {
  readonly name: string;
  readonly max: number;
  readonly windowS: number;
  /** Whatever a network aims at: where many people share one on purpose, it is multiplied. */
  readonly ofNetwork?: true;
  /** Of a block of phone numbers together: whoever is refused by it has other ways in. */
  readonly ofRange?: true;
}

/** One thing that is counted, for one subject. */
export interface Hit {
  readonly limit: Limit;
  readonly key: string;
}

/** Where a hit comes from; undefined where the call came through no edge. */
type Client = string | undefined;

const MINUTE = 60;
const HOUR = 60 * MINUTE;

// Hits that are counted together stand in the order of their names: all statements lock in one order,
// so that no two wait for each other in a circle.

// Whoever asks for somebody else's address from elsewhere fills their own count and not the owner's.
const CODES = { name: 'codes', max: 3, windowS: 10 * MINUTE };
// First of those of passwords, so that whoever goes on beyond it costs one statement that writes nothing.
const WRONG_PASSWORDS = { name: 'aimed-passwords', max: 20, windowS: 15 * MINUTE };

// Circuit breakers against many networks that aim at one address. A network from which its account
// has signed in before passes them, so they do not lock the owner out.
const CODES_TO_MAILBOX = { name: 'mailbox-codes', max: 12, windowS: HOUR };
const CODES_TO_MAILBOX_A_DAY = { name: 'mailbox-codes-day', max: 48, windowS: 24 * HOUR };
const WRONG_PASSWORDS_OF_SUBJECT = { name: 'subject-passwords', max: 200, windowS: 15 * MINUTE };

// SMS to numbers of one block: those who are paid for texts rent them in blocks, and ask from any number of
// networks. In a country with a thousand blocks these are far above what people do.
const ofRange = true;
const SMS_TO_RANGE = { name: 'sms-range', max: 20, windowS: HOUR, ofRange } as const;
const SMS_TO_RANGE_A_DAY = { name: 'sms-range-day', max: 60, windowS: 24 * HOUR, ofRange } as const;
/** Subscribers of a range: the last digits of a number, which a block of an operator leaves free. */
const RANGE_DIGITS = 4;

// Whatever address they aim at. A school is one network, so these are far above what a class does.
const ofNetwork = true;
const CODES_FROM_CLIENT = { name: 'client-codes', max: 200, windowS: HOUR, ofNetwork } as const;
const WRONG_PASSWORDS_FROM_CLIENT = {
  name: 'client-passwords',
  max: 100,
  windowS: 15 * MINUTE,
  ofNetwork,
} as const;
const WRONG_RETRIES_FROM_CLIENT = {
  name: 'client-guesses',
  max: 100,
  windowS: HOUR,
  ofNetwork,
} as const;

/** Somebody is half in by now. With three codes valid at once it is hit with 3 in 100 000 an hour. */
const SECOND_FACTORS = { name: 'second-factors', max: 10, windowS: HOUR };

/** Clients refresh four times an hour; a family that does it this often is out of order. */
export const REFRESHES = { name: 'refreshes', max: 60, windowS: 5 * MINUTE };

/**
 * What a code counts for: the mailbox where it arrives, whatever tag the address has, and the range of
 * a phone number.
 *
 * @param familiar whether the account has signed in from this client before
 */
export function codeHits(address: Address, client: Client, familiar: boolean): Hit[] {
  const mailbox = mailboxOf(address);
  return [
    ...fromClient(CODES_FROM_CLIENT, client),
    hit(CODES, mailbox, client),
    ...(familiar
      ? []
      : [
          hit(CODES_TO_MAILBOX, mailbox),
          hit(CODES_TO_MAILBOX_A_DAY, mailbox),
          ...(address.channel === 'sms' ? ofItsRange(addressText(address)) : []),
        ]),
  ];
}

function ofItsRange(phone: string): Hit[] {
  const range = phone.slice(0, -RANGE_DIGITS);
  return [hit(SMS_TO_RANGE, range), hit(SMS_TO_RANGE_A_DAY, range)];
}

/** What a wrong password counts for. @param subject the address, or the account it is for */
export function passwordHits(subject: string, client: Client, familiar: boolean): Hit[] {
  return [
    hit(WRONG_PASSWORDS, subject, client),
    ...fromClient(WRONG_PASSWORDS_FROM_CLIENT, client),
    ...(familiar ? [] : [hit(WRONG_PASSWORDS_OF_SUBJECT, subject)]),
  ];
}

/** What another try at the same code counts for, when it is wrong. The first try is always free. */
export const retryHits = (client: Client) => fromClient(WRONG_RETRIES_FROM_CLIENT, client);

/** What a wrong code of an app or for recovery counts for. */
export const secondFactorHits = (accountId: string) => [hit(SECOND_FACTORS, accountId)];

export const refreshHits = (sessionId: string) => [hit(REFRESHES, sessionId)];

const fromClient = (limit: Limit, client: Client) => (client ? [hit(limit, client)] : []);

const hit = (limit: Limit, ...subject: (string | undefined)[]): Hit => ({
  limit,
  key: [limit.name, ...subject.map((part) => part ?? '-')].join(':'),
});
