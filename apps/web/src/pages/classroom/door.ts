/** What a classroom's page knows about the booking. */
export interface DoorBooking {
  readonly state: string;
  readonly mode: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** Lets one person in. */
export interface Pass {
  readonly token: string;
  /** WebSocket address of the classroom's server; null where there is none. */
  readonly url: string | null;
  readonly expiresAt: string;
}

/** What was answered when a pass was asked for. */
export type PassAnswer =
  | { readonly pass: Pass }
  | { readonly code: string; readonly params?: Readonly<Record<string, unknown>> | undefined };

export type ClosedWhy =
  'notFound' | 'notPaid' | 'calledOff' | 'inPerson' | 'over' | 'noServer' | 'notOpen';

/** What stands at the door of a classroom. Instants in ms. */
export type Door =
  | { readonly is: 'open'; readonly pass: Pass & { readonly url: string } }
  | { readonly is: 'early'; readonly opensAt: number }
  /** It was paid a moment ago: the room is not known yet. */
  | { readonly is: 'preparing' }
  | { readonly is: 'closed'; readonly why: ClosedWhy };

const closed = (why: ClosedWhy): Door => ({ is: 'closed', why });

/** What a booking alone keeps shut; undefined: a pass is to be asked for. */
export function doorOfBooking({ state, mode }: DoorBooking): Door | undefined {
  if (mode !== 'online') return closed('inPerson');
  switch (state) {
    case 'requested':
    case 'proposed':
    case 'pending':
      return closed('notPaid');
    case 'completed':
    case 'no_show':
      return closed('over');
    case 'expired':
    case 'declined':
    case 'canceled':
    case 'refunded':
      return closed('calledOff');
    default:
      return undefined;
  }
}

/**
 * What an answer means for the door.
 *
 * @param now by the server's clock, ms
 * @returns undefined when the answer says nothing about the classroom: the call itself failed
 */
export function doorOfAnswer(answer: PassAnswer, now: number): Door | undefined {
  if ('pass' in answer) {
    const { url } = answer.pass;
    return url === null ? closed('noServer') : { is: 'open', pass: { ...answer.pass, url } };
  }
  switch (answer.code) {
    case 'session.not_open': {
      const [opensAt, closesAt] = ['opensAt', 'closesAt'].map((name) => instant(answer, name));
      if (opensAt === undefined || closesAt === undefined) return closed('notOpen');
      return now >= closesAt ? closed('over') : { is: 'early', opensAt };
    }
    case 'session.not_online':
      return closed('inPerson');
    case 'session.not_found':
      return { is: 'preparing' };
    default:
      return undefined;
  }
}

function instant(answer: Exclude<PassAnswer, { pass: Pass }>, name: string): number | undefined {
  const at = Date.parse(String(answer.params?.[name]));
  return Number.isNaN(at) ? undefined : at;
}

const SOON_MS = 5_000;
const SELDOM_MS = 60_000;

/**
 * Milliseconds until the door is looked at again. A device's clock may be wrong by hours, so what it
 * counts down to decides nothing by itself.
 */
export function lookAgainInMs(door: Door, now: number): number | undefined {
  if (door.is === 'preparing') return SOON_MS;
  if (door.is !== 'early') return undefined;
  return Math.min(SELDOM_MS, Math.max(SOON_MS, door.opensAt - now + 500));
}
