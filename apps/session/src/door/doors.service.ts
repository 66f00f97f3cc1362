import { Injectable } from '@nestjs/common';
import type { Actor, RpcInput, RpcOutput } from '@edu/contract-kit';
import { sessionErrors, type sessionRpc } from '@edu/contracts-session';
import { userPrincipal } from '@edu/identity';
import { Clock } from '@edu/service';
import { SessionConfig } from '../app.config.ts';
import { roomPolicies } from '../room/room.policies.ts';
import { SessionDb } from '../session.db.ts';
import { doorTimes, enter, MAX_WRONG, pinOf, type DoorState, type Entry } from './door.domain.ts';
import { FIND_DOOR, KEEP_ENTRY, LOCK_DOOR, type DoorRow } from './door.sql.ts';

type DoorView = RpcOutput<typeof sessionRpc.door>;

/** The doors of lessons in person: the learner says a PIN there, and whoever teaches enters it. */
@Injectable()
export class Doors {
  constructor(
    private readonly db: SessionDb,
    private readonly config: SessionConfig,
    private readonly clock: Clock,
  ) {}

  /** @throws session.not_found unless the actor is one of its people, session.not_in_person */
  async get(bookingId: string, actor: Actor): Promise<DoorView> {
    const [found] = await this.db.query(FIND_DOOR, { bookingId, userId: actor.userId });
    const principal = userPrincipal(actor);
    const row = roomPolicies.check('room.door', principal, found ?? null);
    const door = doorOf(row);
    const now = this.clock.now();
    const { shownFrom, closesAt } = doorTimes(door.lesson);
    const isShown =
      roomPolicies.judge('room.pin', principal, row) === 'allow' &&
      !door.checkedInAt &&
      now >= shownFrom &&
      now < closesAt;
    return viewOf(bookingId, door, isShown ? this.pinOf(bookingId, door) : null);
  }

  /**
   * @throws session.not_found unless the actor teaches it, session.not_in_person,
   * session.door_not_open, session.wrong_pin, session.too_many_pins
   */
  async checkIn(
    { bookingId, pin }: RpcInput<typeof sessionRpc.checkIn>,
    actor: Actor,
  ): Promise<DoorView> {
    const { entry, door } = await this.keep(bookingId, pin, actor);
    refuse(entry, door);
    return viewOf(bookingId, door, null);
  }

  /** A wrong PIN is kept as well, so what is thrown comes after. */
  private keep(
    bookingId: string,
    pin: string,
    actor: Actor,
  ): Promise<{ entry: Entry; door: DoorState }> {
    return this.db.tx(async (tx) => {
      const [found] = await tx.query(LOCK_DOOR, { bookingId, userId: actor.userId });
      const row = roomPolicies.check('room.check_in', userPrincipal(actor), found ?? null);
      const door = doorOf(row);
      const now = this.clock.now();
      const entry = enter(door, pin, this.pinOf(bookingId, door), now);
      if (entry !== 'wrong' && entry !== 'checked in') return { entry, door };
      const { wrongPins } = door;
      const kept =
        entry === 'wrong'
          ? { wrongPins: wrongPins + 1, checkedInAt: null }
          : { wrongPins, checkedInAt: now };
      await tx.execute(KEEP_ENTRY, { bookingId, ...kept });
      return { entry, door: { ...door, ...kept } };
    });
  }

  private pinOf(bookingId: string, { lesson }: DoorState): string {
    return pinOf(this.config.DOOR_SECRET, bookingId, lesson.startsAt);
  }
}

/** @throws session.not_in_person */
function doorOf(row: DoorRow): DoorState {
  if (row.mode !== 'in_person') throw sessionErrors.notInPerson();
  return {
    lesson: { startsAt: row.starts_at, endsAt: row.ends_at },
    wrongPins: row.wrong_pins,
    checkedInAt: row.checked_in_at,
  };
}

function refuse(entry: Entry, door: DoorState): void {
  const left = MAX_WRONG - door.wrongPins;
  if (entry === 'not open') {
    const { opensAt, closesAt } = doorTimes(door.lesson);
    throw sessionErrors.doorNotOpen({
      params: { opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString() },
    });
  }
  if (entry === 'wrong' && left > 0) throw sessionErrors.wrongPin({ params: { left } });
  if (entry === 'wrong' || entry === 'too many') {
    throw sessionErrors.tooManyPins({ params: { max: MAX_WRONG } });
  }
}

function viewOf(bookingId: string, door: DoorState, pin: string | null): DoorView {
  const { shownFrom, opensAt, closesAt } = doorTimes(door.lesson);
  return {
    ...{ bookingId, pin },
    shownFrom: shownFrom.toISOString(),
    opensAt: opensAt.toISOString(),
    closesAt: closesAt.toISOString(),
    triesLeft: MAX_WRONG - door.wrongPins,
    checkedInAt: door.checkedInAt?.toISOString() ?? null,
  };
}
