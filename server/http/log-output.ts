import { write, writeSync } from 'node:fs';
import type { DestinationStream } from 'pino';

const flushMs = 100;
/** How much is collected before it is written without waiting any longer; UTF-16 units. */
const enough = 4096;
/** How much is kept for a reader that does not read, before lines are lost. */
const most = 8_388_608;

/**
 * Writes the log to a file descriptor. Lines are batched for at most 0.1 s: each write is a system call.
 * Lines that cannot be written, because the disk is full or the reader has gone, are lost: logging may
 * fail, the server may not.
 */
export function logOutput(descriptor: number): DestinationStream {
  let held = '';
  let isWriting = false;

  function writeOut(bytes: Uint8Array): void {
    write(descriptor, bytes, (error, written) => {
      if (error?.code === 'EAGAIN') setTimeout(writeOut, flushMs, bytes);
      else if (error === null && written < bytes.length) writeOut(bytes.subarray(written));
      else {
        isWriting = false;
        if (held.length >= enough) flush();
      }
    });
  }
  function flush(): void {
    if (isWriting || held === '') return;
    isWriting = true;
    const bytes = Buffer.from(held);
    held = '';
    writeOut(bytes);
  }

  setInterval(flush, flushMs).unref();
  process.once('exit', () => {
    try {
      writeSync(descriptor, held);
    } catch {
      // Nobody is left to tell.
    }
  });
  return {
    write(line) {
      if (held.length < most) held += line;
      if (held.length >= enough) flush();
    },
  };
}
