import { ArrowRight } from 'lucide-react';
import type { MouseEvent } from 'react';
import type { Customer } from '#contract/support.ts';
import { pathUnder } from '../../api/console.ts';
import { Tile } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import styles from './Desk.module.css';
import { wordsForPage } from './page-words.ts';

interface FoundCustomerProps {
  customer: Customer;
  /** Path of the page that opens. */
  page: string;
  onOpen: () => void;
}

/** An organization that was found: a press asks for a case, or leads into it where there is one. */
export function FoundCustomer({ customer, page, onOpen }: FoundCustomerProps) {
  const { id, name, slug, hasCase } = customer;
  const click = (event: MouseEvent) => {
    // In another tab the page itself asks.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onOpen();
  };
  return (
    <li>
      <a data-stop className={styles['result']} href={pathUnder(id, page)} onClick={click}>
        <Tile src={null} name={name} id={id} size={32} />
        <span className={styles['resultText']}>
          <span className={styles['resultName']}>
            <SafeText empty="No name" most={120}>
              {name}
            </SafeText>{' '}
            {hasCase ? (
              <Badge tone="accent" dot="positive">
                Case open
              </Badge>
            ) : null}
          </span>
          <span className={styles['ids']}>
            <SafeText>{slug}</SafeText> <code>{id}</code>
          </span>
        </span>
        <span className={styles['leads']}>
          {page === '/' ? null : <span>opens {wordsForPage(page)}</span>}
          <ArrowRight size={15} aria-hidden="true" />
        </span>
      </a>
    </li>
  );
}
