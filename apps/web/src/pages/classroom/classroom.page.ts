import { islandPage } from '../../page/island-page.tsx';
import { CLASSROOM_PERMISSIONS } from '../../page/page-headers.ts';

export const classroomPage = islandPage({
  path: '/classroom/:bookingId',
  entry: 'classroom',
  title: 'classroom.title',
  texts: ['site', 'classroom'],
  permissions: CLASSROOM_PERMISSIONS,
  // It speaks with the server over a WebSocket, and asks by HTTP why it was refused.
  policy: ({ LIVEKIT_URL }) =>
    LIVEKIT_URL === 'none'
      ? {}
      : { 'connect-src': [LIVEKIT_URL, LIVEKIT_URL.replace(/^ws/, 'http')].map(originOf) },
});

function originOf(address: string): string {
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
}
