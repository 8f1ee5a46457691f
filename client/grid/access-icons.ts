import type { AccessState } from '#contract/access.ts';

const circle = 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Z';

/** What the sign of each state is drawn of: strokes in a square of 24, the same wherever it stands. */
export const accessStrokes: Record<AccessState, string> = {
  dormant: 'M20 14.5A8.5 8.5 0 1 1 9.5 4 6.8 6.8 0 0 0 20 14.5Z',
  partly: `${circle}M12 3v18M12 8h7.5M12 12h9M12 16h7.5`,
  backed: `${circle}M8 12.3l2.8 2.7L16 9.5`,
  unchecked: `${circle}M8 12h8`,
  unknown: `${circle}M9.6 9.6a2.5 2.5 0 1 1 3.5 2.2c-.8.4-1.1.9-1.1 1.7M12 16.8h.01`,
};
