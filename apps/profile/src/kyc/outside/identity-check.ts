/** What is looked at: pictures as JPEG. */
export interface IdentityJob {
  /** Ours; the same job however often it is handed over. */
  readonly jobId: string;
  readonly userId: string;
  /** ISO 3166-1 alpha-2: whose document it is. */
  readonly country: string;
  readonly front: Buffer;
  readonly back: Buffer | undefined;
  readonly selfie: Buffer;
}

export interface IdentityResult {
  /** `unclear`: a person has to look. */
  readonly verdict: 'passed' | 'failed' | 'unclear';
  /** Its own code and words. */
  readonly code: string;
  readonly text: string;
}

/** What a service outside says when it has an answer: a hint to go and ask. */
export interface IdentityCallback {
  readonly jobId: string;
  readonly timestamp: string;
  readonly signature: string;
}

/** A service outside that checks who somebody is. */
export abstract class IdentityCheck {
  /** As it is stored and shown. */
  abstract readonly service: string;
  /** Hands a job over; it may be repeated. @throws Error when it was not taken */
  abstract submit(job: IdentityJob): Promise<void>;
  /** @returns null while it has no answer @throws Error when it cannot be asked */
  abstract resultOf(job: Pick<IdentityJob, 'jobId' | 'userId'>): Promise<IdentityResult | null>;
  /** Whether the service itself has written a callback, and lately. */
  abstract isGenuine(callback: IdentityCallback, now: Date): boolean;
}
