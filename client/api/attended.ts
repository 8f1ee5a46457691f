import { useEffect, useState } from 'react';

/** Without a touch for so long nobody is taken to be there, so that reading keeps no session alive. */
const attendedMs = 5 * 60_000;
const signs = [
  'pointermove',
  'pointerdown',
  'keydown',
  'input',
  'wheel',
  'touchmove',
  'focus',
] as const;

/** Whether somebody has moved something in this tab within the last minutes. */
export function useAttended(): boolean {
  const [isAttended, setAttended] = useState(true);
  useEffect(() => {
    const leave = () => setAttended(false);
    let timer = setTimeout(leave, attendedMs);
    const attend = () => {
      clearTimeout(timer);
      timer = setTimeout(leave, attendedMs);
      setAttended(true);
    };
    for (const sign of signs) addEventListener(sign, attend, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const sign of signs) removeEventListener(sign, attend);
    };
  }, []);
  return isAttended;
}
