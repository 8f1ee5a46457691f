import type { IForbiddenRuleType } from 'dependency-cruiser';
import { forTests, mayImport, pathOf, testFiles, walled } from './law.ts';

const shippedServer = {
  path: '^server/',
  pathNot: [testFiles, '^server/sandbox/', '^server/launch'],
};

function forbid(
  name: string,
  from: IForbiddenRuleType['from'],
  to: Extract<IForbiddenRuleType, { to: unknown }>['to'],
): IForbiddenRuleType {
  return { name, severity: 'error', from, to };
}

/** The rule of one row of the law. `$1` is the importing file's own feature, and no other. */
function rowRule([folder, allowed]: [string, readonly string[]]): IForbiddenRuleType {
  const own = pathOf(folder).replace('([^/]+)', '$1');
  const side = folder.startsWith('client') ? forTests.client : forTests.server;
  // Shipped code is kept from these by `tests-stay-out`.
  const inTests = walled.includes(folder) ? [] : side;
  const pathNot = [own, ...[...allowed, ...inTests].map(pathOf)];
  // A folder inside that has a row of its own follows that one.
  const inside = Object.keys(mayImport).filter((other) => other.startsWith(`${folder}/`));
  return forbid(
    `law of ${folder}`,
    { path: pathOf(folder), pathNot: inside.map(pathOf) },
    { path: '^(?:client|server|e2e)/', pathNot },
  );
}

/** What the table cannot say. */
const special: IForbiddenRuleType[] = [
  forbid('no-cycles', {}, { circular: true }),
  forbid('no-orphans', { orphan: true, pathNot: testFiles }, {}),
  forbid('everything-resolves', {}, { couldNotResolve: true }),
  forbid(
    'tests-stay-out',
    { path: '^(?:client|server)/', pathNot: testFiles },
    { path: testFiles },
  ),
  forbid(
    'the-sandbox-stays-out',
    { path: '^(?:client|server)/', pathNot: [testFiles, '^server/sandbox/'] },
    { path: '^server/sandbox/' },
  ),
  forbid('no-dev-dependency-in-the-server', shippedServer, {
    dependencyTypes: ['npm-dev'],
    dependencyTypesNot: ['type-only'],
  }),
  forbid(
    'the-contract-imports-zod-only',
    { path: '^server/contract/', pathNot: testFiles },
    { pathNot: ['^server/contract/', '^node_modules/zod/'] },
  ),
  forbid(
    'ui-is-generic',
    { path: '^client/ui/', pathNot: testFiles },
    { pathNot: ['^client/ui/', '^node_modules/(?:react|react-dom|lucide-react|@base-ui)/'] },
  ),
  forbid(
    'the-browser-has-no-node',
    { path: '^client/', pathNot: testFiles },
    { dependencyTypes: ['core'] },
  ),
  forbid(
    'express-stays-in-http',
    {
      path: '^server/(?:features|graph|live|observations|scopes|stytch|sandbox|views)/',
      pathNot: testFiles,
    },
    { path: '^node_modules/(?:express|express-session)/' },
  ),
  forbid(
    'the-database-stays-in-the-store',
    { path: '^server/', pathNot: [testFiles, '^server/store/', '^server/compose\\.ts$'] },
    { path: '^node_modules/(?:kysely|libsql)/' },
  ),
  forbid(
    'few-call-out',
    { path: '^server/', pathNot: [testFiles, '^server/(?:stytch|features/logos)/'] },
    { path: '^node_modules/undici/' },
  ),
  forbid(
    'the-wire-stays-in-stytch',
    { path: '^server/', pathNot: ['^server/stytch/'] },
    { path: String.raw`^server/stytch/(?:wire|member-wire|transport|members)\.ts$` },
  ),
  // Features receive the client and the store as arguments; only the wiring makes them.
  forbid(
    'instances-arrive-as-arguments',
    { path: '^server/(?:features|graph|http|live|observations|scopes|views)/', pathNot: testFiles },
    { path: String.raw`^server/(?:store/|stytch/client\.ts$)`, dependencyTypesNot: ['type-only'] },
  ),
];

/** All rules, for dependency-cruiser. */
export const rules: IForbiddenRuleType[] = [...Object.entries(mayImport).map(rowRule), ...special];
