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

const log = 'server/http/log.ts';
const store = 'server/store/schema.ts';

/** One for each row of the law. */
const rowPlants: Plant[] = [
  breaks('client/main.tsx', 'client/main.tsx', './grid/fold.ts', 'client/grid/fold.ts'),
  breaks('client/app', 'client/app/planted.ts', '../grid/fold.ts', 'client/grid/fold.ts'),
  // A feature made today is an island today.
  breaks(
    'client/features/*',
    'client/features/planted/planted.ts',
    '../apps/queries.ts',
    'client/features/apps/queries.ts',
  ),
  breaks('client/grid', 'client/grid/planted.ts', '../api/request.ts', 'client/api/request.ts'),
  breaks('client/table', 'client/table/planted.ts', '../app/theme.ts', 'client/app/theme.ts'),
  breaks('client/api', 'client/api/planted.ts', '../ui/classes.ts', 'client/ui/classes.ts'),
  breaks('client/ui', 'client/ui/planted.ts', '../app/theme.ts', 'client/app/theme.ts'),
  breaks('client/jsx', 'client/jsx/planted.ts', '../ui/classes.ts', 'client/ui/classes.ts'),
  breaks('client/testing', 'client/testing/planted.ts', '../main.tsx', 'client/main.tsx'),
  breaks('server/main.ts', 'server/main.ts', './http/log.ts', log),
  breaks('server/start-error.ts', 'server/start-error.ts', './http/log.ts', log),
  breaks('server/worker.ts', 'server/worker.ts', './http/log.ts', log),
  breaks('server/wire.ts', 'server/wire.ts', './launch/programs.ts', 'server/launch/programs.ts'),
  breaks('server/app.ts', 'server/app.ts', './store/schema.ts', store),
  breaks(
    'server/features/*',
    'server/features/planted/planted.ts',
    '../session/view.ts',
    'server/features/session/view.ts',
  ),
  breaks(
    'server/features/*.test.ts',
    'server/features/planted.test.ts',
    './session/view.ts',
    'server/features/session/view.ts',
  ),
  breaks('server/audit', 'server/audit/planted.ts', '../http/log.ts', log),
  breaks('server/graph', 'server/graph/planted.ts', '../http/log.ts', log),
  breaks(
    'server/scopes',
    'server/scopes/planted.ts',
    '../features/session/view.ts',
    'server/features/session/view.ts',
  ),
  breaks('server/http', 'server/http/planted.ts', '../config.ts', 'server/config.ts'),
  breaks(
    'server/store',
    'server/store/planted.ts',
    '../features/session/state.ts',
    'server/features/session/state.ts',
  ),
  breaks('server/stytch', 'server/stytch/planted.ts', '../http/log.ts', log),
  breaks('server/errors.ts', 'server/errors.ts', './http/log.ts', log),
  breaks('server/config.ts', 'server/config.ts', './http/log.ts', log),
  breaks('server/contract', 'server/contract/planted.ts', '../errors.ts', 'server/errors.ts'),
  breaks('server/sandbox', 'server/sandbox/planted.ts', '../stytch/ids.ts', 'server/stytch/ids.ts'),
  breaks('server/launch.ts', 'server/launch.ts', './http/log.ts', log),
  breaks('server/launch', 'server/launch/planted.ts', '../http/log.ts', log),
  breaks('server/testing', 'server/testing/planted.ts', '../http/log.ts', log),
  breaks('e2e', 'e2e/planted.ts', '../client/app/theme.ts', 'client/app/theme.ts'),
  breaks(
    'e2e/figures',
    'e2e/figures/planted.ts',
    '../../client/app/theme.ts',
    'client/app/theme.ts',
  ),
];

/** One for each rule that the table cannot say, the sandbox's and the environment's among them. */
const specialPlants: Plant[] = [
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
];

/** Every violation that the check must find. */
export const plants: readonly Plant[] = [...rowPlants, ...specialPlants];
