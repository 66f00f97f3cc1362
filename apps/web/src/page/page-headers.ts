import type { paths } from '@edu/client';

/** The gateway's. */
const REPORTS = '/api/v1/client-reports' satisfies keyof paths;

/**
 * No script or style stands in a page, so none is allowed there; React sets styles through the
 * CSSOM, which the policy does not touch.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "media-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  'report-to reports',
  // For browsers without the Reporting API.
  `report-uri ${REPORTS}`,
];

/** Further sources of one page: the classroom's server, the form of a payment service, map tiles. */
export type PolicySources = Readonly<
  Partial<Record<'connect-src' | 'frame-src' | 'img-src' | 'script-src', readonly string[]>>
>;

export function contentSecurityPolicy(more: PolicySources = {}): string {
  const extended = POLICY.map((rule) => {
    const [name] = rule.split(' ', 1) as [keyof PolicySources];
    return [rule, ...(more[name] ?? [])].join(' ');
  });
  const frames = more['frame-src'];
  return [...extended, ...(frames ? [`frame-src ${frames.join(' ')}`] : [])].join('; ');
}

/** Sent with every answer of the web. */
export const PAGE_HEADERS = {
  'content-security-policy': contentSecurityPolicy(),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(self), microphone=(), payment=(self), usb=()',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'reporting-endpoints': `reports="${REPORTS}"`,
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
} as const;

/** For the page whose business it is. */
export const CLASSROOM_PERMISSIONS =
  'camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()';
