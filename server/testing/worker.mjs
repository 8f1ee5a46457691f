// A worker thread does not inherit what makes the main thread read TypeScript. In development and
// tests, where the sources run as they are, threads therefore begin here.
import { register } from 'tsx/esm/api';

register();
export const { read, observe } = await import('../worker.ts');
