/** Looks for what would harm who opens a file. */
export abstract class VirusScanner {
  /**
   * @returns whether something was found
   * @throws platform.unavailable when it cannot tell
   */
  abstract finds(bytes: Buffer): Promise<boolean>;
}

/** The file that every scanner finds, and that harms nobody: in two parts, or scanners find this one. */
const EICAR = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
);

/** Where nobody runs ClamAV: finds the test file alone, so that what follows a finding is seen to work. */
export class EicarScanner extends VirusScanner {
  async finds(bytes: Buffer): Promise<boolean> {
    return bytes.includes(EICAR);
  }
}
