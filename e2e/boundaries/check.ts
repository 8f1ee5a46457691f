import { cruise } from 'dependency-cruiser';
import { belongsTo, fewestModules, mayImport } from './law.ts';
import { rules } from './rules.ts';
import { findStyleClasses } from './style-classes.ts';
import { findWords } from './words.ts';

/**
 * `npm run check:boundaries`: holds the sources under the working directory to the import law.
 * Prints every violation and exits 1 if there is one, or if it sees fewer modules than it must:
 * a check that sees nothing would pass.
 */

async function seeModules() {
  const { output } = await cruise(
    Object.keys(fewestModules),
    {
      ruleSet: { forbidden: rules },
      validate: true,
      tsPreCompilationDeps: true,
      doNotFollow: 'node_modules',
      // The bench has packages, a compiler project and a linter configuration of its own.
      exclude: String.raw`^e2e/(?:\.output|bench)/`,
      extraExtensionsToScan: ['.css'],
      preserveSymlinks: true,
    },
    {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'require', 'default'],
    },
  );
  if (typeof output === 'string') throw new TypeError(output);
  return output;
}

/** Folders that nothing is in, and files that no row names: either way a rule guards nothing. */
function findGaps(files: readonly string[]): string[] {
  const folders = Object.keys(mayImport);
  const empty = folders
    .filter((folder) => !files.some((file) => belongsTo(folder, file)))
    .map((folder) => `no-empty-row: ${folder} holds no module`);
  const unnamed = files
    .filter((file) => !folders.some((folder) => belongsTo(folder, file)))
    .map((file) => `no-unnamed-folder: ${file} belongs to no row of the law`);
  return [...empty, ...unnamed];
}

function findBlindness(files: readonly string[]): string[] {
  return Object.entries(fewestModules).flatMap(([folder, fewest]) => {
    const seen = files.filter((file) => file.startsWith(`${folder}/`)).length;
    return seen < fewest ? [`floor: ${folder} shows ${seen} modules of at least ${fewest}`] : [];
  });
}

const { modules, summary } = await seeModules();
const files = modules
  .map(({ source }) => source)
  .filter((file) => /^(?:client|server|e2e)\//.test(file));
const violations = summary.violations.map(
  ({ rule, from, to }) => `${rule.name}: ${from}${from === to ? '' : ` imports ${to}`}`,
);
const found = [
  ...findBlindness(files),
  ...findGaps(files),
  ...violations,
  ...findWords(process.cwd(), files),
  ...findStyleClasses(process.cwd(), files),
];
for (const line of found) process.stderr.write(`${line}\n`);
process.stdout.write(
  `Boundaries: ${files.length} modules, ${rules.length} rules, ${found.length} violations.\n`,
);
process.exitCode = found.length === 0 ? 0 : 1;
