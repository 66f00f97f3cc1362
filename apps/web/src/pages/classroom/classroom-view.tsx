import { useQuery } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { ApiError } from '@edu/client';
import { ErrorNotice, QueryView, useTexts } from '@edu/ui';
import { useApi, useParam } from '../../island/api-context.tsx';
import { ClosedDoor } from './closed-door.tsx';
import { lookAgainInMs } from './door.ts';
import { Ended } from './ended.tsx';
import { askAtDoor, type Classroom } from './ask-at-door.ts';
import { Lobby } from './lobby.tsx';
import type { LiveRoom } from './room/live-room.ts';
import type { Choices } from './room/room-options.ts';
import { RoomView } from './room/room-view.tsx';

/** A classroom, from its door to the end of the lesson. */
export function ClassroomView() {
  const t = useTexts();
  const api = useApi();
  const id = useParam('bookingId');
  const booking = useQuery({
    queryKey: ['booking', id],
    queryFn: ({ signal }) =>
      api
        .get('/api/v1/bookings/{id}', { params: { path: { id } }, signal })
        .catch((error: unknown) => {
          // An address with a slip in it is nobody's booking, like one of other people.
          if (error instanceof ApiError && [400, 404].includes(error.status)) return null;
          throw error;
        }),
  });
  return (
    <>
      <h1>{t('classroom.title')}</h1>
      <QueryView query={booking}>
        {(found) =>
          found ? <OfBooking booking={found} /> : <ClosedDoor why="notFound" bookingId={id} />
        }
      </QueryView>
    </>
  );
}

function OfBooking({ booking }: { booking: Classroom }) {
  const api = useApi();
  const [live, setLive] = useState<LiveRoom>();
  const door = useQuery({
    queryKey: ['door', booking.id, booking.version],
    queryFn: () => askAtDoor(api, booking),
    enabled: !live,
    refetchInterval: ({ state }) =>
      state.data
        ? (lookAgainInMs(state.data.door, Date.now() + state.data.clockOffset) ?? false)
        : false,
    refetchIntervalInBackground: true,
  });
  const [failure, setFailure] = useState<unknown>();

  const join = async (choices: Choices, withCamera: boolean) => {
    setFailure(undefined);
    try {
      // Passes are short-lived, and a lesson may have been called off since the page was opened.
      const [{ data }, { LiveRoom }] = await Promise.all([
        door.refetch({ throwOnError: true }),
        import('./room/live-room.ts'),
      ]);
      if (data?.door.is !== 'open') return;
      const { url, token } = data.door.pass;
      const room = new LiveRoom(choices);
      setLive(room);
      await room.enter(url, token, withCamera);
    } catch (error) {
      setFailure(error);
    }
  };

  if (live) {
    return <Visit live={live} booking={booking} onAgain={() => setLive(undefined)} />;
  }
  return (
    <QueryView query={door}>
      {({ door: at, clockOffset }) =>
        at.is === 'closed' ? (
          <ClosedDoor why={at.why} bookingId={booking.id} />
        ) : (
          <>
            <Lobby door={at} booking={booking} clockOffset={clockOffset} onJoin={join} />
            {failure !== undefined && <ErrorNotice error={failure} />}
          </>
        )
      }
    </QueryView>
  );
}

interface VisitProps {
  readonly live: LiveRoom;
  readonly booking: Classroom;
  readonly onAgain: () => void;
}

function Visit({ live, booking, onAgain }: VisitProps) {
  const state = useSyncExternalStore(live.subscribe, live.state);
  const { phase, ending } = state;
  if (phase === 'unreachable' || (phase === 'ended' && ending)) {
    return <Ended ending={ending ?? 'unreachable'} bookingId={booking.id} onAgain={onAgain} />;
  }
  return <RoomView live={live} state={state} booking={booking} />;
}
