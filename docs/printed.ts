import { readFileSync } from 'node:fs';

/** Generated parts of Markdown files. Each stands between `<!-- printed: name -->` and `<!-- /printed -->`. */

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** @throws Error when the text lacks the part's place */
function withPart(text: string, [name, part]: readonly [string, () => string]): string {
  const place = new RegExp(`(<!-- printed: ${name} -->\\n)[^]*?(<!-- /printed -->)`);
  if (!place.test(text)) throw new Error(`there is no place for the part ${name}`);
  return text.replace(place, (_, from: string, to: string) => `${from}${part()}\n${to}`);
}

/** A file of docs/ with its generated parts, for `npm run generate`. */
export const printedFile = (path: string, parts: Readonly<Record<string, () => string>>) => {
  const file = new URL(path, import.meta.url);
  return { file, text: (): string => Object.entries(parts).reduce(withPart, readFileSync(file, 'utf8')) };
};
