import { Link } from 'react-router';
import { Message } from './Message.tsx';
import styles from './Message.module.css';
import { paths } from './paths.ts';

/** An address that leads nowhere, or to something that the viewer may not know of. */
export function NotFoundPage() {
  return (
    <Message
      title="Not found"
      actions={
        <Link className={styles['link']} to={paths.apps()}>
          See all apps
        </Link>
      }
    >
      <p>
        There is nothing at this address for your organization. An app disappears from here when its
        last member&rsquo;s grant is gone.
      </p>
    </Message>
  );
}
