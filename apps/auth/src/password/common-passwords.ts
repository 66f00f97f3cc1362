import list from './common-passwords.json' with { type: 'json' };

/**
 * Passwords that people choose most, in lower case: the 12 000 most common ones, and all longer ones
 * of a list of 49 000 (`passwords-common` of @zxcvbn-ts/language-common 4.1.3, MIT licence).
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(list.passwords.split(' '));
