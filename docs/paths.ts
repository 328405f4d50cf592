import { hasHead } from '../schemas/contract.ts';
import { ROUTES } from '../schemas/routes.ts';

/**
 * schemas/paths.ts: the paths of the API with their methods, for the door of unknown routes, which loads no contract. `npm run generate` writes
 * it, and test/house/paths.test.ts holds it against the contracts.
 */
export const FILE = new URL('../schemas/paths.ts', import.meta.url);

export function text(): string {
  const methods = new Map<string, string[]>();
  for (const contract of Object.values(ROUTES).flat()) {
    const names = methods.get(contract.path) ?? [];
    names.push(contract.method, ...(hasHead(contract) ? ['HEAD'] : []));
    methods.set(contract.path, names);
  }
  const rows = [...methods]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, names]) => `  '${path}': '${names.toSorted().join(', ')}',`);
  return `/** The methods of each path of the API, as the header Allow names them. \`npm run generate\` writes this file. */
export const METHODS: Readonly<Record<string, string>> = {
${rows.join('\n')}
};
`;
}
