const isDecimal = (point: number) => point >= 0 && /^\p{Nd}$/u.test(String.fromCodePoint(point));

/** Every script encodes its ten digits consecutively from zero (Unicode Standard §4.6). */
function valueOf(digit: string): number {
  const point = digit.codePointAt(0) ?? 0;
  let zero = point;
  while (isDecimal(zero - 1)) zero -= 1;
  return (point - zero) % 10;
}

/** Converts digits of every script and width to 0–9, so that `٠١` and `０１` read as 01. */
export function withPlainDigits(text: string): string {
  return text.normalize('NFKC').replaceAll(/\p{Nd}/gu, (digit) => String(valueOf(digit)));
}
