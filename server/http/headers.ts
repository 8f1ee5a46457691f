import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';

/** Features that the page never uses (https://www.w3.org/TR/permissions-policy/). */
const permissionsPolicy = [
  ...[
    'accelerometer',
    'autoplay',
    'browsing-topics',
    'camera',
    'clipboard-read',
    'display-capture',
    'encrypted-media',
    'geolocation',
    'gyroscope',
    'hid',
    'identity-credentials-get',
    'idle-detection',
    'local-fonts',
    'magnetometer',
    'microphone',
    'midi',
    'payment',
    'publickey-credentials-create',
    'publickey-credentials-get',
    'screen-wake-lock',
    'serial',
    'storage-access',
    'usb',
    'window-management',
    'xr-spatial-tracking',
  ].map((feature) => `${feature}=()`),
  'clipboard-write=(self)',
  'fullscreen=(self)',
]
  .toSorted()
  .join(', ');

/** The policy of every answer of the API: it is never a document. */
const apiPolicy =
  "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

/** The policy of the page: only our own files, no inline code, no string that becomes code. */
function shellPolicy(secure: boolean): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "frame-src 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    // Plain http exists only on localhost, which some browsers would then fail to load.
    ...(secure ? ['upgrade-insecure-requests'] : []),
    'report-to csp',
    'report-uri /csp-report',
  ].join('; ');
}

const setOwnHeaders: RequestHandler = (_request, response, next) => {
  response.setHeader('Permissions-Policy', permissionsPolicy);
  response.setHeader('X-Robots-Tag', 'noindex, nofollow');
  response.setHeader('Content-Security-Policy', apiPolicy);
  response.setHeader('Cache-Control', 'no-store');
  next();
};

/** Headers of every answer, errors included. HSTS only where the site is https. */
export function securityHeaders(secure: boolean): RequestHandler[] {
  const common = helmet({
    contentSecurityPolicy: false,
    strictTransportSecurity: secure
      ? { maxAge: 63_072_000, includeSubDomains: true, preload: true }
      : false,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: { policy: 'require-corp' },
    xXssProtection: false,
    xDownloadOptions: false,
  });
  return [common, setOwnHeaders];
}

/** Replaces the strict policy of `securityHeaders` on the page itself. */
export function setShellHeaders(response: Response, secure: boolean): void {
  response.setHeader('Content-Security-Policy', shellPolicy(secure));
  response.setHeader('Reporting-Endpoints', 'csp="/csp-report"');
}
