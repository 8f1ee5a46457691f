import { isIP } from 'node:net';
import type { IncomingHttpHeaders } from 'node:http';
import type { Request, RequestHandler } from 'express';
import ipaddr from 'ipaddr.js';

/**
 * The one spelling of an address that a connection or a proxy gives, which may add a port, brackets,
 * quotes or a zone, or write IPv4 as IPv6. Null for what is no address, such as `unknown`
 * (RFC 7239 §6.2).
 */
export function plainAddress(text: string): string | null {
  const bare = text
    .trim()
    .replaceAll('"', '')
    .replace(/^\[([^\]]*)\](?::\d*)?$/, '$1')
    .replace(/^((?:::ffff:)?\d+\.\d+\.\d+\.\d+):\d*$/i, '$1')
    .replace(/%.*$/, '');
  return isIP(bare) === 0 ? null : ipaddr.process(bare).toString();
}

/** What proxies say of where a request came from, the client's own claim first, ours last. */
function claims(headers: IncomingHttpHeaders): string[] {
  const common = [headers['x-forwarded-for'] ?? []].flat().join(',');
  const standard = headers.forwarded ?? '';
  const listed = common === '' ? standard.split(',').map(forOf) : common.split(',');
  return listed.map((claim) => claim.trim()).filter((claim) => claim !== '');
}

/** The node that an element of `Forwarded` names as the client (RFC 7239 §4); empty for none. */
function forOf(element: string): string {
  return /(?:^|;)\s*for=("[^"]*"|[^;]*)/i.exec(element)?.[1] ?? '';
}

const addresses = new WeakMap<Request, string | null>();

/**
 * Works out where each request comes from: the peer, or what the outermost of so many proxies in front
 * saw. Each proxy adds the address of whom it met, so counting from the end nobody can lie.
 */
export function clientAddresses(trustedHops: number): RequestHandler {
  return (request, _response, next) => {
    const peer = request.socket.remoteAddress ?? '';
    const met = [peer, ...(trustedHops === 0 ? [] : claims(request.headers).toReversed())];
    addresses.set(request, plainAddress(met[Math.min(trustedHops, met.length - 1)] ?? ''));
    next();
  };
}

/** Where a request comes from, as `plainAddress` writes it; null where that is not known. */
export function clientAddressOf(request: Request): string | null {
  return addresses.get(request) ?? null;
}

/**
 * What limits count as one client: an address of IPv4, or the /56 of IPv6 that one home or office may
 * hold and move about in (RFC 6177 §2). All who are not known are one.
 */
export function networkOf(address: string | null): string {
  if (address === null) return 'unknown';
  if (!address.includes(':')) return address;
  return ipaddr.IPv6.networkAddressFromCIDR(`${address}/56`).toString();
}
