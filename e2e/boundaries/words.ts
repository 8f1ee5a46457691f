import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readsEnvironment, testFiles } from './law.ts';

const isTest = new RegExp(testFiles);
const comments = /\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/.*$/gm;
const environment =
  /\bprocess\s*(?:\.\s*env\b|\[)|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b|from '(?:node:)?process'/;
const snakeCase = /(?<![\w-])[a-z]+(?:_[a-z]+)+(?![\w-])/g;
const header = /x-stytch-[a-z-]+/gi;

function wordsOf(text: string): string[] {
  return [...text.matchAll(snakeCase)].map(([word]) => word);
}

/**
 * Reads the sources for what an import cannot show: who touches the environment, and who speaks
 * Stytch's words. Those are the snake_case names that `server/stytch` uses, except our own: the
 * contract's and the columns of the database. Returns one line for each find.
 */
export function findWords(root: string, files: readonly string[]): string[] {
  const read = (file: string) => readFileSync(join(root, file), 'utf8').replaceAll(comments, '');
  const sources = files
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => ({ file, text: read(file) }));
  const within = (folder: string) =>
    sources.filter(({ file }) => file.startsWith(folder) && !isTest.test(file));
  const own = new Set(
    [...within('server/contract/'), ...within('server/store/')].flatMap(({ text }) =>
      wordsOf(text),
    ),
  );
  const theirs = new Set(
    within('server/stytch/')
      .flatMap(({ text }) => wordsOf(text))
      .filter((word) => !own.has(word)),
  );

  return sources.flatMap(({ file, text }) => {
    const found: string[] = [];
    if (!readsEnvironment.test(file) && environment.test(text)) {
      found.push(`only-entry-points-read-the-environment: ${file}`);
    }
    if (/^server\/(?:stytch|sandbox)\//.test(file) || isTest.test(file)) return found;
    const foreign = wordsOf(text).filter((word) => theirs.has(word));
    for (const word of new Set([...foreign, ...(text.match(header) ?? [])])) {
      found.push(`only-stytch-speaks-stytch: ${file} says ${word}`);
    }
    return found;
  });
}
