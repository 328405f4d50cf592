import { type IPolicyValidationPlugin, Stage, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Construct } from 'constructs';
import type { Environment } from './environments.ts';
import { ApiStack } from './stacks/api.ts';
import { DataStack } from './stacks/data.ts';
import { IdentityStack } from './stacks/identity.ts';
import { JobsStack } from './stacks/jobs.ts';
import { ObservabilityStack } from './stacks/observability.ts';
import { RealtimeStack } from './stacks/realtime.ts';

/** One whole YouBet. Each stack may use those above it. */
export class YouBet extends Stage {
  constructor(scope: Construct, settings: Environment) {
    const { name, account, region } = settings;
    super(scope, name, { env: { ...(account && { account }), ...(region && { region }) } });
    if (settings.nagged) Validations.of(this).addPlugins(checksOf(this));
    const named = (stack: string) => ({ stackName: `youbet-${name}-${stack}` });
    const data = new DataStack(this, 'data', { ...named('data'), settings });
    const identity = new IdentityStack(this, 'identity', { ...named('identity'), data });
    const realtime = new RealtimeStack(this, 'realtime', { ...named('realtime'), data });
    const below = { data, identity, realtime };
    new ApiStack(this, 'api', { ...named('api'), ...below });
    new JobsStack(this, 'jobs', { ...named('jobs'), ...below });
    new ObservabilityStack(this, 'observability', { ...named('observability'), ground: data });
  }
}

/** cdk-nag on one stage. Left to itself it looks at all there are, the local one too, which is let off some rules. */
function checksOf(stage: Stage): IPolicyValidationPlugin {
  const checks = new AwsSolutionsChecks(stage);
  return { name: checks.name, validate: () => checks.validateScope(stage) };
}
