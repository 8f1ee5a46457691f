/** Edits of a sound response; places look like `connected_apps.3.name`, and `*` is every entry. */
export interface Edits {
  set: Record<string, unknown>;
  delete: string[];
}

type Json = Record<string, unknown>;

/** Objects and lists alike: a list's entries have their index as key. */
const isHolder = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Each holder of a place's last step, with that step; empty if the response has no such place. */
function holders(root: unknown, place: string): { holder: Json; key: string }[] {
  const steps = place.split('.');
  const last = steps.pop() ?? '';
  const keysOf = (holder: Json, step: string) => (step === '*' ? Object.keys(holder) : [step]);
  const found = steps.reduce(
    (level: unknown[], step) =>
      level.filter(isHolder).flatMap((holder) => keysOf(holder, step).map((key) => holder[key])),
    [root],
  );
  return found
    .filter(isHolder)
    .flatMap((holder) => keysOf(holder, last).map((key) => ({ holder, key })));
}

function remove(holder: Json, key: string): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else Reflect.deleteProperty(holder, key);
}

/** The JSON text after the edits: sets first, then deletes, in lists from the end. */
export function editAnswer(text: string, edits: Edits): string {
  const answer: unknown = JSON.parse(text);
  for (const [place, value] of Object.entries(edits.set)) {
    for (const { holder, key } of holders(answer, place)) holder[key] = value;
  }
  for (const place of edits.delete) {
    for (const { holder, key } of holders(answer, place).toReversed()) remove(holder, key);
  }
  return JSON.stringify(answer);
}

const listNames = ['members', 'organizations', 'connected_apps'];

/**
 * One page of a search whose cursors lead nowhere: the body that requests the first page again, and the edits
 * that set the cursor after the requested one, from `cursors` in turn.
 */
export function pageAgain(
  body: string,
  { cursors, items }: { cursors: string[]; items: 'first-page' | 'none' },
): { body: string; edits: Edits } {
  const asked: unknown = JSON.parse(body === '' ? '{}' : body);
  const { cursor, ...first } = isHolder(asked) ? asked : {};
  const next = cursors[(cursors.findIndex((one) => one === cursor) + 1) % cursors.length];
  const lists = items === 'none' ? listNames.map((name) => `${name}.*`) : [];
  return {
    body: JSON.stringify(first),
    edits: { set: { 'results_metadata.next_cursor': next }, delete: lists },
  };
}
