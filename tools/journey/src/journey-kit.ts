export {
  freshEmail,
  freshPhone,
  openTutor,
  signUp,
  signUpByPhone,
  stepUpByCode,
  type Person,
} from './actors.ts';
export { problemOf, UnexpectedAnswer, type Answer, type RawAnswer } from './answer.ts';
export {
  ApiClient,
  type ApiClientOptions,
  type CallOptions,
  type RawRequest,
} from './api-client.ts';
export { openCast, type Cast } from './authorisation/cast.ts';
export { cellsOf } from './authorisation/cells.ts';
export { tryGatewayRoutes } from './authorisation/gateway-routes.ts';
export { NatsUser } from './authorisation/nats-user.ts';
export { replay } from './authorisation/replay.ts';
export { sampleCells } from './authorisation/sample.ts';
export { missingInTable } from './authorisation/table.ts';
export { payByCard } from './card.ts';
export { contractRequest } from './contract-request.ts';
export { eventually } from './eventually.ts';
export { clientAt, refused, type Gateway } from './gateway-client.ts';
export { inParallel, percentile } from './in-parallel.ts';
export { runJourney, type JourneyPlatform, type JourneyResult } from './journey.ts';
export { openLesson } from './open-lesson.ts';
export { poissonGap } from './open-loop.ts';
export { Postbox, type SimulatorUrls } from './postbox.ts';
export { journeyPlatform } from './platform-target.ts';
export { Progress } from './proofs/proof.ts';
export { Arena } from './races/arena.ts';
export { SLOT_RACES } from './races/slot-races.ts';
export { raceIsFair, runRace, type RaceResult } from './race.ts';
export { enrolStaff, signInByPasskey, stepUpByPasskey } from './staff-passkey.ts';
export { seededRandom } from '@edu/simulators/kit/random';
export { firstStart, readSlots } from './slots.ts';
