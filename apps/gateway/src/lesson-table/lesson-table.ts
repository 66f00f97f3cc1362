import { Injectable } from '@nestjs/common';
import type { Locale } from '@edu/contract-kit';
import { bookingRpc, type BookingDetails, type ListBookings } from '@edu/contracts-booking';
import { RpcClient, type Call } from '@edu/messaging';
import type { z } from 'zod';
import { SubjectLabels } from '../calendar/subject-labels.ts';
import { BYTE_ORDER_MARK, csvLine } from './csv.ts';
import { headerOf, rowOf, type RowOptions } from './lesson-row.ts';

/** The most lessons that a table has: more than ten years of a lesson a day. */
export const MAX_TABLE_LESSONS = 5_000;
const PAGE = 100;

type Filters = Omit<z.input<typeof ListBookings>, 'cursor' | 'limit'>;
interface Table {
  readonly filters: Filters;
  readonly locale: Locale;
  readonly zone: string;
}

/** Writes lessons as a table, a page at a time: the next is asked for when the reader has taken the last. */
@Injectable()
export class LessonTables {
  constructor(
    private readonly rpc: RpcClient,
    private readonly subjects: SubjectLabels,
  ) {}

  /** The first page is read before this answers, so that what is refused is refused as everywhere. */
  async of({ filters, locale, zone }: Table, call: Call): Promise<AsyncIterable<string>> {
    const [labelOf, first] = await Promise.all([
      this.subjects.in(locale, call),
      this.#page(filters, call),
    ]);
    return this.#lines(first, filters, { locale, zone, labelOf }, call);
  }

  async *#lines(
    first: { items: BookingDetails[]; nextCursor: string | null },
    filters: Filters,
    options: RowOptions,
    call: Call,
  ): AsyncIterable<string> {
    yield BYTE_ORDER_MARK + csvLine(headerOf(options));
    let page = first;
    for (let written = PAGE; ; written += PAGE) {
      yield page.items.map((lesson) => csvLine(rowOf(lesson, options))).join('');
      if (page.nextCursor === null || written >= MAX_TABLE_LESSONS) return;
      page = await this.#page({ ...filters, cursor: page.nextCursor }, call);
    }
  }

  #page(filters: Filters & { cursor?: string }, call: Call) {
    return this.rpc.call(bookingRpc.list, { ...filters, limit: PAGE }, { call });
  }
}
