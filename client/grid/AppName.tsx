import { SafeText } from '../ui/SafeText.tsx';
import styles from './AppName.module.css';

interface AppNameProps {
  app: { id: string; name: string };
  /** Names that more than one app has. */
  shared: ReadonlySet<string>;
}

/** The name of an app, with the end of its id where the name alone does not tell which one it is. */
export function AppName({ app: { id, name }, shared }: AppNameProps) {
  return (
    <>
      <SafeText>{name || 'App without a name'}</SafeText>
      {name === '' || shared.has(name) ? (
        <span className={styles['end']} title={id}>
          {' '}
          …{id.slice(-6)}
        </span>
      ) : null}
    </>
  );
}
