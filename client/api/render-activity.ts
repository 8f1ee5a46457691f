import type { ReactNode } from 'react';

/** What one page of an app or a member is about. */
export interface ActivitySubject {
  kind: 'app' | 'member';
  id: string;
}

/** Draws what the record tells of something; given to pages from above, since they know no other page. */
export type RenderActivity = (about: ActivitySubject) => ReactNode;
