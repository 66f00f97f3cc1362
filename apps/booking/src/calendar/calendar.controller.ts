import { Controller } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { bookingRpc } from '@edu/contracts-booking';
import { Handle, type Call } from '@edu/messaging';
import { BookingLists } from '../list/booking-lists.service.ts';
import { CalendarFeeds } from './calendar-feeds.service.ts';

@Controller()
export class CalendarController {
  constructor(
    private readonly feeds: CalendarFeeds,
    private readonly lists: BookingLists,
  ) {}

  @Handle(bookingRpc.counts)
  counts(input: RpcInput<typeof bookingRpc.counts>, call: Call) {
    return this.lists.counts(input, call.actor);
  }

  @Handle(bookingRpc.people)
  people(input: RpcInput<typeof bookingRpc.people>, call: Call) {
    return this.lists.lessonPeople(input, call.actor);
  }

  @Handle(bookingRpc.showCalendar)
  show(input: RpcInput<typeof bookingRpc.showCalendar>, call: Call) {
    return this.lists.calendar(input, call.actor);
  }

  @Handle(bookingRpc.getCalendarFeed)
  get(_input: RpcInput<typeof bookingRpc.getCalendarFeed>, call: Call) {
    return this.feeds.get(call.actor);
  }

  @Handle(bookingRpc.openCalendarFeed)
  open(_input: RpcInput<typeof bookingRpc.openCalendarFeed>, call: Call) {
    return this.feeds.open(call.actor, call.locale);
  }

  @Handle(bookingRpc.closeCalendarFeed)
  close(_input: RpcInput<typeof bookingRpc.closeCalendarFeed>, call: Call) {
    return this.feeds.close(call.actor);
  }

  @Handle(bookingRpc.readCalendarFeed)
  read({ token }: RpcInput<typeof bookingRpc.readCalendarFeed>) {
    return this.feeds.read(token);
  }
}
