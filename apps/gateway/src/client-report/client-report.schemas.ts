import { z } from 'zod';

const MAX_REPORTS = 20;
/** A page that took longer than this was left alone in a background tab. */
const MAX_MS = 120_000;

const route = z
  .string()
  .max(200)
  .meta({
    description: 'The path of the page; counted by its pattern, so ids in it go nowhere.',
    examples: ['/fr/search'],
  });

export const VITALS = ['LCP', 'INP', 'TTFB', 'FCP', 'CLS'] as const;
export const DEVICES = ['phone', 'desktop'] as const;

const Vital = z
  .strictObject({
    kind: z.literal('vital'),
    name: z.enum(VITALS).describe('As the library web-vitals names it.'),
    value: z
      .number()
      .min(0)
      .max(MAX_MS)
      .meta({ description: 'Milliseconds; of CLS a score.', examples: [1840] }),
    route,
    device: z.enum(DEVICES).describe('What people hold: `phone` when the screen is narrow.'),
  })
  .describe('How a page felt. Source: web.dev/articles/vitals');

const ClientError = z
  .strictObject({
    kind: z.literal('error'),
    name: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9_]{0,59}$/)
      .meta({
        description: 'Of the class of the error, never its message.',
        examples: ['TypeError'],
      }),
    route,
    script: z
      .string()
      .regex(/^[A-Za-z0-9_.-]{1,64}$/)
      .optional()
      .meta({ description: 'File name of the script.', examples: ['search-BxK3sd9a.js'] }),
    line: z.int().min(0).max(1e9).optional(),
    column: z.int().min(0).max(1e9).optional(),
    release: z
      .string()
      .regex(/^[A-Za-z0-9_.-]{1,64}$/)
      .optional()
      .meta({ description: 'Of the page.', examples: ['b2aa086'] }),
  })
  .describe('An error that nobody caught.');

/** What our own pages send. */
export const ClientReports = z.strictObject({
  reports: z
    .array(z.discriminatedUnion('kind', [Vital, ClientError]))
    .min(1)
    .max(MAX_REPORTS),
});
export type ClientReport = z.infer<typeof ClientReports>['reports'][number];

/** What is read of a violation; browsers differ in the rest. */
export interface CspViolation {
  readonly directive: string;
  /** An address, or a word as `inline`. */
  readonly blocked: string;
  readonly page: string;
}

const text = z.string().max(2_000).catch('');

/** Source: W3C Reporting API, section 2.1; CSP Level 3, section 5.3 */
const Reported = z.object({
  type: z.literal('csp-violation'),
  body: z.object({ effectiveDirective: text, blockedURL: text, documentURL: text }),
});
/** What browsers without the Reporting API send. Source: CSP Level 3, section 5.5 */
const CspReport = z.object({
  'csp-report': z.object({
    'effective-directive': text,
    'violated-directive': text,
    'blocked-uri': text,
    'document-uri': text,
  }),
});

/** Violations in what browsers send by themselves; other reports and nonsense are none. */
export function violationsIn(body: unknown): CspViolation[] {
  return [body].flat().slice(0, MAX_REPORTS).flatMap(violation);
}

function violation(report: unknown): CspViolation | [] {
  const reported = Reported.safeParse(report).data?.body;
  if (reported) {
    const { effectiveDirective, blockedURL, documentURL } = reported;
    return { directive: effectiveDirective, blocked: blockedURL, page: documentURL };
  }
  const old = CspReport.safeParse(report).data?.['csp-report'];
  if (!old) return [];
  return {
    directive: old['effective-directive'] || old['violated-directive'].split(' ', 1)[0]!,
    blocked: old['blocked-uri'],
    page: old['document-uri'],
  };
}
