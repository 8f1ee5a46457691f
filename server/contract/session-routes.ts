import {
  sessionSchema,
  signInCodeSchema,
  signInEmailSchema,
  signInOrganizationSchema,
} from './session.ts';
import { anyone, signingIn, noBody, type Route } from './route.ts';

export const sessionRoutes = {
  session: {
    method: 'GET',
    path: '/api/session',
    policy: anyone,
    request: noBody,
    response: sessionSchema,
  },
  signInEmail: {
    method: 'POST',
    path: '/api/sign-in/email',
    policy: anyone,
    request: signInEmailSchema,
    response: sessionSchema,
  },
  signInCode: {
    method: 'POST',
    path: '/api/sign-in/code',
    policy: signingIn,
    request: signInCodeSchema,
    response: sessionSchema,
  },
  signInOrganization: {
    method: 'POST',
    path: '/api/sign-in/organization',
    policy: signingIn,
    request: signInOrganizationSchema,
    response: sessionSchema,
  },
  signInSecondFactor: {
    method: 'POST',
    path: '/api/sign-in/second-factor',
    policy: signingIn,
    request: signInCodeSchema,
    response: sessionSchema,
  },
  signOut: {
    method: 'POST',
    path: '/api/sign-out',
    policy: anyone,
    request: noBody,
    response: sessionSchema,
  },
} as const satisfies Record<string, Route>;
