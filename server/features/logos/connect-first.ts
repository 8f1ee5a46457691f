import type { LookupAddress } from 'node:dns';
import { connect, type Socket } from 'node:net';

/** How long one address is waited for before the next is tried beside it (RFC 8305 §5, §8). */
const headStartMs = 250;

/** Both families in turn, beginning with that of the first, so that one dead family costs one try (§4). */
function inTurn(addresses: readonly LookupAddress[]): LookupAddress[] {
  const first = addresses.filter(({ family }) => family === addresses[0]?.family);
  const other = addresses.filter(({ family }) => family !== addresses[0]?.family);
  return Array.from({ length: Math.max(first.length, other.length) }, (_, at) =>
    [first[at], other[at]].filter((address) => address !== undefined),
  ).flat();
}

/**
 * Opens a TCP connection to the first of these addresses that takes one, and to no others. Rejects when
 * none does or the signal aborts. An error of any of the sockets stays here, whenever it comes: a
 * socket to a host that a stranger chose must not end the process.
 */
export function connectToFirst(
  addresses: readonly LookupAddress[],
  port: number,
  signal: AbortSignal,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const waiting = inTurn(addresses);
    const tried = new Set<Socket>();
    let timer: NodeJS.Timeout | undefined;
    let isOver = false;
    const finish = (winner: Socket | null, reason: unknown) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      for (const socket of tried) if (socket !== winner) socket.destroy();
      if (winner === null) reject(reason);
      else resolve(winner);
    };
    const tryNext = (reason: unknown) => {
      clearTimeout(timer);
      if (isOver) return;
      const next = waiting.shift();
      if (next === undefined) {
        if (tried.size === 0) finish(null, reason);
        return;
      }
      const socket = connect({ host: next.address, family: next.family, port });
      tried.add(socket);
      socket.once('connect', () => finish(socket, null));
      socket.on('error', (error) => {
        tried.delete(socket);
        tryNext(error);
      });
      timer = setTimeout(tryNext, headStartMs, new Error('no address answers'));
    };
    signal.addEventListener(
      'abort',
      () => {
        finish(null, signal.reason);
        for (const socket of tried) socket.destroy();
      },
      { once: true },
    );
    if (signal.aborted) finish(null, signal.reason);
    else tryNext(new Error('there is no address'));
  });
}
