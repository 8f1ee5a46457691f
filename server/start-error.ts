/** Why a program cannot start, in a sentence that names the setting and the way out. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** The code of an error of the system, such as `EACCES`; empty for none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Why nothing could listen there. */
export function whyNotListening(error: unknown, host: string, port: number): StartError {
  const code = codeOf(error);
  const sentences: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} is taken. Set PORT to another one.`,
    EADDRNOTAVAIL: `${host} is no address of this machine. Set HOST to one of its own, or to 0.0.0.0 for all.`,
    ENOTFOUND: `${host} is no address of this machine. Set HOST to one of its own, or to 0.0.0.0 for all.`,
    EACCES: `This user may not listen on port ${port}. Set PORT to 1024 or more, or allow it (CAP_NET_BIND_SERVICE).`,
  };
  const otherwise = `Nothing can listen on ${host}, port ${port} (${code}). Set HOST and PORT.`;
  return new StartError(sentences[code] ?? otherwise, { cause: error });
}
