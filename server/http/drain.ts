import type { Server } from 'node:http';

/** How long requests in flight are waited for. */
const drainMs = 15_000;

/** Counts the requests that are being answered. */
export function countInFlight(server: Server) {
  let inFlight = 0;
  let whenIdle: (() => void) | null = null;
  server.on('request', (_request, response) => {
    inFlight += 1;
    response.once('close', () => {
      inFlight -= 1;
      if (inFlight === 0) whenIdle?.();
    });
  });
  return () =>
    new Promise<void>((resolve) => {
      whenIdle = resolve;
      if (inFlight === 0) resolve();
    });
}

/**
 * Stops listening and waits for requests in flight, not for connections: browsers open some ahead
 * that carry nothing, which Node does not count as idle.
 */
export async function drain(server: Server, untilIdle: () => Promise<void>): Promise<void> {
  server.close();
  server.closeIdleConnections();
  const patience = new Promise<void>((resolve) => setTimeout(resolve, drainMs).unref());
  await Promise.race([untilIdle(), patience]);
  server.closeAllConnections();
}
