import { bookingStream } from './booking.stream.ts';
import {
  forgedTokenStream,
  forgedWebhookStream,
  guessStream,
  hugeBodyStream,
} from './hostile.streams.ts';
import { intentStream } from './intent.stream.ts';
import { loginStream } from './login.stream.ts';
import { monthStream } from './month.stream.ts';
import { refreshStream } from './refresh.stream.ts';
import { searchStream } from './search.stream.ts';
import { seriesStream } from './series.stream.ts';
import { slotsStream } from './slots.stream.ts';
import type { Stage } from './stage.ts';
import { STAMPEDE, stampedeStream } from './stampede.stream.ts';
import type { Stream } from './stream.ts';
import { tokenStream } from './token.stream.ts';
import { webhookStream } from './webhook.stream.ts';

/** A limit on a percentile, in milliseconds. */
export interface Bar {
  readonly percentile: 'p95' | 'p99';
  readonly ms: number;
}

/** What is aimed at beyond the bar: milliseconds, so many more than the psps take, or so many times the floor. */
export type Aim =
  | { readonly percentile: Bar['percentile']; readonly ms: number }
  | { readonly percentile: 'p95'; readonly beyondPsp: number }
  | { readonly percentile: 'p95'; readonly floors: number };

export interface StreamKind {
  readonly summary: string;
  readonly open: (stage: Stage) => Stream;
  /** What the platform promises. */
  readonly bar: Bar;
  readonly aim?: Aim;
  /** Requests that come at one moment; by default they come one by one, at random. */
  readonly burst?: number;
}

/** What is refused is refused soon: it must not pile up either. */
const HOSTILE = { percentile: 'p95', ms: 1_000 } as const;

/** Every kind of request. The bars are those of the service levels. */
export const STREAMS = {
  search: {
    summary: 'a subject within 10 km, best first',
    open: (stage) => searchStream('near', stage),
    bar: { percentile: 'p95', ms: 200 },
    aim: { percentile: 'p95', floors: 3 },
  },
  'search-wide': {
    summary: 'a subject anywhere, best first',
    open: (stage) => searchStream('anywhere', stage),
    bar: { percentile: 'p95', ms: 200 },
    aim: { percentile: 'p95', floors: 3 },
  },
  'search-none': {
    summary: 'a word that nobody uses',
    open: (stage) => searchStream('nothing', stage),
    bar: { percentile: 'p95', ms: 200 },
  },
  slots: {
    summary: 'the free times of a month',
    open: slotsStream,
    bar: { percentile: 'p95', ms: 200 },
  },
  booking: {
    summary: 'book a slot, 5 % of them taken',
    open: bookingStream,
    bar: { percentile: 'p95', ms: 150 },
    aim: { percentile: 'p95', floors: 5 },
  },
  create: {
    summary: 'book a slot that nobody else wants',
    open: (stage) => bookingStream(stage, { conflicts: 0 }),
    bar: { percentile: 'p95', ms: 150 },
    aim: { percentile: 'p95', ms: 15 },
  },
  stampede: {
    summary: `${STAMPEDE} learners want one slot at the same moment`,
    open: stampedeStream,
    burst: STAMPEDE,
    bar: { percentile: 'p95', ms: 1_000 },
    aim: { percentile: 'p95', ms: 300 },
  },
  series: {
    summary: 'book 52 lessons at once',
    open: seriesStream,
    bar: { percentile: 'p95', ms: 250 },
    aim: { percentile: 'p95', ms: 60 },
  },
  month: {
    summary: 'the month of a provider with 400 lessons',
    open: monthStream,
    bar: { percentile: 'p95', ms: 200 },
    aim: { percentile: 'p95', ms: 30 },
  },
  intent: {
    summary: 'open the payment of a held slot, with what the simulator of Stripe takes',
    open: intentStream,
    bar: { percentile: 'p95', ms: 300 },
    aim: { percentile: 'p95', beyondPsp: 30 },
  },
  webhook: {
    summary: 'a payment succeeded, 10 % sent twice',
    open: webhookStream,
    bar: { percentile: 'p99', ms: 500 },
    aim: { percentile: 'p99', ms: 100 },
  },
  token: {
    summary: 'enter a classroom',
    open: tokenStream,
    bar: { percentile: 'p95', ms: 120 },
    aim: { percentile: 'p95', ms: 15 },
  },
  login: {
    summary: 'sign in by password',
    open: loginStream,
    bar: { percentile: 'p95', ms: 300 },
  },
  refresh: {
    summary: 'new tokens for a refresh token',
    open: refreshStream,
    bar: { percentile: 'p95', ms: 120 },
    aim: { percentile: 'p95', ms: 20 },
  },
  guesses: { summary: 'guesses of passwords', open: guessStream, bar: HOSTILE },
  'huge-bodies': { summary: 'bodies of 2 MB', open: hugeBodyStream, bar: HOSTILE },
  'forged-tokens': { summary: 'access tokens of others', open: forgedTokenStream, bar: HOSTILE },
  'forged-webhooks': {
    summary: 'payments that nobody made',
    open: forgedWebhookStream,
    bar: HOSTILE,
  },
} as const satisfies Record<string, StreamKind>;

export type StreamName = keyof typeof STREAMS;

/** Streams that run at the same time, with their requests a second. */
export interface Scenario {
  readonly name: string;
  /** Left out of a quick run, unless it is asked for: it needs time, or a machine that does nothing else. */
  readonly wholeOnly?: true;
  readonly rates: Readonly<Partial<Record<StreamName, number>>>;
}

export const SCENARIOS: readonly Scenario[] = [
  { name: 'search', rates: { search: 50 } },
  { name: 'search-wide', rates: { 'search-wide': 20 } },
  { name: 'search-none', rates: { 'search-none': 20 } },
  { name: 'slots', rates: { slots: 100 } },
  { name: 'booking', rates: { booking: 100 } },
  { name: 'create', wholeOnly: true, rates: { create: 50 } },
  { name: 'stampede', wholeOnly: true, rates: { stampede: 100 } },
  { name: 'series', rates: { series: 5 } },
  { name: 'month', rates: { month: 20 } },
  { name: 'intent', wholeOnly: true, rates: { intent: 20 } },
  { name: 'webhook', rates: { webhook: 100 } },
  { name: 'token', rates: { token: 100 } },
  { name: 'login', rates: { login: 20, search: 50 } },
  { name: 'refresh', rates: { refresh: 100 } },
  {
    // The honest ones keep the bars that they have without the others.
    name: 'hostile',
    wholeOnly: true,
    rates: {
      ...{ login: 20, search: 20, refresh: 20 },
      ...{ guesses: 30, 'huge-bodies': 10, 'forged-tokens': 50, 'forged-webhooks': 30 },
    },
  },
  {
    name: 'mixed',
    rates: { search: 30, slots: 30, booking: 20, webhook: 10, token: 20, login: 1 },
  },
];
