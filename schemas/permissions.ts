/** Roles, from the one with the fewest permissions to the one with the most. */
export const ROLES = ['user', 'moderator', 'admin'] as const;

/** Permissions of each role. A token lists them; a route that needs one checks it against the stored role. */
export const PERMISSIONS = {
  user: ['picks:write', 'profile:write'],
  moderator: ['picks:write', 'profile:write', 'content:moderate', 'users:ban', 'users:hold'],
  admin: [
    'picks:write',
    'profile:write',
    'content:moderate',
    'users:ban',
    'users:hold',
    'users:tier',
    'users:recover',
    'audit:read',
    'clicks:read',
    'events:decide',
    'picks:review',
  ],
} as const satisfies Readonly<Record<(typeof ROLES)[number], readonly string[]>>;

export type Permission = (typeof PERMISSIONS)[keyof typeof PERMISSIONS][number];
