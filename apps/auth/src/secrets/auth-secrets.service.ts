import { hkdfSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuthConfig } from '../app.config.ts';

/** One key for each use, all derived from the one secret: one does not reveal another. */
@Injectable()
export class AuthSecrets {
  readonly codes: Buffer;
  readonly refreshTokens: Buffer;
  readonly signingKeys: Buffer;
  readonly clients: Buffer;
  readonly addressUndo: Buffer;
  readonly totp: Buffer;
  readonly recoveryCodes: Buffer;
  readonly erasures: Buffer;
  readonly devices: Buffer;
  readonly passkeys: Buffer;

  constructor({ AUTH_SECRET }: AuthConfig) {
    const derive = (use: string) =>
      Buffer.from(hkdfSync('sha256', AUTH_SECRET, '', `educonnect auth ${use}`, 32));
    this.codes = derive('codes');
    this.refreshTokens = derive('refresh tokens');
    this.signingKeys = derive('signing keys');
    this.clients = derive('clients');
    this.addressUndo = derive('address undo');
    this.totp = derive('totp');
    this.recoveryCodes = derive('recovery codes');
    this.erasures = derive('erasures');
    this.devices = derive('devices');
    this.passkeys = derive('passkeys');
  }
}
