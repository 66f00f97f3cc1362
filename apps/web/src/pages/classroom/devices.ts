/** Why a camera or microphone cannot be used: each has words that say what to do. */
export type DeviceProblem = 'refused' | 'absent' | 'busy' | 'unsupported';

/** @param error what `getUserMedia` was refused with */
export function deviceProblem(error: unknown): DeviceProblem {
  switch (nameOf(error)) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
    case 'SecurityError':
      return 'refused';
    case 'NotFoundError':
    case 'DevicesNotFoundError':
    case 'OverconstrainedError':
      return 'absent';
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return 'busy';
    default:
      return 'unsupported';
  }
}

function nameOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : '';
}

export type NetworkGrade = 'good' | 'slow' | 'bad';

/**
 * How a connection will do for a lesson, by the milliseconds that small requests took; those that
 * failed took for ever. The first is left out, which had the connection to make.
 */
export function networkGrade(tookMs: readonly number[]): NetworkGrade {
  const sorted = tookMs.slice(tookMs.length > 1 ? 1 : 0).sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? Infinity;
  if (median > 1_000) return 'bad';
  return median > 400 ? 'slow' : 'good';
}

export type Ending = 'left' | 'elsewhere' | 'closed' | 'lost';

/** Why somebody is out of the room, by the name of LiveKit's reason. */
export function endingOf(reason: string | undefined): Ending {
  switch (reason) {
    case 'CLIENT_INITIATED':
      return 'left';
    case 'DUPLICATE_IDENTITY':
      return 'elsewhere';
    case 'PARTICIPANT_REMOVED':
    case 'ROOM_DELETED':
    case 'ROOM_CLOSED':
      return 'closed';
    default:
      return 'lost';
  }
}
