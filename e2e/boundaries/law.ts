/**
 * The import law: what each folder may import of ours besides its own files. All else is refused,
 * so a folder that is not named here cannot import and cannot be imported. `*` is one feature.
 */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  'client/main.tsx': ['client/api', 'client/app', 'client/ui'],
  'client/app': ['client/api', 'client/features', 'client/ui', 'server/contract'],
  'client/features/*': [
    'client/api',
    'client/grid',
    'client/table',
    'client/ui',
    'server/contract',
  ],
  // What surrounds the grid on every page that has one.
  'client/table': ['client/api', 'client/grid', 'client/ui', 'server/contract'],
  'client/grid': ['client/ui', 'server/contract'],
  'client/api': ['server/contract'],
  // What JSX is compiled to.
  'client/jsx': [],
  'client/ui': [],
  'client/testing': [
    'client/api',
    'client/app',
    'client/features',
    'client/grid',
    'client/table',
    'client/ui',
    'server/contract',
  ],

  'server/worker.ts': ['server/live', 'server/observations', 'server/scopes', 'server/store'],
  'server/main.ts': [
    'server/compose.ts',
    'server/config.ts',
    'server/start-error.ts',
    'server/store',
  ],
  'server/compose.ts': [
    'server/app.ts',
    'server/audit',
    'server/config.ts',
    'server/features',
    'server/graph',
    'server/http',
    'server/live',
    'server/observations',
    'server/scopes',
    'server/store',
    'server/stytch',
    'server/view-sources.ts',
  ],
  'server/view-sources.ts': [
    'server/contract',
    'server/graph',
    'server/live',
    'server/observations',
    'server/scopes',
    'server/store',
    'server/stytch',
  ],
  'server/app.ts': ['server/contract', 'server/errors.ts', 'server/http'],
  'server/features/*': [
    'server/audit',
    'server/contract',
    'server/errors.ts',
    'server/graph',
    'server/http',
    'server/live',
    'server/observations',
    'server/scopes',
    'server/store',
    'server/stytch',
    'server/views',
  ],
  // Tests of what all features have in common.
  'server/features/*.test.ts': ['server/contract'],
  'server/views': ['server/contract', 'server/live', 'server/scopes', 'server/stytch'],
  'server/graph': [
    'server/contract',
    'server/live',
    'server/observations',
    'server/scopes',
    'server/store',
    'server/stytch',
  ],
  'server/observations': [
    'server/contract',
    'server/errors.ts',
    'server/live',
    'server/store',
    'server/stytch',
  ],
  'server/live': ['server/contract', 'server/scopes', 'server/stytch'],
  // It says of a broken file what the configuration says of itself.
  'server/scopes': ['server/config.ts', 'server/contract', 'server/stytch'],
  'server/http': [
    'server/audit',
    'server/contract',
    'server/errors.ts',
    'server/start-error.ts',
    'server/stytch',
  ],
  'server/audit': ['server/contract', 'server/errors.ts', 'server/store', 'server/stytch'],
  'server/store': ['server/contract', 'server/errors.ts'],
  'server/stytch': [],
  'server/errors.ts': ['server/contract'],
  'server/start-error.ts': [],
  // Whether a proxy is on the way to Stytch, and can be used, is checked with all else.
  'server/config.ts': ['server/contract', 'server/stytch/proxy.ts'],
  'server/contract': [],
  'server/sandbox': [],
  'server/launch.ts': ['server/config.ts', 'server/launch', 'server/start-error.ts'],
  'server/launch': ['server/config.ts', 'server/start-error.ts'],
  'server/testing': [
    'server/config.ts',
    'server/contract',
    // Sources run as they are need a thread that reads TypeScript.
    'server/worker.ts',
    'server/sandbox/server.ts',
    'server/compose.ts',
  ],

  // Browser tests meet the programs over HTTP only.
  e2e: ['server/contract'],
  // Compares what the server answers with what the client makes of it.
  'e2e/figures': [
    'client/features',
    'client/grid',
    'client/ui',
    'server/contract',
    'server/testing',
  ],
};

/** Fewer modules than these mean that the check no longer sees the code. */
export const fewestModules: Readonly<Record<string, number>> = { client: 80, server: 75, e2e: 4 };

/** Who may read the environment: entry points, and what builds and drives them. */
export const readsEnvironment =
  /^(?:server\/(?:main|launch|sandbox\/main)\.ts|vite\.config\.ts|e2e\/.*)$/;

/** Tests and what only they use. */
export const testFiles = String.raw`\.test\.tsx?$|^(?:client|server)/testing/|^e2e/`;

/** What tests of a side may import beyond what their folder may: never what is inside the sandbox. */
export const forTests = {
  client: ['client/testing'],
  server: ['server/testing', 'server/sandbox/server.ts'],
} as const;

/** Strangers: even their tests import nothing of ours. */
export const walled: readonly string[] = [
  'server/contract',
  'server/sandbox',
  'e2e',
  'e2e/figures',
];

/** Whether the file belongs to the named folder (or is the named file) of the law. */
export function belongsTo(folder: string, file: string): boolean {
  return new RegExp(pathOf(folder)).test(file);
}

/**
 * The folder as a regular expression, `*` as a group; a file goes with its tests, `config.test.ts`
 * and by subject `config.secrets.test.ts`.
 */
export function pathOf(folder: string): string {
  const text = folder.replace('*', '([^/]+)');
  const [, stem, extension = ''] = /^(.+)\.(tsx?)$/.exec(text) ?? [];
  return stem === undefined
    ? `^${text}/`
    : String.raw`^${stem}(?:|\.test|\.[a-z-]+\.test)\.` + `${extension}$`;
}
