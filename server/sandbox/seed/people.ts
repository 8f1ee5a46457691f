import type { Random } from '../random.ts';

/** First and family names by culture; email addresses use the Latin form. */
interface Culture {
  first: readonly string[];
  last: readonly string[];
}

const cultures: readonly [Culture, ...Culture[]] = [
  {
    first: ['Amara', 'Chidi', 'Ngozi', 'Kwame', 'Ama', 'Kofi', 'Folake', 'Tunde'],
    last: ['Okafor', 'Boateng', 'Adeyemi', 'Mensah', 'Eze', 'Balogun'],
  },
  {
    first: ['Jürgen', 'Anke', 'Lukas', 'Friederike', 'Sören', 'Ute'],
    last: ['Weiß', 'Müller', 'Schäfer', 'Großmann', 'Vogel', 'Köhler'],
  },
  {
    first: ['Priya', 'Arjun', 'Lakshmi', 'Rohan', 'Meera', 'Vikram', 'Ananya'],
    last: ['Raghunathan', 'Iyer', 'Banerjee', 'Deshpande', 'Kapoor', 'Nair'],
  },
  {
    first: ['Mateo', 'Lucía', 'Tomás', 'Inés', 'Joaquín', 'Valentina', 'Begoña'],
    last: ['Álvarez', 'Ferreira', 'Ibáñez', 'Quiroga', 'Núñez', 'Pereyra'],
  },
  {
    first: ['Ingrid', 'Bjørn', 'Astrid', 'Søren', 'Åsa', 'Einar', 'Freja'],
    last: ['Solheim', 'Lindqvist', 'Østergaard', 'Håkansson', 'Dahl', 'Nygård'],
  },
  {
    first: ['Chloe', 'Minh', 'Linh', 'Bao', 'Thu', 'Khanh'],
    last: ['Nguyen', 'Tran', 'Pham', 'Vo', 'Dang', 'Bui'],
  },
  {
    first: ['Zofia', 'Tomasz', 'Agnieszka', 'Łukasz', 'Jadwiga', 'Paweł'],
    last: ['Nowak', 'Wiśniewska', 'Zieliński', 'Kamińska', 'Wójcik', 'Mazur'],
  },
  {
    first: ['Siobhán', 'Declan', 'Aoife', 'Rhys', 'Catrin', 'Ewan', 'Grace', 'Oliver'],
    last: ["O'Connell", 'Murphy', 'Llewellyn', 'Fraser', 'Bennett', 'Hughes'],
  },
  {
    first: ['Leilani', 'Kaimana', 'Aroha', 'Tāne', 'Moana', 'Sione'],
    last: ['Kealoha', 'Ngata', 'Tupou', 'Parata', 'Fonoti', 'Whaanga'],
  },
  {
    first: ['Élodie', 'Benoît', 'Camille', 'Rémi', 'Océane', 'Gaëlle'],
    last: ['Lefèvre', 'Laurent', 'Dubois', 'Girard', 'Chevalier', 'Marchand'],
  },
];

/** Names in other scripts, with their owner's email address. */
const otherScripts = [
  { name: '佐藤 美咲', local: 'misaki.sato' },
  { name: '山本 健太', local: 'kenta.yamamoto' },
  { name: 'ليلى حداد', local: 'layla.haddad' },
  { name: 'يوسف منصور', local: 'youssef.mansour' },
  { name: 'נועה לוי', local: 'noa.levi' },
  { name: 'अनन्या शर्मा', local: 'ananya.sharma' },
  { name: '王小明', local: 'xiaoming.wang' },
  { name: '김서연', local: 'seoyeon.kim' },
  { name: 'Ольга Петренко', local: 'olha.petrenko' },
  { name: 'Νίκος Παπαδόπουλος', local: 'nikos.papadopoulos' },
] as const;

/** Names that a hostile or careless person could choose. */
const awkward = [
  { name: '🦊 Fox', local: 'fox' },
  { name: '<img src=x onerror=alert(1)>', local: 'bobby.tables' },
  { name: 'Mallory \u202Egnp.exe', local: 'mallory' },
  { name: 'Ada\u200BLovelace', local: 'ada.lovelace' },
  { name: '', local: 'no.name' },
  {
    name: 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Cholmondeley the Third',
    local: 'w.wolfeschlegelsteinhausenbergerdorff-featherstonehaugh',
  },
] as const;

/** A person: a display name and the local part of an email address. */
export interface Person {
  name: string;
  local: string;
}

const latinForms = new Map<string, string>();

function latin(text: string): string {
  const known = latinForms.get(text);
  if (known !== undefined) return known;
  const form = toLatin(text);
  latinForms.set(text, form);
  return form;
}

function toLatin(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('Ø', 'O')
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'L')
    .replaceAll(/[^a-zA-Z]/g, '')
    .toLowerCase();
}

/**
 * The `index`-th person of an organization: first awkward names and other scripts, then many ordinary ones.
 */
export function person(random: Random, index: number): Person {
  const special = [...otherScripts, ...awkward][index % 29];
  if (special !== undefined && index < 29) return special;
  if (special !== undefined && index % 29 < otherScripts.length) {
    return { name: special.name, local: `${special.local}${index}` };
  }
  const culture = random.pick(cultures);
  const first = culture.first[random.below(culture.first.length)] ?? 'Sam';
  const last = culture.last[random.below(culture.last.length)] ?? 'Rivera';
  return { name: `${first} ${last}`, local: `${latin(first)}.${latin(last)}` };
}
