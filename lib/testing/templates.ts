import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { BUNDLING_STACKS } from 'aws-cdk-lib/cx-api';
import { ENVIRONMENTS } from '../environments.ts';
import { YouBet } from '../stage.ts';

export interface Resource<Properties = Readonly<Record<string, unknown>>> {
  readonly Type: string;
  readonly Properties: Properties;
  readonly DeletionPolicy?: string;
}
export interface PolicyStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** The templates of one environment. */
export interface Synthesized {
  readonly stage: YouBet;
  readonly templates: Readonly<Record<string, object>>;
  /** Lists the resources of a type in all stacks. An `id` is `<stack>/<logical id>`. */
  of<Properties>(type: string): (Resource<Properties> & { readonly id: string })[];
}

/** The feature flags of cdk.json, which the CLI passes to the app. */
export const { context: FLAGS } = JSON.parse(readFileSync('cdk.json', 'utf8')) as { context: Record<string, unknown> };

const made = new Map<string, Synthesized>();

/** Synthesizes an environment once, without bundles, for a fixed account and region. */
export function synthesized(name: string): Synthesized {
  const known = made.get(name);
  if (known) return known;
  const settings = ENVIRONMENTS.find((environment) => environment.name === name);
  if (!settings) throw new Error(`no environment ${name}`);
  const app = new App({ context: { ...FLAGS, [BUNDLING_STACKS]: [] } });
  const stage = new YouBet(app, { ...settings, account: '111122223333', region: 'eu-west-1' });
  const templates = Object.fromEntries(
    stage.synth().stacks.map(({ stackName, template }) => [stackName, template as { Resources: Record<string, Resource> }]),
  );
  const resources = Object.entries(templates).flatMap(([stack, { Resources }]) =>
    Object.entries(Resources).map(([id, resource]) => ({ ...resource, id: `${stack}/${id}` })),
  );
  const all: Synthesized = {
    stage,
    templates,
    of: <Properties>(type: string) => resources.filter(({ Type }) => Type === type) as (Resource<Properties> & { id: string })[],
  };
  made.set(name, all);
  return all;
}

export const list = <T>(one: T | readonly T[]): readonly T[] => (Array.isArray(one) ? one : [one as T]);

/** The logical id in the id of a resource. */
export const logical = (id: string): string => id.slice(id.indexOf('/') + 1);
