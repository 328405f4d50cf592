import { CfnOutput, type Stack } from 'aws-cdk-lib';

/** Adds outputs to a stack. Tools in local/ find them by these names, which are unique within an environment. */
export function output(stack: Stack, values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) new CfnOutput(stack, name, { value });
}
