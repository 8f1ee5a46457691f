/** Languages of Stytch's emails, spelled as in its Node package 14.2.0. */
const languages = 'en es pt-br fr it de-DE zh-Hans ca-ES ja ru nl pl tr fa vi cs'.split(' ');

/**
 * The language of Stytch's emails for a browser language (BCP 47, for example `de-AT`); null if Stytch does
 * not have it and writes English instead.
 */
export function emailLanguage(spoken: string): string | null {
  const [primary = '', ...rest] = spoken.toLowerCase().split('-');
  // Traditional characters are not the simplified ones.
  if (primary === 'zh' && rest.some((part) => /^(?:hant|tw|hk|mo)$/.test(part))) return null;
  return languages.find((known) => known.toLowerCase().split('-')[0] === primary) ?? null;
}
