import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** What a function gets to use a thing: where it is, and just the calls that it makes. The two never come apart. */
export interface Binding {
  readonly environment?: Readonly<Record<string, string>>;
  readonly allow?: PolicyStatement;
}

/** @param actions by full name, as `sqs:SendMessage`; never a wildcard */
export const allow = (actions: readonly string[], ...resources: readonly string[]): PolicyStatement =>
  new PolicyStatement({ actions: [...actions], resources: [...resources] });

/** The only calls that may be allowed on `*`, each with the reason why no resource can be named. */
export const ANYWHERE = {
  'sns:Publish': 'A text message goes to a phone number, which is no resource.',
  'xray:PutTraceSegments': 'X-Ray takes segments of no resource.',
  'xray:PutTelemetryRecords': 'X-Ray takes telemetry of no resource.',
} as const;

export const allowAnywhere = (action: keyof typeof ANYWHERE): PolicyStatement =>
  new PolicyStatement({ actions: [action], resources: ['*'] });

/** A plain setting. */
export const setting = (environment: Readonly<Record<string, string>>): Binding => ({ environment });

/** To hand a role to a service, and to that service only. */
export const allowPassing = (role: IRole, service: string): PolicyStatement =>
  new PolicyStatement({
    actions: ['iam:PassRole'],
    resources: [role.roleArn],
    conditions: { StringEquals: { 'iam:PassedToService': service } },
  });
