/** Tells what the benchmark does, with the seconds since it began. */
export class Progress {
  readonly #began = performance.now();

  readonly say = (line: string): void => {
    const seconds = ((performance.now() - this.#began) / 1_000).toFixed(1);
    process.stdout.write(`${seconds.padStart(6)} s  ${line}\n`);
  };
}
