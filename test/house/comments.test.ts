import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ROOT, sources } from './source.ts';

/** Generated comments are descriptions of schemas. */
const all = sources().filter(({ path }) => !path.startsWith('client/generated/'));
const product = all.filter(({ path }) => !/^(test|bench)\//.test(path) && !path.endsWith('.test.ts'));

/** The places of all matches of a pattern, as an editor opens them. */
const placesOf = (pattern: RegExp, files: readonly { readonly path: string; readonly text: string }[] = product): string[] =>
  files.flatMap(({ path, text }) =>
    [...text.matchAll(pattern)].map(({ index, 0: found }) => {
      const line = text.slice(0, index).split('\n').length;
      return `${path}:${line}: ${found.trim()}`;
    }),
  );

it('no comment cites a numbered section or a row of a document that is not in the repository', () => {
  expect(placesOf(/\b[A-Z]{2}-\d{2}\b|\b[Ss]ections? \d+|§ ?\d+/g)).toEqual([]);
});

it('no doc comment opens with a question word: it has a subject and a verb', () => {
  expect(placesOf(/\/\*\*[\s*]*(?:What|Who|Whose|Whom|Whether|Which|How|Where|When)\b/g, all)).toEqual([]);
});

/** Biome wraps code at 130 columns, and no comment. */
it('no line of a comment is longer than 150 characters', () => {
  expect(placesOf(/^(?=.{151})\s*(?:\/\/|\/?\*+) .*$/gm, all)).toEqual([]);
});

/** A sentence that is no question: `What is left.` says of nothing what it is. */
const OPENS = String.raw`(?:What|Who|Whether)\b[^?\n]*$`;

it('no sentence of a comment opens with What, Who or Whether', () => {
  expect(placesOf(new RegExp(String.raw`(?:\/\/ |^\s*\/?\*+ |(?:\/\/|^\s*\/?\*).*[.:;] )${OPENS}`, 'gm'), all)).toEqual([]);
});

it('no sentence of a document opens with What, Who or Whether', () => {
  const documents = globSync(['*.md', 'docs/**/*.md'], { cwd: ROOT }).map((path) => ({
    path,
    text: readFileSync(ROOT + path, 'utf8'),
  }));
  expect(documents.length).toBeGreaterThan(50);
  expect(placesOf(new RegExp(String.raw`(?:^[-*> ]*|[.:;|] |\*\*)${OPENS}`, 'gm'), documents)).toEqual([]);
});

it('no description of the API opens with a question word', () => {
  const described = all.filter(({ path }) => /^(schemas|docs)\//.test(path));
  expect(placesOf(/['`](?:What|Who|Whose|Whom|Whether|Which|How|Why|Where|When) [^?'`\n]*['`]/g, described)).toEqual([]);
});
