/** An event of a stream, as it came. */
export interface RawEvent {
  readonly event: string;
  readonly data: string;
  /** The last one that was sent so far; empty when none was. */
  readonly id: string;
}

/**
 * Reads `text/event-stream`, in pieces as they come.
 * Source: html.spec.whatwg.org, section 9.2.6
 */
export class EventParser {
  /** Milliseconds after which the server asks to be asked again. */
  retryMs: number | undefined;
  readonly #onEvent: (event: RawEvent) => void;
  #rest = '';
  #event = '';
  #data: string[] = [];
  #id: string;

  constructor(lastId: string, onEvent: (event: RawEvent) => void) {
    this.#id = lastId;
    this.#onEvent = onEvent;
  }

  /** @param text decoded; may end anywhere, between the two characters of an end of line too */
  push(text: string): void {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop()!;
    for (const line of lines) this.#line(line);
  }

  #line(line: string): void {
    if (line === '') {
      this.#dispatch();
      return;
    }
    const [, field, value = ''] = /^([^:]*)(?::\x20?(.*))?$/s.exec(line)!;
    if (field === 'data') this.#data.push(value);
    else if (field === 'event') this.#event = value;
    else if (field === 'id' && !value.includes('\0')) this.#id = value;
    else if (field === 'retry' && /^\d+$/.test(value)) this.retryMs = Number(value);
  }

  #dispatch(): void {
    const [event, data] = [this.#event || 'message', this.#data];
    this.#event = '';
    this.#data = [];
    if (data.length > 0) this.#onEvent({ event, data: data.join('\n'), id: this.#id });
  }
}
