import { checkNames, type Diagnosis } from '#contract/diagnosis.ts';
import { accessWords } from '../../grid/access-words.ts';
import { allReadings, problemOf, sourceWords } from './reading-words.ts';
import { limits, verdictWords } from './verdict-words.ts';
import { checkLabels, headlineOf, stateWords } from './words.ts';

/** What a ticket is told beside the diagnosis itself. */
interface Surroundings {
  organization: { id: string; name: string };
  /** Of support’s case; null for an admin. */
  ticket: string | null;
  /** Address of the page. */
  link: string;
}

/** A moment to the second, for readers in any zone. */
export function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** One line of a text that a stranger chose: it must not pass for lines of ours. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim();
}

/** A name and an id; without a name where that is an email address. */
function named(name: string, id: string): string {
  const said = oneLine(name);
  return said === '' || said.includes('@') ? id : `${said} (${id})`;
}

function scopeLines({ checks }: Diagnosis): string[] {
  const { evidence } = checks.scopes;
  return (evidence?.scopes ?? []).map(
    ({ name, access }) => `   - ${oneLine(name)}: ${accessWords[access.state].label.toLowerCase()}`,
  );
}

/** The diagnosis as plain text, without any email address. */
export function summaryOf(diagnosis: Diagnosis, surroundings: Surroundings): string {
  const { member, app, asOf } = diagnosis;
  const { organization, ticket, link } = surroundings;
  const checks = checkNames.flatMap((name, index) => [
    `${index + 1}. ${checkLabels[name]} (${stateWords[diagnosis.checks[name].state].toLowerCase()}): ${headlineOf(name, diagnosis, utc)}`,
    ...(name === 'backing' ? scopeLines(diagnosis) : []),
  ]);
  const readings = allReadings(diagnosis).map(({ source, requestId, problem }) => {
    const id = requestId ?? (source === 'record' ? 'no Stytch request' : 'no request id');
    return `- ${sourceWords[source]}: ${id}${problem === null ? '' : `, ${problemOf(problem)}`}`;
  });
  return [
    verdictWords(diagnosis),
    '',
    ...(ticket === null ? [] : [`Ticket: ${oneLine(ticket)}`]),
    `Organization: ${named(organization.name, organization.id)}`,
    `Member: ${named(member.name, member.id)}`,
    `App: ${named(app.name, app.id)}`,
    `Checked: ${utc(asOf)}`,
    '',
    ...checks,
    '',
    'Stytch request ids:',
    ...readings,
    '',
    limits,
    link,
    '',
  ].join('\n');
}
