import type { Diagnosis } from '#contract/diagnosis.ts';

/** What to call the member: by the end of the id where neither name nor address is known. */
export function memberTitle({ id, name, email }: Diagnosis['member']): string {
  if (name.trim() !== '') return name;
  return email === '' ? `Member …${id.slice(-6)}` : email;
}

/** What to call the app. */
export function appTitle({ name }: Pick<Diagnosis['app'], 'name'>): string {
  return name.trim() === '' ? 'App without a name' : name;
}
