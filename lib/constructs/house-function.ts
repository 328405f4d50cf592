import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { HouseAlarm } from './alarm.ts';
import { ANYWHERE, allow, type Binding, grant } from './binding.ts';
import { bundle } from './bundle.ts';
import { failuresTo, leaveFailures } from './failures.ts';
import type { Ground } from './ground.ts';

export interface HouseFunctionProps {
  /** Path under lambdas/, without `.ts`: `http/picks`. One file, one function. */
  readonly door: string;
  /** What users lose while it fails, as one sentence: the text of its alarm. */
  readonly impact: string;
  readonly uses?: readonly Binding[];
  /** At most 5 s for what Cognito waits for, 29 s for what the HTTP API waits for. */
  readonly timeout?: Duration;
  /** MB; processor time grows with it. */
  readonly memory?: number;
  /** Invoked without anybody waiting for its answer: what fails twice more is kept in the failures bucket. */
  readonly asynchronous?: true;
}

/** A function of ours: its own role that may do only what it uses, kept logs, a trace, an alarm that says whom it matters to. */
export class HouseFunction extends Construct {
  readonly fn: LambdaFunction;

  constructor(scope: Construct, ground: Ground, props: HouseFunctionProps) {
    const { door, impact, uses = [], timeout = Duration.seconds(10), memory = 1024, asynchronous } = props;
    const name = door.slice(door.lastIndexOf('/') + 1);
    super(scope, name);
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/youbet/${ground.settings.name}/${door}`,
      retention: ground.settings.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.fn = new LambdaFunction(this, 'Function', {
      // By this, local/ and `npm run job` find it.
      description: door,
      runtime: Runtime.NODEJS_24_X,
      architecture: ground.settings.architecture,
      code: bundle(this, door),
      handler: 'index.handler',
      role,
      logGroup,
      timeout,
      memorySize: memory,
      tracing: Tracing.ACTIVE,
      environment: Object.assign({}, ...uses.map(({ environment }) => environment)),
    });
    // Tracing has its two grants from the CDK.
    acknowledge(role, { 'AwsSolutions-IAM5[Resource::*]': ANYWHERE['xray:PutTraceSegments'] });
    const own: readonly Binding[] = [
      { allow: allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn) },
      ...(asynchronous ? leaveFailures(ground) : []),
    ];
    for (const use of [...own, ...uses]) if (use.allow) grant(role, use.allow);
    if (asynchronous) {
      this.fn.configureAsyncInvoke({ retryAttempts: 2, maxEventAge: Duration.hours(1), onFailure: failuresTo(ground) });
    }
    new HouseAlarm(this, 'Errors', { metric: this.fn.metricErrors(), impact, topic: ground.alarms });
  }
}
