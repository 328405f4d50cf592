import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import pkg from '../../package.json' with { type: 'json' };
import { ROOT } from './source.ts';

const list = (pattern: string): string[] =>
  globSync(pattern, { cwd: ROOT, exclude: (path) => /(^|\/)(node_modules|cdk\.out|\.[^/]+)(\/|$)/.test(path) }).map((path) =>
    path.replaceAll('\\', '/'),
  );

/** Every file and folder of the project. */
const present = list('**/*');
const isPresent = (path: string): boolean => present.includes(path.replace(/\/$/, ''));
/** @param path may be the end of a longer path: `markets/totals.ts` */
const endsAFile = (path: string): boolean => present.some((each) => each === path || each.endsWith(`/${path}`));

const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found);
/** False for a placeholder (`core/<domain>`), a pattern (`*.entity.ts`) and a folder that a command writes (`.local`). */
const isConcrete = (path: string): boolean => !/[<>*{}]/.test(path) && !/^(\.\/)?\.local\//.test(path);

const FOLDERS = 'core|schemas|lambdas|lib|bin|client|local|test|docs|bench';
const FUNCTIONS = 'http|websocket|queues|streams|schedules|triggers|operator';
const PATH = new RegExp(`(?<![\\w./@-])((?:${FOLDERS})/[\\w./*<>{}-]*)`, 'g');
const FILE = /(?<![\w./:*<>-])((?:[\w*<>.-]+\/)*[\w*<>.-]+\.(?:ts|md))(?![\w-])/g;
const FUNCTION = new RegExp(`\`((?:${FUNCTIONS})/[\\w/*-]+)\``, 'g');

/** The names of one kind in a document that stand for nothing. */
type Missing = (text: string, document: string) => string[];

const MISSING: Readonly<Record<string, Missing>> = {
  'relative links': (text, document) =>
    matches(text.replaceAll(/^```[\s\S]*?^```/gm, ''), /\]\(([^)#\s]+)[^)]*\)/g)
      .filter((target) => !/^\w+:/.test(target))
      .filter((target) => !isPresent(posix.join(posix.dirname(document), target))),
  'paths from the top folder': (text) =>
    matches(text, PATH)
      .map((path) => path.replace(/[.,;:]+$/, ''))
      .filter((path) => isConcrete(path) && !isPresent(path)),
  'files by the end of their path': (text) =>
    matches(text, FILE).filter((path) => isConcrete(path) && !endsAFile(path.replace(/^(\.\.?\/)+/, ''))),
  'deployed functions': (text) =>
    matches(text, FUNCTION).filter((name) => !isPresent(`lambdas/${name.endsWith('/*') ? name.slice(0, -2) : `${name}.ts`}`)),
  'npm scripts': (text) =>
    [...matches(text, /npm run (?:-\w+ )*(?:-- )?([\w:-]+)/g), ...matches(text, /npm (start|stop|test)\b/g)].filter(
      (name) => !(name in pkg.scripts),
    ),
  jobs: (text) => matches(text, /npm run job -- ([\w-]+)/g).filter((name) => !endsAFile(`${name}.ts`)),
};

const DOCUMENTS = ['README.md', 'client/README.md', ...list('docs/**/*.md').toSorted()];

describe.each(DOCUMENTS)('%s', (document) => {
  const text = readFileSync(ROOT + document, 'utf8');
  it.each(Object.entries(MISSING))('names %s that exist', (_, missing) => {
    expect(missing(text, document)).toEqual([]);
  });
});

it('decisions are numbered from 1, each number once, in the name of the file and in its title', () => {
  const files = list('docs/adr/*.md').toSorted();
  expect(files.map((file) => Number(posix.basename(file).slice(0, 4)))).toEqual(files.map((_, i) => i + 1));
  const titled = files.map((file) => Number(/^# (\d+)\. /.exec(readFileSync(ROOT + file, 'utf8'))?.[1]));
  expect(titled).toEqual(files.map((_, i) => i + 1));
});

describe('these checks find a wrong', () => {
  it.each([
    ['relative links', 'see [that](gone.md)', 'gone.md'],
    ['paths from the top folder', 'in `core/lifecycle/index.ts`.', 'core/lifecycle/index.ts'],
    ['paths from the top folder', 'in core/lifecycle, once', 'core/lifecycle'],
    ['files by the end of their path', '`markets/gone.ts` has it', 'markets/gone.ts'],
    ['deployed functions', 'the door `http/gone`', 'http/gone'],
    ['npm scripts', '`npm run -s gone -- --summary`', 'gone'],
    ['jobs', '`npm run job -- gone`', 'gone'],
  ])('%s: %s', (kind, text, found) => {
    expect(MISSING[kind]?.(text, 'docs/page.md')).toEqual([found]);
  });
});
