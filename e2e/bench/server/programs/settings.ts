import { project } from '../data.ts';

/** What every program of the bench is told: where to listen and where the upstream is. */
export const port = Number(process.env['PORT']);
export const upstream = process.env['UPSTREAM'] ?? '';

export const sessionSecret = 'a secret of the bench that is long enough';

const basic = Buffer.from(`${project.id}:${project.secret}`).toString('base64');

/** Where the upstream has an app. */
export function upstreamPath(appId: string): string {
  return `/v1/b2b/organizations/${project.organizationId}/connected_apps/${appId}`;
}

/** What the upstream wants to see of a caller. */
export function upstreamHeaders(sessionToken: string) {
  return { authorization: `Basic ${basic}`, 'x-stytch-member-session': sessionToken };
}

/** Says that the program listens. */
export function announce(): void {
  process.stdout.write('listening\n');
}
