import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const ID_BYTES = 16;
const MAC_BYTES = 16;

/** A name for a device that nobody can guess, signed: 43 characters. It says nothing of the device. */
export function newDeviceToken(key: Buffer): string {
  const id = randomBytes(ID_BYTES);
  return Buffer.concat([id, sign(key, id)]).toString('base64url');
}

/** Whether it was given out here: nobody can have a device known by a name of their own choice. */
export function isDeviceToken(key: Buffer, token: string): boolean {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== ID_BYTES + MAC_BYTES) return false;
  return timingSafeEqual(bytes.subarray(ID_BYTES), sign(key, bytes.subarray(0, ID_BYTES)));
}

/** What a device is called with one account: with each another, and the token cannot be had from it. */
export function deviceName(key: Buffer, token: string, accountId: string): string {
  return createHmac('sha256', key).update(`${accountId} ${token}`).digest('base64url');
}

const sign = (key: Buffer, id: Buffer) =>
  createHmac('sha256', key).update(id).digest().subarray(0, MAC_BYTES);
