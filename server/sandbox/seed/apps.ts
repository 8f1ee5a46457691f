import type { ClientApp } from '../model.ts';
import { createRandom, stableUuid } from '../random.ts';

/** A connected app of the project with the scopes that its members tend to grant. */
export interface SeedApp extends ClientApp {
  scopes: string[];
}

// `legacy:sync` and `reports.v1` are granted but described nowhere: left over from an older policy.
const longDescription =
  'Ledgerline reads invoices, matches them to payments and writes the result back. ' +
  Array.from(
    { length: 42 },
    (_, clause) =>
      `Clause ${clause + 1}: data is kept for as long as the subscription lasts, and for thirty days after it ends.`,
  ).join(' ');

type Draft = [
  name: string,
  description: string,
  clientType: string,
  logo: 'own' | 'none' | 'empty' | 'lost',
  scopes: string,
];

const named: Draft[] = [
  [
    'Foundry Notes',
    'Meeting notes and summaries that file themselves into your documents.',
    'third_party',
    'own',
    'openid profile email offline_access documents:read documents:write calendar:read billing:export members:delete',
  ],
  [
    'Harbor CRM',
    'Keeps customer contacts and deals in step with your mail and calendar.',
    'third_party',
    'own',
    'openid email crm:contacts:read crm:contacts:write crm:deals:read crm:deals:write calendar:read offline_access',
  ],
  [
    'Pinboard Mobile',
    'Your tasks on the phone.',
    'first_party_public',
    'own',
    'openid profile projects:read projects:write',
  ],
  [
    'Admin Toolkit',
    'Internal tools of the platform team.',
    'first_party',
    'own',
    'openid full_access members:read audit:read keys:manage',
  ],
  [
    'Claudine',
    'Assistant registered by itself.',
    'third_party_public',
    'none',
    'openid documents:read files:read messages:send offline_access',
  ],
  [
    'Claudine',
    'Assistant registered by itself.',
    'third_party_public',
    'none',
    'openid documents:read files:read offline_access',
  ],
  [
    'دفتر اليومية',
    'محاسبة بسيطة للفرق الصغيرة.',
    'third_party',
    'own',
    'openid email billing:read billing:export',
  ],
  [
    '議事録くん',
    '会議の議事録を自動で作成します。',
    'third_party',
    'own',
    'openid profile calendar:read documents:write',
  ],
  [
    '🚀 Launchpad',
    'Release checklists with a countdown.',
    'third_party_public',
    'empty',
    'openid projects:read webhooks:manage',
  ],
  [
    'Ledgerline',
    longDescription,
    'third_party',
    'lost',
    'openid email billing:read billing:manage payroll:read offline_access',
  ],
  [
    '<b>Bold</b> Reports',
    'Charts <script>alert(1)</script> for "everyone" & more.',
    'third_party',
    'own',
    'openid analytics:read analytics:export legacy:sync',
  ],
  [
    'Timekeeper',
    'Time sheets from calendar entries.',
    'third_party',
    'own',
    'openid calendar:read time:read time:write reports.v1',
  ],
];

const adjectives = [
  'North',
  'Quiet',
  'Bright',
  'Clear',
  'Swift',
  'Open',
  'Blue',
  'True',
  'Good',
  'Deep',
] as const;
const nouns = [
  'Desk',
  'Signal',
  'Ledger',
  'Canvas',
  'Relay',
  'Harvest',
  'Compass',
  'Archive',
  'Beacon',
  'Loom',
  'Atlas',
  'Garden',
] as const;
const purposes = [
  'Turns tickets into answers.',
  'Dashboards for people who dislike dashboards.',
  'Moves files where they belong.',
  'Writes the first draft.',
  'Keeps contacts in step.',
  'Reminds the right person at the right time.',
  'Signs documents and stores the proof.',
] as const;
const types = ['third_party', 'third_party_public', 'third_party', 'first_party'] as const;

function generated(index: number, scopes: readonly string[]): Draft {
  const random = createRandom(`app-${index}`);
  const chosen = new Set(['openid', 'email']);
  const count = 1 + random.below(6);
  while (chosen.size < count + 2) chosen.add(scopes[random.below(scopes.length)] ?? 'profile');
  if (random.below(3) === 0) chosen.add('offline_access');
  const adjective = adjectives[index % adjectives.length] ?? 'North';
  const noun = nouns[Math.floor(index / 2) % nouns.length] ?? 'Desk';
  return [
    `${adjective} ${noun}`,
    random.pick(purposes),
    random.pick(types),
    random.below(6) === 0 ? 'none' : 'own',
    [...chosen].join(' '),
  ];
}

function toApp(draft: Draft, index: number): SeedApp {
  const [name, description, clientType, logo, scopes] = draft;
  const id = index === 0 ? '3c1f0b7e-55ad-4f6e-9a52-0e7d2c1b9f10' : stableUuid(`app-${index}`);
  const logos = { own: `/logos/${index}.png`, none: null, empty: '', lost: '/logos/lost.png' };
  return {
    clientId: `connected-app-test-${id}`,
    name,
    description,
    clientType,
    logo: logos[logo],
    creationMethod: name === 'Claudine' ? 'dynamic' : 'dashboard',
    scopes: scopes.split(' '),
  };
}

/** All connected apps of the project: twelve written by hand, the rest generated. */
export function seedApps(count: number, scopes: readonly string[]): SeedApp[] {
  return Array.from({ length: count }, (_, index) =>
    toApp(named[index] ?? generated(index, scopes), index),
  );
}
