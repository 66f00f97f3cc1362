import { createHmac, timingSafeEqual } from 'node:crypto';
import { API_PREFIX } from '@edu/contract-kit';
import { strToU8, zipSync } from 'fflate';
import { z } from 'zod';
import {
  IdentityCheck,
  type IdentityCallback,
  type IdentityJob,
  type IdentityResult,
} from './identity-check.ts';

interface SmileIdOptions {
  readonly url: string;
  readonly partnerId: string;
  readonly apiKey: string;
  /** Address of the platform, for callbacks. */
  readonly publicUrl: string;
  readonly now: () => Date;
}

/** Document verification: is it genuine, and is the selfie of the same person? */
const JOB_TYPE = 6;
/** What `info.json` calls the pictures: base64 in the file itself. */
const IMAGE = { selfie: 2, front: 3, back: 7 } as const;
/** All others want a person: under review, provisional, not supported. */
const VERDICTS: Readonly<Record<string, IdentityResult['verdict']>> = {
  '0810': 'passed',
  '0811': 'failed',
};
const TIMEOUT_MS = 15_000;
/** Clocks differ, and callbacks are sent again. */
const FRESH_MS = 3_600_000;

const Prepared = z.object({ upload_url: z.url({ protocol: /^https?$/ }) });
const Signed = { timestamp: z.string(), signature: z.string() };
const Status = z.object({
  ...Signed,
  job_complete: z.boolean(),
  result: z.object({ ResultCode: z.string(), ResultText: z.string() }).optional(),
});

/**
 * Smile ID's REST API, version 1. A signature is over the time and who we are, not over what is sent: it
 * proves the sender and nothing of the content. So a callback is only a reason to ask, over TLS, for the
 * status of the job, and the answer to that is what counts.
 * Source: https://docs.usesmileid.com/integration-options/rest-api/signing-your-api-request
 */
export class SmileIdClient extends IdentityCheck {
  override readonly service = 'smile_id';
  readonly #options: SmileIdOptions;
  readonly #now: () => Date;

  constructor(options: SmileIdOptions) {
    super();
    this.#options = options;
    this.#now = options.now;
  }

  override async submit(job: IdentityJob): Promise<void> {
    const { partnerId, publicUrl } = this.#options;
    const about = {
      ...this.#signed(),
      smile_client_id: partnerId,
      file_name: 'selfie.zip',
      callback_url: `${publicUrl.replace(/\/$/, '')}${API_PREFIX}/kyc/callbacks/${this.service}`,
      partner_params: paramsOf(job),
    };
    const { upload_url: address } = Prepared.parse(
      await this.#post('/v1/upload', { ...about, model_parameters: {}, ...SDK }),
    );
    const { ok, status } = await fetch(address, {
      method: 'PUT',
      headers: { 'content-type': 'application/zip' },
      body: archiveOf(job, about),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!ok) throw new Error(`smile id refused the pictures: ${status}`);
  }

  override async resultOf(
    job: Pick<IdentityJob, 'jobId' | 'userId'>,
  ): Promise<IdentityResult | null> {
    const { partnerId: partner_id } = this.#options;
    const { jobId: job_id, userId: user_id } = job;
    const asked = { ...this.#signed(), partner_id, job_id, user_id };
    const answer = Status.parse(
      await this.#post('/v1/job_status', { ...asked, image_links: false, history: false }),
    );
    if (!this.#isSigned(answer)) throw new Error('smile id did not sign its answer');
    if (!answer.job_complete || !answer.result) return null;
    const { ResultCode: code, ResultText: text } = answer.result;
    return {
      verdict: VERDICTS[code] ?? 'unclear',
      code: code.slice(0, 20),
      text: text.slice(0, 200),
    };
  }

  override isGenuine(callback: IdentityCallback, now: Date): boolean {
    const age = Math.abs(now.getTime() - Date.parse(callback.timestamp));
    return age <= FRESH_MS && this.#isSigned(callback);
  }

  #signed(): { timestamp: string; signature: string } {
    const timestamp = this.#now().toISOString();
    return { timestamp, signature: this.#signatureOf(timestamp) };
  }

  #signatureOf(timestamp: string): string {
    const { apiKey, partnerId } = this.#options;
    const text = `${timestamp}${partnerId}sid_request`;
    return createHmac('sha256', apiKey).update(text).digest('base64');
  }

  #isSigned({ timestamp, signature }: { timestamp: string; signature: string }): boolean {
    const wanted = Buffer.from(this.#signatureOf(timestamp));
    const given = Buffer.from(signature);
    return wanted.length === given.length && timingSafeEqual(wanted, given);
  }

  async #post(path: string, body: object): Promise<unknown> {
    const response = await fetch(new URL(path, this.#options.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`smile id answered ${response.status} to ${path}`);
    return response.json();
  }
}

const SDK = { source_sdk: 'rest_api', source_sdk_version: '1.0.0' };

const paramsOf = ({ jobId: job_id, userId: user_id }: Pick<IdentityJob, 'jobId' | 'userId'>) => ({
  ...{ job_id, user_id },
  job_type: JOB_TYPE,
});

/** The pictures and what they are: an archive with one file of JSON. */
function archiveOf(job: IdentityJob, about: object): Buffer<ArrayBuffer> {
  const { country, selfie, front, back } = job;
  const image = (type: number, bytes: Buffer) => ({
    ...{ image_type_id: type, file_name: '' },
    image: bytes.toString('base64'),
  });
  const info = {
    package_information: { apiVersion: { buildNumber: 0, majorVersion: 2, minorVersion: 1 } },
    misc_information: { ...about, retry: 'false' },
    id_info: { country, id_type: 'IDENTITY_CARD', entered: 'false' },
    images: [
      image(IMAGE.selfie, selfie),
      image(IMAGE.front, front),
      ...(back ? [image(IMAGE.back, back)] : []),
    ],
  };
  // Pictures are compressed as they are.
  return Buffer.from(zipSync({ 'info.json': strToU8(JSON.stringify(info)) }, { level: 0 }));
}
