/** Milliseconds by the clock of this device, which may be wrong: only good for spans on this device. */
export const deviceNow = (): number => Date.now();
