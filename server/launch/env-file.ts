import { readFileSync } from 'node:fs';
import { ConfigError } from '../config.ts';
import type { Variables } from './environment.ts';

const quotes = new Set(['"', "'", '`']);

/** Decodes UTF-8, or UTF-16 with a byte order mark, as Notepad may save it; null for anything else. */
function decode(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const isLittle = first === 0xff && second === 0xfe;
  const isBig = first === 0xfe && second === 0xff;
  const encoding = isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8';
  try {
    // Drops the byte order mark.
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

/** The value of a line, or what is wrong with it. */
function valueOf(written: string): { value: string } | { problem: string } {
  const [quote = ''] = written;
  if (!quotes.has(quote)) return { value: written.replace(/(?:^|\s)#.*$/, '').trim() };
  const end = written.indexOf(quote, 1);
  if (end === -1) return { problem: `opens a quote ${quote} and does not close it` };
  const isDone = /^\s*(?:#.*)?$/.test(written.slice(end + 1));
  return isDone
    ? { value: written.slice(1, end) }
    : { problem: 'goes on behind the quote that ends its value' };
}

/**
 * Reads a file of `NAME=value` lines completely, or says which lines it cannot read: half a configuration may
 * look like a different one. A comment starts with `#` at the start of a line or after a blank; a `#` inside
 * a value belongs to it. Quoted values are taken literally. Throws ConfigError, whose message holds no value.
 */
export function readEnvFile(file: string): Variables {
  const text = decode(readFileSync(file));
  if (text === null) throw new ConfigError([`${file} must be text in UTF-8`]);
  const variables: Record<string, string> = {};
  const problems: string[] = [];
  for (const [at, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    const match = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(line);
    const [, name = '', written = ''] = match ?? [];
    const read = match === null ? { problem: 'is not NAME=value' } : valueOf(written.trim());
    if ('value' in read) variables[name] = read.value;
    else problems.push(`${file}, line ${at + 1}, ${read.problem}`);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return variables;
}
