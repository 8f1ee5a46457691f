/** The statuses in words. */
export const statusNames = {
  active: 'Active',
  pending: 'Pending',
  invited: 'Invited',
  deleted: 'Deleted',
  unknown: 'Unknown',
} as const;
