/** What `npm run bench` was asked for. */
export interface BenchOptions {
  /** Five minutes instead of an hour. */
  short: boolean;
  browser: boolean;
  server: boolean;
  /** Pages to measure; none means all. */
  peers: string[];
  /** The page to take a profile of instead, if any. */
  profile: string | null;
}
