import { randomInt } from 'node:crypto';

/** About money that moved once. */
export type MovementKind = 'receipt' | 'credit_note' | 'credit_note_reversal';
export type DocumentKind = MovementKind | 'annual_statement';

/** Each kind is numbered by itself. */
export const SERIES: Readonly<Record<DocumentKind, string>> = {
  receipt: 'R',
  credit_note: 'C',
  credit_note_reversal: 'X',
  annual_statement: 'A',
};

interface Numbered {
  readonly issuer: string | null;
  readonly series: string | null;
  readonly year: number | null;
  readonly number: number | null;
}

/** As in `EDU-R-2026-000042`. */
export function numberText({ issuer, series, year, number }: Numbered): string {
  return [issuer, series, year, String(number).padStart(6, '0')].join('-');
}

/** Crockford's: no letter that is read as a digit, and none that makes words. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 16;

/** 80 random bits: nobody finds a document by trying. */
export function newCode(): string {
  return Array.from({ length: CODE_LENGTH }, () => DIGITS[randomInt(DIGITS.length)]).join('');
}

/** As it is printed: four groups. */
export const printedCode = (code: string) => code.match(/.{4}/g)!.join('-');

/** A code as somebody typed it; undefined when it can be none. */
export function readCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return code.length === CODE_LENGTH && [...code].every((digit) => DIGITS.includes(digit))
    ? code
    : undefined;
}

/** What stands for the name of somebody whose account is erased: it leads to nobody. */
export const pseudonymOf = (userId: string) => userId.slice(-6).toUpperCase();
