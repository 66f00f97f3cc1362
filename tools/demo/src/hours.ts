import type { RpcArgs } from '@edu/contract-kit';
import type { availabilityRpc } from '@edu/contracts-availability';

type Weekly = RpcArgs<typeof availabilityRpc.saveMine>['weekly'];
type Ranges = Weekly[number]['ranges'];

const days = (from: number, to: number, ...ranges: Ranges): Weekly =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ day: from + index, ranges }));
const range = (from: string, to: string) => ({ from, to });

/** Weeks as people who teach keep them; day 1 is Monday. */
export const HOURS = {
  afterSchool: [...days(1, 5, range('16:00', '20:00')), ...days(6, 6, range('09:00', '13:00'))],
  daytime: days(1, 5, range('09:00', '12:00'), range('14:00', '18:00')),
  evenings: [...days(1, 4, range('18:00', '22:00')), ...days(7, 7, range('15:00', '19:00'))],
  weekends: days(6, 7, range('08:00', '12:00'), range('13:00', '18:00')),
  /** Past midnight. */
  nights: [
    ...days(2, 2, range('20:00', '24:00')),
    ...days(3, 5, range('00:00', '01:00'), range('20:00', '24:00')),
    ...days(6, 6, range('00:00', '01:00')),
  ],
} as const satisfies Record<string, Weekly>;

export type Hours = keyof typeof HOURS;
