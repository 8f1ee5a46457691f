import { dirname, relative } from 'node:path';
import { belongsTo, mayImport } from './law.ts';

/** A violation to plant: text added to a file, and the line that the check must print for it. */
export interface Plant {
  file: string;
  text: string;
  line: string;
}

function plant(rule: string, file: string, target: string, resolved: string): Plant {
  return { file, text: `import '${target}';\n`, line: `${rule}: ${file} imports ${resolved}` };
}

function breaks(folder: string, file: string, target: string, resolved: string): Plant {
  return plant(`law of ${folder}`, file, target, resolved);
}

/** Files of which every row is kept from at least one. */
const strangers = ['server/http/log.ts', 'client/app/theme.ts', 'client/grid/fold.ts'] as const;

/** A violation of a row of the law: what it holds imports the first stranger. */
function breakRow([folder, allowed]: [string, readonly string[]]): Plant {
  const stranger = strangers.find(
    (file) => ![folder, ...allowed].some((one) => belongsTo(one, file)),
  );
  if (stranger === undefined) throw new Error(`no stranger to ${folder}: name one in plants.ts`);
  const isFile = /\.tsx?$/.test(folder);
  const file = isFile
    ? folder.replace('*', 'planted')
    : `${folder.replace('*', 'planted')}/planted.ts`;
  const path = relative(dirname(file), stranger);
  return breaks(folder, file, path.startsWith('.') ? path : `./${path}`, stranger);
}

/** One for each row of the law. */
const rowPlants: Plant[] = Object.entries(mayImport).map(breakRow);

/** One for each rule that the table cannot say, the sandbox's and the environment's among them. */
const specialPlants: Plant[] = [
  // A feature made today is an island today.
  breaks(
    'client/features/*',
    'client/features/island/planted.ts',
    '../apps/queries.ts',
    'client/features/apps/queries.ts',
  ),
  breaks(
    'server/features/*',
    'server/features/island/planted.ts',
    '../session/view.ts',
    'server/features/session/view.ts',
  ),
  // A cycle is reported once, at the first of its files.
  plant('no-cycles', 'client/grid/return.ts', './turn.ts', 'client/grid/turn.ts'),
  { file: 'client/grid/turn.ts', text: "import './return.ts';\n", line: '' },
  {
    file: 'server/http/alone.ts',
    text: 'export const alone = true;\n',
    line: 'no-orphans: server/http/alone.ts',
  },
  plant('everything-resolves', 'server/http/lost.ts', './nowhere.ts', './nowhere.ts'),
  plant(
    'tests-stay-out',
    'server/http/tested.ts',
    '../testing/visitor.ts',
    'server/testing/visitor.ts',
  ),
  plant(
    'no-dev-dependency-in-the-server',
    'server/http/dev.ts',
    'selfsigned',
    'node_modules/selfsigned/index.js',
  ),
  plant('the-contract-imports-zod-only', 'server/contract/node.ts', 'node:path', 'path'),
  plant(
    'ui-is-generic',
    'client/ui/routed.ts',
    '@tanstack/react-query',
    'node_modules/@tanstack/react-query/build/modern/index.js',
  ),
  plant('the-browser-has-no-node', 'client/api/node.ts', 'node:fs', 'fs'),
  plant('express-stays-in-http', 'server/graph/web.ts', 'express', 'node_modules/express/index.js'),
  plant(
    'the-database-stays-in-the-store',
    'server/graph/database.ts',
    'kysely',
    'node_modules/kysely/dist/esm/index.js',
  ),
  plant('few-call-out', 'server/graph/caller.ts', 'undici', 'node_modules/undici/index.js'),
  plant(
    'the-wire-stays-in-stytch',
    'server/graph/wire.ts',
    '../stytch/wire.ts',
    'server/stytch/wire.ts',
  ),
  plant(
    'instances-arrive-as-arguments',
    'server/graph/maker.ts',
    '../stytch/client.ts',
    'server/stytch/client.ts',
  ),
  plant(
    'the-sandbox-stays-out',
    'server/graph/intimate.ts',
    '../sandbox/server.ts',
    'server/sandbox/server.ts',
  ),
  breaks(
    'server/graph',
    'server/graph/planted.test.ts',
    '../sandbox/state.ts',
    'server/sandbox/state.ts',
  ),
  breaks(
    'server/sandbox',
    'server/sandbox/planted.test.ts',
    '../testing/start.ts',
    'server/testing/start.ts',
  ),
  breaks('e2e', 'e2e/intimate.ts', '../server/testing/start.ts', 'server/testing/start.ts'),
  {
    file: 'server/unnamed/planted.ts',
    text: "import '../errors.ts';\n",
    line: 'no-unnamed-folder: server/unnamed/planted.ts belongs to no row of the law',
  },
  {
    file: 'server/http/ambient.ts',
    text: "const { env } = process;\nexport const port = env['PORT'];\n",
    line: 'only-entry-points-read-the-environment: server/http/ambient.ts',
  },
  {
    file: 'server/http/words.ts',
    text: 'export const answer = { organization_id: 1 };\n',
    line: 'only-stytch-speaks-stytch: server/http/words.ts says organization_id',
  },
  {
    file: 'client/ui/Planted.module.css',
    text: '.dead { color: red }\n',
    line: 'dead-class: nothing takes dead of client/ui/Planted.module.css',
  },
  {
    file: 'client/ui/styled.ts',
    text: "import styles from './Planted.module.css';\nexport const name = styles['missing'];\n",
    line: 'no-such-class: client/ui/styled.ts takes missing of client/ui/Planted.module.css',
  },
];

/** Every violation that the check must find. */
export const plants: readonly Plant[] = [...rowPlants, ...specialPlants];
