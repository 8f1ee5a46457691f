import type { Sandbox } from './server.ts';

/** The sandbox over plain HTTP, without any package. */
export function plainHttp({ origin, projectId, secret }: Sandbox) {
  const authorization = `Basic ${Buffer.from(`${projectId}:${secret}`).toString('base64')}`;
  return {
    /** One request to the imitated API with valid credentials; does not follow redirects. */
    api: (method: string, path: string, init: { body?: string; signal?: AbortSignal } = {}) =>
      fetch(origin + path, { method, redirect: 'manual', headers: { authorization }, ...init }),
    /** One request to the control surface, read completely. */
    async control(method: string, path: string, body?: unknown) {
      const response = await fetch(`${origin}/__sandbox/${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer: unknown = await response.json();
      return { status: response.status, body: answer };
    },
  };
}
