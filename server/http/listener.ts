import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createSecureContext } from 'node:tls';
import { codeOf, StartError, whyNotListening } from '../start-error.ts';
import { declaresTooMuch } from './body.ts';

/** Paths of PEM files. */
interface TlsFiles {
  certFile: string;
  keyFile: string;
}

type Setting = 'TLS_CERT_FILE' | 'TLS_KEY_FILE';

const wayOut = 'To serve plain http behind a proxy, leave out TLS_CERT_FILE and TLS_KEY_FILE.';

function readPem(setting: Setting, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const missing = codeOf(error) === 'ENOENT';
    const why = missing ? 'is not there' : `cannot be read (${codeOf(error)})`;
    throw new StartError(`${setting}: "${file}" ${why}. ${wayOut}`, { cause: error });
  }
}

function assertUsable(pem: { cert?: Buffer; key?: Buffer }, otherwise: string): void {
  try {
    createSecureContext(pem);
  } catch (error) {
    throw new StartError(otherwise, { cause: error });
  }
}

/** Reads certificate and key. Throws StartError that says which of the two is wrong, and how. */
function readTls({ certFile, keyFile }: TlsFiles): { cert: Buffer; key: Buffer } {
  const cert = readPem('TLS_CERT_FILE', certFile);
  const key = readPem('TLS_KEY_FILE', keyFile);
  assertUsable({ cert }, `TLS_CERT_FILE: "${certFile}" holds no certificate in PEM. ${wayOut}`);
  assertUsable(
    { key },
    `TLS_KEY_FILE: "${keyFile}" holds no key in PEM without a passphrase. ${wayOut}`,
  );
  assertUsable(
    { cert, key },
    `TLS_KEY_FILE: "${keyFile}" is not the key of the certificate in "${certFile}".`,
  );
  return { cert, key };
}

/**
 * An HTTP server with limits against slow and idle clients (Node.js `http.Server`); over TLS if given its
 * files. Throws StartError.
 */
export function createListener(tls: TlsFiles | null): Server {
  const options = { connectionsCheckingInterval: 1000, maxHeaderSize: 16_384 };
  const server =
    tls === null ? createHttpServer(options) : createHttpsServer({ ...options, ...readTls(tls) });
  server.headersTimeout = 5000;
  server.requestTimeout = 10_000;
  server.keepAliveTimeout = 65_000;
  server.maxHeadersCount = 100;
  server.maxRequestsPerSocket = 1000;
  server.on('checkContinue', (request, response) => {
    // Whoever asks first is not invited to send what will not be read.
    if (!declaresTooMuch(request)) response.writeContinue();
    server.emit('request', request, response);
  });
  return server;
}

/** Starts listening; gives the port, which the system chooses for 0. Throws StartError. */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(whyNotListening(error, host, port)));
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
