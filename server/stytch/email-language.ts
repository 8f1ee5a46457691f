/** Languages in which Stytch writes its emails, as its Node package 14.2.0 spells them. */
const languages = 'en es pt-br fr it de-DE zh-Hans ca-ES ja ru nl pl tr fa vi cs'.split(' ');

/**
 * The language of Stytch's emails for somebody whose browser speaks this one (BCP 47, for example
 * `de-AT`); null where Stytch has none, which makes it write English.
 */
export function emailLanguage(spoken: string): string | null {
  const [primary = '', ...rest] = spoken.toLowerCase().split('-');
  // Traditional characters are not the simplified ones.
  if (primary === 'zh' && rest.some((part) => /^(?:hant|tw|hk|mo)$/.test(part))) return null;
  return languages.find((known) => known.toLowerCase().split('-')[0] === primary) ?? null;
}
