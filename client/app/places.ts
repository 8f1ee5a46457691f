import * as z from 'zod/mini';

/** Where one was on a page. */
const placeSchema = z.object({
  /** Px that it was scrolled. */
  top: z.number(),
  /** Key of the active row of its table; null for none. */
  row: z.nullable(z.string()),
  /** What had the focus: a selector, and which one of those that it finds; null for the page itself. */
  focus: z.nullable(z.object({ selector: z.string(), at: z.int() })),
});
export type Place = z.infer<typeof placeSchema>;

const savedSchema = z.object({
  viewer: z.string(),
  places: z.array(z.tuple([z.string(), placeSchema])),
});

const storageKey = 'grantscope-places';
const most = 50;
const start: Place = { top: 0, row: null, focus: null };

/** Places by entry of the history; the latest one is the last. */
const places = new Map<string, Place>();

/** Names an entry of the history: entries that the router did not make have one key in common. */
export function entryOf({ key, pathname }: { key: string; pathname: string }): string {
  return `${key} ${pathname}`;
}

/** Where one was at an entry; null where that is not known. */
export function placeAt(entry: string): Place | null {
  return places.get(entry) ?? null;
}

/** Remembers part of where one is at an entry. */
export function keepPlace(entry: string, change: Partial<Place>): void {
  const place = { ...start, ...places.get(entry), ...change };
  places.delete(entry);
  places.set(entry, place);
  for (const [oldest] of places) if (places.size > most) places.delete(oldest);
}

/** Forgets all places; of one viewer nothing is left to the next. */
export function forgetPlaces(): void {
  places.clear();
  sessionStorage.removeItem(storageKey);
}

function readSaved(text: string | null): z.infer<typeof savedSchema> | null {
  if (text === null) return null;
  try {
    return savedSchema.parse(JSON.parse(text));
  } catch {
    // Of another version: a place is a comfort, and does without.
    return null;
  }
}

/**
 * Takes the places over from before a reload, if they are the same viewer's, and leaves them for the
 * next one; returns how to stop. In between they are in memory only.
 */
export function carryPlaces(viewer: string): () => void {
  const saved = readSaved(sessionStorage.getItem(storageKey));
  sessionStorage.removeItem(storageKey);
  if (saved?.viewer === viewer) {
    for (const [entry, place] of saved.places) if (!places.has(entry)) places.set(entry, place);
  }
  const leave = () => {
    const text = JSON.stringify({ viewer, places: [...places] });
    sessionStorage.setItem(storageKey, text);
  };
  addEventListener('pagehide', leave);
  return () => removeEventListener('pagehide', leave);
}
