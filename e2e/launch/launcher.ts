import { execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A launcher at work. */
export interface Launcher {
  /** What it has printed so far, both streams. */
  lines: readonly string[];
  /** Resolves with the line once it is printed; rejects if the launcher ends before. */
  line: (pattern: RegExp) => Promise<string>;
  /** Its exit code, or null if a signal ended it. */
  ended: Promise<number | null>;
  kill: (signal: NodeJS.Signals) => void;
}

/** Runs what `npm start` or `npm run dev` runs, in a checkout, with this environment and no other. */
export function launch(
  root: string,
  mode: 'start' | 'dev',
  env: Record<string, string> = {},
): Launcher {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/launch.ts', mode], {
    cwd: root,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      for (const look of waiting) look();
    });
  }
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      resolve(code);
      for (const look of waiting) look();
    });
  });
  return {
    lines,
    ended,
    kill: (signal) => void child.kill(signal),
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = lines.find((line) => pattern.test(line));
          if (found === undefined && child.exitCode === null) return;
          waiting.delete(look);
          if (found === undefined) reject(new Error(`It has ended:\n${lines.join('\n')}`));
          else resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

/** The command lines of all processes that run a program of the checkout. */
export function programsOf(root: string): string[] {
  const list = execFileSync('ps', ['-A', '-ww', '-o', 'args='], { encoding: 'utf8' });
  return list.split('\n').filter((line) => line.includes(`${root}/`));
}
