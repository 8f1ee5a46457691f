import { firstShown, shorten, visibleText } from '../ui/invisible.ts';

/** The most characters of a name that are shown where the page of what it names has all of it. */
export const longestName = 120;

/** What to call an app. */
export function appName({ name }: { name: string }): string {
  return firstShown(name) || 'App without a name';
}

/** Whether an app is told from others by the end of its id only. */
export function isNameless({ name }: { name: string }): boolean {
  return firstShown(name) === '';
}

/** An app in plain text, for titles and attributes: with the end of its id where it has no name. */
export function appText(app: { id: string; name: string }): string {
  const name = nameText(appName(app));
  return isNameless(app) ? `${name} …${app.id.slice(-6)}` : name;
}

/** What to call a member: by the end of the id where neither name nor address is known. */
export function memberName({ id, name, email }: { id: string; name: string; email: string }) {
  return firstShown(name, email) || `Member …${id.slice(-6)}`;
}

/** A name in plain text, for titles and attributes: not too long, nothing in it unseen. */
export function nameText(name: string): string {
  return visibleText(shorten(name, longestName));
}
