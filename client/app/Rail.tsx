import { NavLink } from 'react-router';
import { useViewer } from '../api/session.ts';
import { Mark } from '../ui/Mark.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { desk, pagesFor } from './pages.ts';
import styles from './Rail.module.css';

function Brand() {
  return (
    <div className={styles['brand']}>
      <Mark /> <span className={styles['brandName']}>Grantscope</span>
    </div>
  );
}

/** Stands in its place while it is not known who is signed in. */
export function BareRail() {
  return (
    <div className={styles['rail']}>
      <Brand />
    </div>
  );
}

/** Where one is and where one may go: at the side of a desk's screen, at the bottom of a phone's. */
export function Rail() {
  const viewer = useViewer();
  const { can, support } = viewer;
  const DeskIcon = desk.icon;
  return (
    <nav className={styles['rail']} aria-label="Main">
      <Brand />
      <div className={styles['nav']}>
        {support === null ? null : (
          // Out of a customer's console only by loading the page.
          <a className={styles['link']} href={desk.href} data-desk="">
            <DeskIcon size={16} aria-hidden="true" /> {desk.label}
          </a>
        )}
        {pagesFor(viewer).map(({ label, href, icon: Icon, isOwn, isDesk }) => (
          <NavLink
            key={href}
            className={styles['link'] ?? ''}
            to={href}
            end={href === '/'}
            data-own={isOwn && can.readConnectedApps ? '' : undefined}
            data-desk={isDesk && can.readConnectedApps ? '' : undefined}
          >
            <Icon size={16} aria-hidden="true" /> {label}
          </NavLink>
        ))}
      </div>
      <AccountMenu />
    </nav>
  );
}
