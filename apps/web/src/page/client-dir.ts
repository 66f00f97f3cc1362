/** Folder of what Vite made for browsers, as a token. */
export class ClientDir {
  readonly path: string;
  constructor(path: string) {
    this.path = path;
  }
}
