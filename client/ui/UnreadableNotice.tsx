import { formatCountOf } from './format.ts';
import { Notice } from './Notice.tsx';

interface UnreadableNoticeProps {
  /** How many records of a list of Stytch's could not be read. */
  count: number;
  /** What each of them is. */
  one: 'app' | 'member' | 'organization';
}

/** What a list lacks because Stytch's answer about it could not be understood; nothing where it is whole. */
export function UnreadableNotice({ count, one }: UnreadableNoticeProps) {
  if (count === 0) return null;
  return (
    <Notice tone="warning" title={`${formatCountOf(count, one)} could not be read.`}>
      Stytch’s response about {count === 1 ? 'it' : 'them'} couldn’t be read, so nothing here
      includes {count === 1 ? 'it' : 'them'}.
    </Notice>
  );
}
