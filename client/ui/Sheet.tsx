import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './Button.tsx';
import styles from './Sheet.module.css';

interface SheetProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** A panel at the side for detail, or a dialog in the middle. */
  kind: 'side' | 'middle';
  children: ReactNode;
}

/** A modal panel: focus stays in it, Escape closes it, focus returns to where it was. */
export function Sheet({ open, onClose, title, kind, children }: SheetProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Base.Portal>
        <Base.Backdrop className={styles['backdrop']} />
        <Base.Popup className={kind === 'side' ? styles['sheet'] : styles['dialog']}>
          <div className={styles['head']}>
            <Base.Title className={styles['title']}>{title}</Base.Title>
            <Base.Close
              render={
                <IconButton label="Close">
                  <X size={16} aria-hidden="true" />
                </IconButton>
              }
            />
          </div>
          <div className={styles['body']}>{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
