import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const comments = /\/\*[\s\S]*?\*\//g;
/** What is no selector: strings, addresses and the values of declarations. */
const values = /"[^"]*"|url\([^)]*\)|:\s[^;{}]*(?=[;}])/g;
const importOfStyles = /import (\w+) from '([^']+\.module\.css)'/g;

/** Names of the classes that a style sheet defines. */
function classesOf(css: string): Set<string> {
  const selectors = css.replaceAll(comments, '').replaceAll(values, '');
  return new Set([...selectors.matchAll(/\.([a-zA-Z][\w-]*)/g)].map(([, name = '']) => name));
}

/** Names of classes that a module takes of a style sheet: surely, and by an expression. */
function usesOf(text: string, variable: string): { sure: string[]; isComputed: boolean } {
  const uses = [...text.matchAll(new RegExp(`\\b${variable}(?:\\.(\\w+)|\\[([^\\]]+)\\])`, 'g'))];
  const sure = uses.flatMap(([, property, index = '']) => {
    if (property !== undefined) return [property];
    return [...index.matchAll(/'([\w-]+)'/g)].map(([, name = '']) => name);
  });
  const isComputed = uses.some(([, , index]) => index !== undefined && !index.includes("'"));
  return { sure, isComputed };
}

/**
 * Compares the classes of style sheets with those that modules take: one that does not exist styles
 * nothing, and one that nobody takes is dead. The compiler sees neither. Returns one line for each.
 */
export function findStyleClasses(root: string, files: readonly string[]): string[] {
  const read = (file: string) => readFileSync(join(root, file), 'utf8');
  const sheets = new Map(
    files
      .filter((file) => file.endsWith('.module.css'))
      .map((file) => [file, { classes: classesOf(read(file)), taken: new Set<string>() }]),
  );
  const found: string[] = [];
  const modules = files.filter((file) => /^client\/.*\.tsx?$/.test(file));
  for (const file of modules) {
    const text = read(file);
    for (const [, variable = '', specifier = ''] of text.matchAll(importOfStyles)) {
      const path = join(dirname(file), specifier);
      const sheet = sheets.get(path);
      if (sheet === undefined) continue;
      const { sure, isComputed } = usesOf(text, variable);
      for (const name of sure) {
        sheet.taken.add(name);
        if (!sheet.classes.has(name)) found.push(`no-such-class: ${file} takes ${name} of ${path}`);
      }
      if (!isComputed) continue;
      // Names that come from elsewhere are those that its neighbours spell out.
      const around = modules.filter((other) => dirname(other) === dirname(file)).map(read);
      for (const [, name = ''] of around.join('\n').matchAll(/'([a-zA-Z][\w-]*)'/g)) {
        sheet.taken.add(name);
      }
    }
  }
  for (const [path, { classes, taken }] of sheets) {
    for (const name of classes) {
      if (!taken.has(name)) found.push(`dead-class: nothing takes ${name} of ${path}`);
    }
  }
  return found;
}
