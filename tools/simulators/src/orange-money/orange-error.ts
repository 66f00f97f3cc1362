/** `{ code, message, description }`, as all of Orange's interfaces answer. */
export class OrangeError extends Error {
  readonly status: number;
  readonly code: number;
  readonly description: string;

  constructor(status: number, code: number, message: string, description: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.description = description;
  }
}
