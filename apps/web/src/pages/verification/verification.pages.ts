import type { WebConfig } from '../../app.config.ts';
import { islandPage } from '../../page/island-page.tsx';

/** Documents are sent to where the storage is, and read from there. */
const policy = ({ UPLOADS_ORIGIN }: WebConfig) =>
  UPLOADS_ORIGIN ? { 'connect-src': [UPLOADS_ORIGIN] } : {};

/** What is checked of providers: their own page, and those of who checks. */
export const verificationPages = [
  islandPage({
    path: '/account/verification',
    entry: 'verification',
    title: 'verification.title',
    texts: ['verification', 'proof', 'site'],
    policy,
  }),
  islandPage({
    path: '/staff/verifications',
    entry: 'verification-queue',
    title: 'verification.queue.title',
    texts: ['verification', 'staff', 'proof', 'site'],
  }),
  islandPage({
    path: '/staff/verifications/:caseId',
    entry: 'verification-case',
    title: 'verification.case.title',
    texts: ['verification', 'staff', 'proof', 'site'],
    policy,
  }),
];
