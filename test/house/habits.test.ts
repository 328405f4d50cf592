import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { place, type Source, sources, walk } from './source.ts';

const all = sources();
const product = all.filter(({ path }) => !path.endsWith('.test.ts'));

/** @returns the places of all nodes that a habit does not want */
const places = (files: readonly Source[], unwanted: (node: ts.Node) => boolean): string[] =>
  files.flatMap((source) => {
    const found: string[] = [];
    walk(source.tree, (node) => {
      if (unwanted(node)) found.push(place(source, node));
    });
    return found;
  });

const outside = (...prefixes: readonly string[]): Source[] =>
  product.filter(({ path }) => !prefixes.some((prefix) => path.startsWith(prefix)));

const isMember = (node: ts.Node, object: string, name: string): boolean =>
  ts.isPropertyAccessExpression(node) && node.expression.getText() === object && node.name.text === name;

describe('habits', () => {
  it('the environment is read in one place of core and one of lib', () => {
    const files = outside('core/platform/env.ts', 'lib/environments.ts', 'local/', 'test/', 'bench/');
    expect(places(files, (node) => isMember(node, 'process', 'env'))).toEqual([]);
  });
  it('only doors read the clock', () => {
    const files = outside('lambdas/', 'local/', 'test/', 'bench/', 'core/platform/log.ts');
    const readsClock = (node: ts.Node) =>
      isMember(node, 'Date', 'now') ||
      (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length);
    expect(places(files, readsClock)).toEqual([]);
  });
  it('nothing that is deployed names the console, which runs jobs for whoever reaches it', () => {
    const deployed = product.filter(({ path }) => /^(bin|lib|lambdas|core|schemas)\//.test(path));
    expect(deployed.length).toBeGreaterThan(500);
    expect(deployed.filter(({ text }) => /local\/console/.test(text)).map(({ path }) => path)).toEqual([]);
  });
  it('nothing scans the table', () => {
    const scans = (node: ts.Node) =>
      (ts.isIdentifier(node) && node.text === 'ScanCommand') ||
      (ts.isPropertyAccessExpression(node) && node.name.text === 'scan');
    // The rules that look for viruses scan bytes.
    const files = outside('test/').filter(({ path }) => path !== 'core/media/yara.ts');
    expect(places(files, scans)).toEqual([]);
  });
  it("a batch names ElectroDB's option concurrent: its older name of the types is ignored", () => {
    const ignored = (node: ts.Node) => ts.isPropertyAssignment(node) && node.name.getText() === 'concurrency';
    const files = all.filter(({ path }) => /^(core|test|bench)\//.test(path));
    expect(places(files, ignored)).toEqual([]);
  });
  it('no test is left out, and nothing is left for later', () => {
    const words = new RegExp(['TO' + 'DO', 'FIX' + 'ME', '@ts-' + 'ignore', String.raw`\.(skip|only|todo)\(`].join('|'));
    expect(all.filter(({ text }) => words.test(text)).map(({ path }) => path)).toEqual([]);
  });
  it('no test has less time than its project: a busy machine is slow', () => {
    const shortens = /\btestTimeout\b|\btimeout: [\d_]+,? *\}, (async )?\(|^ *\}, [\d_]*_000\);$/m;
    expect(all.filter(({ path, text }) => path.endsWith('.test.ts') && shortens.test(text)).map(({ path }) => path)).toEqual([]);
  });
  it('a file has at most 300 lines, a test 500', () => {
    const most = (path: string) => (path.endsWith('.test.ts') ? 500 : 300);
    // Nobody reads a generated file from its top to its end.
    const written = all.filter(({ path }) => !path.startsWith('client/generated/'));
    expect(written.filter(({ path, text }) => text.trimEnd().split('\n').length > most(path)).map(({ path }) => path)).toEqual(
      [],
    );
  });
  it('a constructor of lib/ has fewer than 100 lines', () => {
    const lib = product.filter(({ path }) => path.startsWith('lib/'));
    const isLong = (node: ts.Node) => ts.isConstructorDeclaration(node) && node.getText().split('\n').length >= 100;
    expect(places(lib, ts.isConstructorDeclaration)).not.toEqual([]);
    expect(places(lib, isLong)).toEqual([]);
  });
  it('files are named in kebab-case', () => {
    expect(all.map(({ path }) => path).filter((path) => !/^[a-z0-9./-]+$/.test(path))).toEqual([]);
  });
});
