import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from '../config.ts';
import { createScopeClassifier, type OperatorRules, type ScopeClassifier } from './classifier.ts';
import { segmentSeparator } from './rules.ts';

/** What a rule can decide; unclassified is what none did. */
export const decidedClasses = ['identity', 'read', 'write', 'sensitive', 'high-risk'] as const;

/** More than 5,000 scopes; a file of another kind is refused before it is read. */
const maxBytes = 256 * 1024;
const maxProblems = 20;

const short = (most: number) =>
  z.string().trim().min(1, 'must not be empty').max(most, `must not be longer than ${most}`);
/** A scope holds no white space (https://www.rfc-editor.org/rfc/rfc6749#section-3.3). */
const scopeText = z
  .string()
  .min(1, 'must not be empty')
  .max(300, 'must not be longer than 300')
  .regex(/^\S*$/, 'must not hold white space');
/** Anything else would never equal a segment, so that its rule would silently not work. */
const segment = scopeText.refine(
  (text) => text === text.toLowerCase() && !segmentSeparator.test(text),
  'must be one segment in small letters, without any of : . / _ -',
);
const list = (item: z.ZodType<string>) => z.array(item).min(1, 'must not be empty').optional();

const matchers = ['scopes', 'prefixes', 'verbs', 'resources'] as const;
const ruleSchema = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z\d][a-z\d-]{0,59}$/, 'must be made of small letters, digits and -, 60 at most'),
    class: z.enum(decidedClasses, `must be one of ${decidedClasses.join(', ')}`),
    why: short(200),
    scopes: list(scopeText),
    prefixes: list(scopeText),
    verbs: list(segment),
    resources: list(segment),
  })
  .refine((rule) => matchers.some((key) => rule[key] !== undefined), {
    message: `must have one of ${matchers.join(', ')}`,
  });

/** Refuses a second entry under the same key, and says where it is. */
function unique<T>(key: keyof T & string) {
  return (context: z.core.ParsePayload<T[]>) => {
    const seen = new Set<unknown>();
    context.value.forEach((entry, index) => {
      if (seen.has(entry[key])) {
        const path = [index, key];
        context.issues.push({ code: 'custom', message: 'is there twice', input: entry, path });
      }
      seen.add(entry[key]);
    });
  };
}

const fileSchema = z.strictObject({
  rules: z
    .array(ruleSchema)
    .max(500, 'must not hold more than 500')
    .check(unique('name'))
    .default([]),
  descriptions: z
    .array(z.strictObject({ scope: scopeText, description: short(500) }))
    .check(unique('scope'))
    .default([]),
});

function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

function problemOf({ path, ...issue }: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') {
    const unknown = issue.keys.map((key) => placeOf([...path, key])).join(', ');
    return `${unknown} is not known here`;
  }
  const place = path.length === 0 ? 'the content' : placeOf(path);
  return `${place} ${issue.code === 'invalid_type' ? `must be ${issue.expected}` : issue.message}`;
}

/** Where JSON.parse stopped. Its own words may quote the text, which may be any file of secrets. */
function lineOf(error: unknown, text: string): string {
  const [, place] = /at position (\d+)/.exec(error instanceof Error ? error.message : '') ?? [];
  return place === undefined
    ? ''
    : `, from line ${text.slice(0, Number(place)).split('\n').length}`;
}

/**
 * What the text of a rules file says. Throws ConfigError that names for each problem the file, the
 * rule by its index, and the field.
 */
export function parseScopeRules(text: string, file: string): OperatorRules {
  const fail = (problems: readonly string[]) =>
    new ConfigError(problems.map((problem) => `SCOPE_RULES_FILE ${file}: ${problem}`));
  let content: unknown;
  try {
    // Editors of some systems put a byte order mark in front.
    content = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw fail([`is not JSON${lineOf(error, text)}`]);
  }
  const parsed = fileSchema.safeParse(content);
  if (!parsed.success) throw fail(parsed.error.issues.slice(0, maxProblems).map(problemOf));
  return parsed.data;
}

function readBounded(file: string): string {
  const stats = statSync(file);
  // Opening a pipe would wait for whoever writes into it.
  if (!stats.isFile()) throw new Error('is not a file');
  if (stats.size > maxBytes) throw new Error(`is longer than ${maxBytes} bytes`);
  return readFileSync(file, 'utf8');
}

/**
 * The classifier with the rules of the operator, or only the built-in ones where no file is named. Throws
 * ConfigError when the file cannot be read or is not as docs/operations.md says.
 */
export function openScopeClassifier(file: string | null): ScopeClassifier {
  if (file === null) return createScopeClassifier();
  let text: string;
  try {
    text = readBounded(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError([`SCOPE_RULES_FILE ${file}: ${reason}`]);
  }
  return createScopeClassifier(parseScopeRules(text, file));
}
