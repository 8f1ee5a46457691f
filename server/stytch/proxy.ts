/**
 * Whether `NO_PROXY` excepts a host and port: names and their subdomains, with or without a port; `*` is all.
 */
function isExcepted({ hostname, port, protocol }: URL, exceptions: string): boolean {
  const ownPort = port === '' ? (protocol === 'https:' ? '443' : '80') : port;
  return exceptions
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => {
      if (entry === '*') return true;
      const [, host = '', onlyPort = ownPort] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(entry) ?? [];
      const isHost = hostname === host || hostname.endsWith(`.${host}`);
      return host !== '' && isHost && onlyPort === ownPort;
    });
}

/**
 * The proxy for an upstream, from the usual environment variables; null for none. An address without a scheme
 * is http, as in curl (https://everything.curl.dev/usingcurl/proxies/env.html).
 */
export function proxyFor(
  upstream: URL,
  { proxy, exceptions }: { proxy: string | undefined; exceptions: string | undefined },
): string | null {
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(upstream.hostname);
  if (proxy === undefined || isLoopback || isExcepted(upstream, exceptions ?? '')) return null;
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

/** Whether calls can use a proxy at this address: it takes CONNECT, in plain text or over TLS. */
export function isUsableProxy(proxy: string): boolean {
  if (!URL.canParse(proxy)) return false;
  const { protocol, hostname, pathname, search } = new URL(proxy);
  return /^https?:$/.test(protocol) && hostname !== '' && pathname === '/' && search === '';
}
