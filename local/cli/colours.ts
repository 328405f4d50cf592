const isColoured = process.stdout.isTTY && process.env.NO_COLOR === undefined;
/** @param code an ANSI colour code; without a terminal, or with NO_COLOR set, the text is returned as it is */
export const paint = (code: number) => (text: string) => (isColoured ? `\u001b[${code}m${text}\u001b[0m` : text);
export const bold = paint(1);
export const dim = paint(2);
export const red = paint(31);
export const green = paint(32);
