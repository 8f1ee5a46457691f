import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a launcher is doing with the build of its checkout. */
type Stage = 'building' | 'running';

type CheckoutLock =
  /** This process: no other launcher builds here until it ends. */
  | { holder: 'self'; say: (stage: Stage) => void }
  /** Another launcher. */
  | { holder: 'other'; stage: Stage };

/** A socket, unlike a file with a process id, disappears with its process however that ends. */
function socketOf(root: string): string {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
  return join(tmpdir(), `grantscope-${name}.sock`);
}

function listening(server: Server, path: string): Promise<boolean> {
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(path, () => resolve(true));
  });
}

/** Asks the launcher at the socket for its stage; null if none answers. */
function ask(path: string): Promise<Stage | null> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(path).setEncoding('utf8');
    socket.on('data', (chunk) => {
      text += String(chunk);
    });
    socket.once('error', () => resolve(null));
    socket.once('close', () => resolve(text === 'building' ? 'building' : 'running'));
  });
}

/**
 * Holds the checkout while this process lives, so that no second launcher rebuilds the files that the first
 * one's server sends. On systems without these sockets it excludes nobody.
 */
export async function holdCheckout(root: string): Promise<CheckoutLock> {
  const path = socketOf(root);
  let stage: Stage = 'building';
  const server = createServer((socket) => socket.on('error', () => {}).end(stage)).unref();
  if (!(await listening(server, path))) {
    const other = await ask(path);
    if (other !== null) return { holder: 'other', stage: other };
    // Left behind by a killed process.
    rmSync(path, { force: true });
    await listening(server, path);
  }
  return {
    holder: 'self',
    say(next) {
      stage = next;
    },
  };
}
