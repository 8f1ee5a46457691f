import type { Scope } from '../../../server/contract/scopes.ts';

/** Words of which invented people are made; a few have letters outside of ASCII, as names do. */
export const firstNames = (
  'Aaliyah Aaron Abigail Adam Adrian Agnes Alan Alice Amara Andrea Anita Anton Aoife Arjun Ava ' +
  'Beatriz Ben Bianca Boris Brian Camila Carl Chloe Clara Conor Dalia Daniel Deepa Diego Dmitri ' +
  'Edith Elena Eli Emma Erik Esther Fatima Felix Fiona Frank Gabriel Grace Greta Hana Hassan Helen ' +
  'Hugo Ida Imani Ingrid Isaac Ivan Jada James Jana Jasper José Julia Kai Karim Kate Kenji Lara Leo ' +
  'Lin Lucas Maja Marcus Maria Mei Milan Mira Nadia Naomi Nils Nora Olga Omar Oscar Paula Pedro Priya ' +
  'Quinn Rafael Rania Rosa Ruth Samir Sara Sofia Stefan Tara Theo Tomás Uma Vera Victor Wanda Yara Yusuf'
).split(' ');

export const lastNames = (
  'Abbott Acosta Adeyemi Ahmed Almeida Andersen Baker Banerjee Barros Bauer Becker Bennett Bianchi ' +
  'Brandt Brooks Campos Carter Castillo Chen Clarke Costa Cruz Dahl Das Delgado Diaz Dubois Eriksen ' +
  'Evans Farah Fernandes Fischer Foster Fraser Gallo Garcia Gomez Grant Gupta Haddad Hansen Hoffmann ' +
  'Hughes Ibrahim Ito Iyer Jansen Jensen Johnson Kapoor Keller Khan Kim Klein Kovacs Kumar Larsen Lee ' +
  'Lehmann Lindqvist Lopez Maier Marsh Martinez Mendes Meyer Moreau Morris Müller Murphy Nair Nakamura ' +
  'Ndiaye Nguyen Novak Okafor Olsen Ortiz Osei Park Patel Perez Petrov Popescu Ramos Rao Reyes Ricci ' +
  'Rossi Sato Schmidt Silva Singh Suzuki Tanaka Torres Vargas Vogel Walker Weber Wolf Wright Yilmaz Zhang'
).split(' ');

export const domains = ['acme.example', 'northwind.example', 'globex.example', 'initech.example'];

const verbs = [
  ['delete', 'high-risk'],
  ['export', 'sensitive'],
  ['write', 'write'],
  ['read', 'read'],
] as const;
const resources = 'billing calendar contacts documents files invoices projects reports tickets';
const identity = ['openid', 'profile', 'email', 'phone'] as const;

/** Forty scopes in the order in which the server sends them: heaviest class first, then by name. */
export const scopes: readonly Scope[] = [
  ...verbs.flatMap(([verb, weight]) =>
    resources.split(' ').map((resource) => ({ name: `${resource}:${verb}`, class: weight })),
  ),
  ...identity.map((name) => ({ name, class: 'identity' as const })),
]
  .toSorted((a, b) => rank(a.class) - rank(b.class) || (a.name < b.name ? -1 : 1))
  .map((scope) => ({ ...scope, description: null, why: 'Invented for the bench.' }));

function rank(weight: Scope['class']): number {
  return ['high-risk', 'sensitive', 'write', 'read', 'identity'].indexOf(weight);
}
