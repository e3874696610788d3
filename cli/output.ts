/** Writes to standard output, for people or programs, whoever may have stopped listening. */

/** `headroom … | head` closes the pipe early; that is no failure. Call once, before anything is written. */
export function allowClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit();
      throw error;
    });
  }
}

/** Print a text and a line end. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Print a value as JSON. Numbers that are not finite do not exist in JSON, so they are a bug if they come here. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, refuseNotFinite, 2));
}

/** JSON has neither NaN nor Infinity. */
export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function refuseNotFinite(key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new Error(`This is a bug in Headroom: ${key} came out as ${value}.`);
  }
  return value;
}
