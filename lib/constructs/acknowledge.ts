import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Accepts a finding of cdk-nag on one construct. Each with the reason that makes it right here, never one for all. */
export const acknowledge = (construct: IConstruct, findings: Readonly<Record<`AwsSolutions-${string}`, string>>): void =>
  Validations.of(construct).acknowledge(...Object.entries(findings).map(([id, reason]) => ({ id, reason })));
