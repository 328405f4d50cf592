import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
// TypeScript 6: it has the API of the syntax tree. `tsc` is the native compiler of TypeScript 7, which checks three times as fast.
import ts from 'typescript';
import pkg from '../../package.json' with { type: 'json' };

export const ROOT = new URL('../../', import.meta.url).pathname;

export interface Import {
  /** A file of the project (`core/picks/index.ts`), or a package (`@middy/core`, `node:fs`). */
  readonly target: string;
  readonly inside: boolean;
  /** Erased before anything runs. */
  readonly typeOnly: boolean;
}

export interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
  readonly tree: ts.SourceFile;
}

/** Every TypeScript file of the project. */
export const sources = (): Source[] =>
  globSync('**/*.{ts,tsx}', { cwd: ROOT, exclude: (path) => /(^|\/)(node_modules|cdk\.out|\..+)(\/|$)/.test(path) })
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted()
    .map(parse);

function parse(path: string): Source {
  const text = readFileSync(ROOT + path, 'utf8');
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports: Import[] = [];
  const add = (specifier: ts.Expression | undefined, typeOnly: boolean) => {
    if (specifier && ts.isStringLiteral(specifier)) imports.push({ ...resolve(path, specifier.text), typeOnly });
  };
  walk(tree, (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, onlyTypes(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], false);
  });
  return { path, text, tree, imports };
}

const onlyTypes = (clause: ts.ImportClause | undefined): boolean => {
  if (clause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause?.namedBindings;
  return (
    clause?.name === undefined &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.every((each) => each.isTypeOnly)
  );
};

function resolve(from: string, specifier: string): { target: string; inside: boolean } {
  if (specifier.startsWith('.')) return { target: posix.join(posix.dirname(from), specifier), inside: true };
  for (const [name, path] of Object.entries(pkg.imports)) {
    const [head = '', tail] = name.split('*');
    if (tail === undefined ? specifier === name : specifier.startsWith(head)) {
      // Another name of a package, under which bundles do not replace it.
      if (!path.startsWith('.')) return { target: path, inside: false };
      return { target: posix.normalize(path.replace('*', specifier.slice(head.length))), inside: true };
    }
  }
  return { target: specifier, inside: false };
}

export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** The place of a node, in the form that an editor opens. */
export const place = ({ path, tree }: Source, node: ts.Node): string =>
  `${path}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1}`;
