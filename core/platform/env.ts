/** @returns a required setting of this deployment @throws when it is missing, which is a fault of the stack */
export function env(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`environment variable ${name} is missing`);
  return value;
}

/** @returns a setting that a deployment may leave out */
export const envIfSet = (name: string): string | undefined => process.env[name] || undefined;
