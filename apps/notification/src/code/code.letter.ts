import {
  DateFormat,
  intlLocale,
  type Locale,
  type RpcInput,
  type TextParams,
} from '@edu/contract-kit';
import type { notificationRpc } from '@edu/contracts-notification';
import { translate, type TextKey } from '@edu/i18n';
import type { Letter } from '../channel/channel.ts';

export type CodeMessage = RpcInput<typeof notificationRpc.sendCode>['message'];
type NewSignIn = Extract<CodeMessage, { kind: 'new_sign_in' }>;

/** As long as auth takes an undo. */
const UNDO_HOURS = 72;

/** What to say to somebody who, perhaps, asked for a code. */
export function codeLetter(message: CodeMessage, locale: Locale): Letter {
  const { kind } = message;
  const [what, params] = whatHappened(message, locale);
  const stage = kind === 'account_erasure' ? message.stage : '';
  return {
    locale,
    title: translate(locale, `notifications.${kind}.title`, { stage }),
    lines: [translate(locale, what, params), translate(locale, adviceOf(message), { stage })],
    link: linkOf(message, locale),
  };
}

/** The line that differs from one message to another of the same kind. */
function whatHappened(message: CodeMessage, locale: Locale): readonly [TextKey, TextParams?] {
  switch (message.kind) {
    case 'code': {
      const { code, purpose, minutes } = message;
      return ['notifications.code.code', { code, purpose, minutes }];
    }
    case 'known_address':
    case 'unknown_address':
      return [`notifications.${message.kind}.what`];
    case 'export_ready':
      return ['notifications.export_ready.what'];
    case 'account_erasure': {
      const { stage, days } = message;
      return ['notifications.account_erasure.what', { stage, days }];
    }
    case 'new_sign_in':
      return ['notifications.new_sign_in.what', newSignIn(message, locale)];
    case 'family_invitation':
      return ['notifications.family_invitation.what', { as: message.as }];
    case 'account_changed':
      return ['notifications.account_changed.what', { what: message.what }];
    case 'address_changed': {
      const { undoToken, channel } = message;
      return undoToken
        ? ['notifications.address_changed.changed', { channel, hours: UNDO_HOURS }]
        : ['notifications.address_changed.restored', { channel }];
    }
  }
}

const isForDevice = (message: CodeMessage) =>
  message.kind === 'code' && message.purpose === 'device';

/** Whoever is sent a code because of a password that was right, and is not there, has lost the password. */
const adviceOf = (message: CodeMessage): TextKey =>
  isForDevice(message) ? 'notifications.code.deviceAdvice' : `notifications.${message.kind}.advice`;

function linkOf(message: CodeMessage, locale: Locale): Letter['link'] {
  if (message.kind === 'export_ready') {
    const label = translate(locale, 'notifications.export_ready.fetch');
    return { path: '/account/data', label, essential: true };
  }
  if (message.kind === 'account_erasure' && message.undoToken) {
    const label = translate(locale, 'notifications.account_erasure.undo');
    return { path: `/undo-erasure#${message.undoToken}`, label, essential: true };
  }
  if (message.kind === 'new_sign_in') {
    const label = translate(locale, 'notifications.new_sign_in.mine');
    return { path: '/account/security', label, essential: true };
  }
  if (message.kind === 'family_invitation') {
    const label = translate(locale, 'notifications.family_invitation.open');
    return { path: '/account/family', label, essential: true };
  }
  const essential = message.kind === 'account_changed';
  if (!essential && !isForDevice(message)) return undoLink(message, locale);
  const label = translate(locale, 'notifications.account_changed.mine');
  return { path: '/forgotten-password', label, essential };
}

function newSignIn({ at, zone, browser, system, country }: NewSignIn, locale: Locale): TextParams {
  const name = intlLocale(locale);
  const when = new DateFormat(locale, {
    ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    timeZone: zone ?? 'UTC',
    timeZoneName: 'short',
  }).format(new Date(at));
  const both = browser !== null && system !== null;
  const device = both
    ? translate(locale, 'notifications.new_sign_in.device', { browser, system })
    : (browser ?? system ?? translate(locale, 'notifications.new_sign_in.unknown'));
  const place = country && new Intl.DisplayNames(name, { type: 'region' }).of(country);
  return { when, device, known: place ? 'yes' : 'no', place: place ?? '' };
}

/** Behind `#`, so that no server on the way reads or logs the token. */
function undoLink(message: CodeMessage, locale: Locale): Letter['link'] {
  if (message.kind !== 'address_changed' || !message.undoToken) return null;
  return {
    path: `/undo-address#${message.undoToken}`,
    label: translate(locale, 'notifications.address_changed.undo'),
    essential: true,
  };
}
