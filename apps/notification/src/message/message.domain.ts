import { newId } from '@edu/contract-kit';
import type { ChannelId } from '../channel/channel.ts';
import type { Template } from '../template/template.ts';

/** Attempts before a message is given up. */
export const MAX_ATTEMPTS = 5;
const RETRY_AFTER_S = [5, 30, 120, 600];

/**
 * What follows a failed attempt.
 *
 * @param attempts how many there were, this one included
 */
export function afterFailure(
  attempts: number,
  permanent: boolean,
): { giveUp: true } | { giveUp: false; retryAfterS: number } {
  if (permanent || attempts >= MAX_ATTEMPTS) return { giveUp: true };
  return { giveUp: false, retryAfterS: RETRY_AFTER_S[attempts - 1]! };
}

/** In the app always; elsewhere as the person wants. */
export function channelsFor(wanted: { email: boolean; sms: boolean }): ChannelId[] {
  return [
    'in_app',
    ...(wanted.email ? ['email' as const] : []),
    ...(wanted.sms ? ['sms' as const] : []),
  ];
}

export interface Draft {
  readonly id: string;
  readonly eventId: string;
  readonly userId: string;
  readonly channel: ChannelId;
  readonly template: string;
  readonly facts: object;
}

/** The messages of one event to one person, through each of these channels. */
export function draftMessages<F extends object>(
  eventId: string,
  template: Template<F>,
  userId: string,
  facts: F,
  channels: readonly ChannelId[],
): Draft[] {
  const parsed = template.facts.parse(facts);
  return channels.map((channel) => ({
    id: newId(),
    eventId,
    userId,
    channel,
    template: template.name,
    facts: parsed,
  }));
}
