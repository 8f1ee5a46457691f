import { appRoutes } from '#contract/app-routes.ts';
import { addressOf } from './request.ts';
import { believedMark } from './whose.ts';

/** The address of an app's picture. An image sends no header, so the address says whose page it is on. */
export function logoAddress(app: string): string {
  const mark = believedMark();
  return addressOf(appRoutes.connectedAppLogo, { app }) + (mark === null ? '' : `?viewer=${mark}`);
}
