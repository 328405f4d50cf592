import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Accepts findings of cdk-nag on one construct, each with the reason why the rule does not apply there. No finding is accepted globally. */
export const acknowledge = (construct: IConstruct, findings: Readonly<Record<`AwsSolutions-${string}`, string>>): void =>
  Validations.of(construct).acknowledge(...Object.entries(findings).map(([id, reason]) => ({ id, reason })));
