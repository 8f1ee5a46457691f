import { useState, type CSSProperties } from 'react';
import styles from './Avatar.module.css';
import { firstInitialOf, hueOf, initialsOf } from './initials.ts';

interface Hued extends CSSProperties {
  '--hue': number;
}

/** A person's initials in a colour of their own; says nothing to assistive technology. */
export function Avatar({ name, id }: { name: string; id: string }) {
  const style: Hued = { '--hue': hueOf(id) };
  return (
    <span className={styles['avatar']} style={style} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

interface TileProps {
  /** Address of the picture; null for none. */
  src: string | null;
  name: string;
  id: string;
  /** Edge in px. */
  size: number;
}

/** The picture of a thing, or its initial where there is none or it does not load. */
export function Tile({ src, name, id, size }: TileProps) {
  const [failed, setFailed] = useState<string | null>(null);
  const image = src !== null && failed !== src;
  const style: Hued = {
    '--hue': hueOf(id),
    width: size,
    height: size,
    fontSize: Math.round(size * 0.42),
  };
  return (
    <span className={styles['tile']} style={style} data-image={image} aria-hidden="true">
      {image ? (
        <img
          className={styles['image']}
          src={src}
          alt=""
          width={size}
          height={size}
          loading="lazy"
          decoding="async"
          onError={() => setFailed(src)}
        />
      ) : (
        firstInitialOf(name)
      )}
    </span>
  );
}
