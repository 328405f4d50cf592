import { styleText } from 'node:util';

/** @returns the text in a style; as it is where stdout is no terminal, or NO_COLOR is set */
const styled = (style: Parameters<typeof styleText>[0]) => (text: string) => styleText(style, text);
export const bold = styled('bold');
export const dim = styled('dim');
export const red = styled('red');
export const green = styled('green');
export const yellow = styled('yellow');
