/** Why Stytch could not be asked, by problem code, as the end of a sentence. */
export const stytchWords = {
  'upstream-unreachable': 'Stytch could not be reached',
  'upstream-tls': 'the connection to Stytch was not secure',
  'upstream-truncated': 'Stytch’s response was cut off',
  'upstream-error': 'Stytch reported an error',
  'upstream-invalid': 'Stytch’s response couldn’t be read',
  'upstream-too-large': 'Stytch’s response was too large',
  'upstream-rate-limited': 'Stytch asked for a pause',
  'upstream-credentials': 'Stytch did not accept this server’s credentials',
  'upstream-wrong-project': 'this server’s project at Stytch is not the right one',
  'upstream-captcha': 'Stytch asked for a captcha',
  'upstream-not-stytch': 'something between this server and Stytch responded in its place',
  'upstream-redirect': 'Stytch responded with a redirect',
} as const;
