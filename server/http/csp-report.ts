import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import { parseJson, readBody } from './body.ts';
import { clientAddressOf, networkOf } from './client-address.ts';
import type { Limiter } from './limits.ts';

const reportType = /^application\/(?:csp-report|reports\+json|json)(?:;|$)/i;
const maxReportBytes = 8192;
const word = z.string().max(500).default('');
const reportSchema = z.object({
  'csp-report': z.object({ 'effective-directive': word, 'blocked-uri': word }),
});
const modernSchema = z.array(
  z.object({ body: z.object({ effectiveDirective: word, blockedURL: word }) }),
);

/**
 * Takes reports of content policy violations: the one unauthenticated POST. Only two short fields
 * are logged, without the address of the page, which may hold what somebody searched for.
 */
export function cspReports(logger: Logger, limit: Limiter): RequestHandler[] {
  const count: RequestHandler = async (request, _response, next) => {
    await limit(networkOf(clientAddressOf(request)));
    next();
  };
  const receive: RequestHandler = async (request, response) => {
    const isReport = reportType.test(request.headers['content-type'] ?? '');
    const body = isReport ? parseJson(await readBody(request, maxReportBytes)) : null;
    const old = reportSchema.safeParse(body);
    const modern = modernSchema.safeParse(body);
    const found = old.success
      ? [
          {
            directive: old.data['csp-report']['effective-directive'],
            blocked: old.data['csp-report']['blocked-uri'],
          },
        ]
      : (modern.data ?? []).slice(0, 10).map((report) => ({
          directive: report.body.effectiveDirective,
          blocked: report.body.blockedURL,
        }));
    for (const violation of found) logger.warn(violation, 'csp violation');
    response.status(204).end();
  };
  return [count, receive];
}
