import { createHmac } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { z } from 'zod';
import { sendOverview } from '../kit/control.ts';
import { Deliveries } from '../kit/deliveries.ts';
import { deliveryFaults } from '../kit/delivery-faults.ts';
import { seed } from '../kit/fault-board.ts';
import { faultRule } from '../kit/fault-rule.ts';
import { formatInstant, html, table } from '../kit/html.ts';
import { hexadecimalId } from '../kit/ids.ts';
import { Later } from '../kit/later.ts';
import { openSimulator, type Simulator, type SimulatorOptions } from '../kit/simulator.ts';

const smileIdFaults = z.strictObject({
  seed,
  /** 500, and nothing happened. */
  fail: faultRule.prefault({}),
  /** The documents do not match (0811). */
  reject: faultRule.prefault({}),
  /** Somebody has to look (0812). */
  unclear: faultRule.prefault({}),
  webhooks: deliveryFaults.prefault({}),
});

export interface SmileIdSimulatorOptions extends SimulatorOptions {
  partnerId: string;
  apiKey: string;
  /** How long a job takes. */
  answerMs?: number;
}

export type SmileIdSimulator = Simulator<z.infer<typeof smileIdFaults>>;

interface Job {
  jobId: string;
  userId: string;
  jobType: number;
  callbackUrl: string;
  /** Pictures by their type, as they arrived. */
  images: number[];
  code: string | null;
  text: string | null;
  createdAt: number;
}

const TEXTS = {
  '0810': 'Document Verified',
  '0811': 'Document Not Verified',
  '0812': 'Document Verification Under Review',
} as const;

const signed = { timestamp: z.iso.datetime({ offset: true }), signature: z.string() };
const PARAMS = z.object({ job_id: z.uuid(), user_id: z.string(), job_type: z.int() });
const UPLOAD = z.object({
  ...signed,
  smile_client_id: z.string(),
  file_name: z.literal('selfie.zip'),
  callback_url: z.url(),
  partner_params: PARAMS,
});
const STATUS = z.object({
  ...signed,
  partner_id: z.string(),
  job_id: z.uuid(),
  user_id: z.string(),
});
const INFO = z.object({
  id_info: z.object({ country: z.string().length(2), id_type: z.string().min(1) }),
  images: z.array(z.object({ image_type_id: z.int(), image: z.base64() })).min(2),
});
const FRESH_MS = 3_600_000;
const RETRY = { baseMs: 500, maxMs: 60_000, maxAttempts: 8, timeoutMs: 10_000 };

/** Base64 of HMAC-SHA256 over time, partner and a constant: it is not over what is sent. */
export function smileSignature(timestamp: string, partnerId: string, apiKey: string): string {
  return createHmac('sha256', apiKey)
    .update(`${timestamp}${partnerId}sid_request`)
    .digest('base64');
}

/** Starts a stand-in for Smile ID's document verification: upload, job status, signed callbacks. */
export async function startSmileIdSimulator(
  options: SmileIdSimulatorOptions,
): Promise<SmileIdSimulator> {
  const { partnerId, apiKey, answerMs = 300 } = options;
  const parts = openSimulator<{ job: Job }, z.infer<typeof smileIdFaults>>(options, {
    faults: smileIdFaults,
    answerError: (reply, status, message) =>
      void reply.code(status).send({ error: message, code: '2204' }),
  });
  const { server, store, faults, log } = parts;
  const later = new Later<'answer'>(store, log);
  const deliveries = new Deliveries(store, faults, {
    endpoint: { url: null, secret: apiKey },
    retry: RETRY,
    log,
    sign: () => ({ 'content-type': 'application/json' }),
  });
  server.addContentTypeParser('application/zip', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );

  const refuse = (status: number, message: string): never => {
    throw Object.assign(new Error(message), { statusCode: status });
  };
  const checked = <T extends { timestamp: string; signature: string }>(
    schema: z.ZodType<T>,
    body: unknown,
  ): T => {
    if (faults.take(faults.current.fail)) refuse(500, 'Internal Server Error');
    const { success, data } = schema.safeParse(body);
    if (!success) return refuse(400, 'Invalid request');
    const { timestamp, signature } = data;
    const isFresh = Math.abs(Date.now() - Date.parse(timestamp)) < FRESH_MS;
    if (!isFresh || signature !== smileSignature(timestamp, partnerId, apiKey)) {
      refuse(401, 'The signature does not match');
    }
    return data;
  };
  const signedNow = () => {
    const timestamp = new Date().toISOString();
    return { timestamp, signature: smileSignature(timestamp, partnerId, apiKey) };
  };
  const resultOf = ({ jobId, userId, jobType, code, text }: Job) => ({
    ResultCode: code,
    ResultText: text,
    SmileJobID: jobId.slice(0, 10),
    IsFinalResult: 'true',
    PartnerParams: { job_id: jobId, user_id: userId, job_type: jobType },
  });

  server.post('/v1/upload', (request) => {
    const { partner_params: params, callback_url: callbackUrl } = checked(UPLOAD, request.body);
    const { job_id: jobId, user_id: userId, job_type: jobType } = params;
    const job = { jobId, userId, jobType, callbackUrl, images: [], code: null, text: null };
    if (!store.find('job', jobId)) store.put('job', jobId, { ...job, createdAt: Date.now() });
    const address = `http://${request.host}/uploads/${jobId}`;
    return { code: '2202', upload_url: address, smile_job_id: hexadecimalId('') };
  });
  server.put<{ Params: { id: string } }>('/uploads/:id', { bodyLimit: 20_000_000 }, (request) => {
    const job = store.find('job', request.params.id) ?? refuse(404, 'No such upload');
    const { 'info.json': info } = unzipSync(request.body as Buffer);
    const { images } = INFO.parse(JSON.parse(strFromU8(info!)));
    job.images = images.map(({ image_type_id }) => image_type_id);
    store.put('job', job.jobId, job);
    later.schedule(job.jobId, 'answer', answerMs);
    return {};
  });
  server.post('/v1/job_status', (request) => {
    const { job_id: jobId } = checked(STATUS, request.body);
    const job = store.find('job', jobId) ?? refuse(404, 'No such job');
    const isOver = job.code !== null;
    return {
      ...signedNow(),
      job_complete: isOver,
      job_success: job.code === '0810',
      code: isOver ? '2302' : '2304',
      ...(isOver && { result: resultOf(job) }),
    };
  });
  server.get('/', (_request, reply) => {
    const jobs = store.list('job', { limit: 200 });
    const body = html`${table(
      ['Since', 'Job', 'Pictures', 'Answer'],
      jobs.map((job) => [
        formatInstant(job.createdAt),
        job.jobId,
        job.images.join(', '),
        `${job.code ?? ''} ${job.text ?? 'under way'}`,
      ]),
      'No jobs.',
    )}`;
    return sendOverview(reply, 'Smile ID', body, { faults, deliveries });
  });

  const answer = (jobId: string): void => {
    const job = store.find('job', jobId);
    if (!job || job.code !== null) return;
    const { reject, unclear } = faults.current;
    const code = faults.take(reject) ? '0811' : faults.take(unclear) ? '0812' : '0810';
    Object.assign(job, { code, text: TEXTS[code] });
    store.put('job', jobId, job);
    const body = JSON.stringify({ ...resultOf(job), ...signedNow() });
    deliveries.enqueue({ id: jobId, type: 'job.complete', body, url: job.callbackUrl });
  };
  return parts.start({ deliveries, later }, () => later.start(answer));
}
