const isDecimal = (point: number) => point >= 0 && /^\p{Nd}$/u.test(String.fromCodePoint(point));

/** Scripts write their ten digits in one run, from zero on (Unicode Standard §4.6). */
function valueOf(digit: string): number {
  const point = digit.codePointAt(0) ?? 0;
  let zero = point;
  while (isDecimal(zero - 1)) zero -= 1;
  return (point - zero) % 10;
}

/** The text with the digits of every script and width as 0 to 9: whoever types `٠١` or `０１` means 01. */
export function withPlainDigits(text: string): string {
  return text.normalize('NFKC').replaceAll(/\p{Nd}/gu, (digit) => String(valueOf(digit)));
}
