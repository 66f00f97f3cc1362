import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { sessionRpc } from '@edu/contracts-session';
import { Handle, type Call } from '@edu/messaging';
import { Attendances } from './attendance.service.ts';

@Controller()
export class AttendanceController {
  constructor(private readonly attendances: Attendances) {}

  @Handle(sessionRpc.receiveWebhook)
  receive(input: RpcInput<typeof sessionRpc.receiveWebhook>) {
    return this.attendances.receive(input);
  }

  @Handle(sessionRpc.attendance)
  get({ bookingId }: RpcInput<typeof sessionRpc.attendance>, call: Call) {
    return this.attendances.get(bookingId, call.actor);
  }

  @Handle(sessionRpc.staffAttendance)
  getAny({ bookingId }: RpcInput<typeof sessionRpc.staffAttendance>) {
    return this.attendances.getAny(bookingId);
  }

  @Handle(sessionRpc.attendanceOf)
  getOf({ bookingId }: RpcInput<typeof sessionRpc.attendanceOf>) {
    return this.attendances.getAny(bookingId);
  }
}
