import { Stage, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Construct } from 'constructs';
import type { Environment } from './environments.ts';
import { ApiStack } from './stacks/api.ts';
import { DataStack } from './stacks/data.ts';
import { IdentityStack } from './stacks/identity.ts';
import { JobsStack } from './stacks/jobs.ts';
import { RealtimeStack } from './stacks/realtime.ts';

/** One whole YouBet. Each stack may use those above it. */
export class YouBet extends Stage {
  constructor(scope: Construct, settings: Environment) {
    const { name, account, region } = settings;
    super(scope, name, { env: { ...(account && { account }), ...(region && { region }) } });
    const named = (stack: string) => ({ stackName: `youbet-${name}-${stack}` });
    const data = new DataStack(this, 'data', { ...named('data'), settings });
    // Checked when it is asked for: cdk-nag looks at everything in the app, which takes its time.
    if (settings.nagged && data.bundlingRequired) Validations.of(this).addPlugins(new AwsSolutionsChecks(this));
    const identity = new IdentityStack(this, 'identity', { ...named('identity'), data });
    const realtime = new RealtimeStack(this, 'realtime', { ...named('realtime'), data });
    const below = { data, identity, realtime };
    new ApiStack(this, 'api', { ...named('api'), ...below });
    new JobsStack(this, 'jobs', { ...named('jobs'), ...below });
  }
}
