import { useEffect, useEffectEvent, useState } from 'react';

/**
 * The server writes down what it has read a moment after it has told that it has: at once for most
 * organizations, seconds later for the largest.
 */
const writtenAfterMs = [700, 5000];

/** Reads what stands on Grantscope's record again after the graph has been read again. */
export function useWritten(version: string | null, readAgain: () => void): void {
  const [first] = useState(version);
  const onWritten = useEffectEvent(readAgain);
  useEffect(() => {
    if (version === null || version === first) return undefined;
    const timers = writtenAfterMs.map((ms) => setTimeout(() => onWritten(), ms));
    return () => timers.forEach((timer) => clearTimeout(timer));
  }, [version, first]);
}
