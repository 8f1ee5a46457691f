import { connect } from 'node:tls';
import type { Stack } from './start.ts';

/** Sends bytes that no HTTP library would send, and reads responses until the server hangs up. */
export function sendRaw({ port, ca }: Stack, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: 'localhost', ca: ca ?? '' }, () => {
      socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
    });
    let text = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      text += String(chunk);
    });
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
}
