import { Link2 } from 'lucide-react';
import { CopyButton } from './CopyButton.tsx';

interface CopyLinkProps {
  /** Makes the address of the page as it is shown now. */
  link: () => string;
}

/** Puts the address of the page, as it is shown now, on the clipboard. */
export function CopyLink({ link }: CopyLinkProps) {
  return (
    <CopyButton
      label="Copy link"
      done="Link copied"
      title="Copy a link to this very view"
      icon={Link2}
      text={link}
    />
  );
}
