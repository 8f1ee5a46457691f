import { ConfigError, parseConfig } from '../config.ts';

export const uuid = '3c1f0b7e-55ad-4f6e-9a52-0e7d2c1b9f10';
export const stytchSecret = 'secret-test-canary-of-stytch';
export const sessionSecret = 'canary of sessions which is long enough';
/** The four required variables, for a test project. */
export const sound = {
  PUBLIC_ORIGIN: 'https://grants.example.com',
  STYTCH_PROJECT_ID: `project-test-${uuid}`,
  STYTCH_SECRET: stytchSecret,
  SESSION_SECRET: sessionSecret,
};
/** Changes that make it a live project. */
export const live = {
  NODE_ENV: 'production',
  STYTCH_PROJECT_ID: `project-live-${uuid}`,
  STYTCH_SECRET: 'secret-live-canary-of-stytch',
};

export type Variables = Record<string, string | undefined>;

/** The error of a configuration that is refused. */
export function errorOf(env: Variables): ConfigError {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

/** What is wrong when these variables change in a sound configuration. */
export const problemsOf = (changes: Variables) => errorOf({ ...sound, ...changes }).problems;
