import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { Scope } from '#contract/scopes.ts';
import styles from './ScopeCard.module.css';

interface Shown {
  scope: Scope;
  at: DOMRect;
}

function chipUnder(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-scope]') : null;
}

/**
 * One card for all scope chips inside an element: it explains the chip under the pointer or the
 * focus. One card instead of one per chip, since a screen of rows has hundreds of chips.
 */
export function ScopeCard({
  within,
  scopes,
}: {
  within: RefObject<HTMLElement | null>;
  scopes: readonly Scope[];
}) {
  const [shown, setShown] = useState<Shown | null>(null);
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = within.current;
    if (element === null) return undefined;
    const show = (event: Event) => {
      const chip = chipUnder(event.target);
      const scope = scopes.find(({ name }) => name === chip?.dataset['scope']);
      setShown(
        chip === null || scope === undefined ? null : { scope, at: chip.getBoundingClientRect() },
      );
    };
    const hide = () => setShown(null);
    const hideOnEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') hide();
    };
    element.addEventListener('pointerover', show);
    element.addEventListener('focusin', show);
    element.addEventListener('pointerleave', hide);
    element.addEventListener('focusout', hide);
    document.addEventListener('keydown', hideOnEscape);
    document.addEventListener('scroll', hide, true);
    return () => {
      element.removeEventListener('pointerover', show);
      element.removeEventListener('focusin', show);
      element.removeEventListener('pointerleave', hide);
      element.removeEventListener('focusout', hide);
      document.removeEventListener('keydown', hideOnEscape);
      document.removeEventListener('scroll', hide, true);
    };
  }, [within, scopes]);
  useLayoutEffect(() => {
    const element = card.current;
    if (element === null || shown === null) return;
    const { width, height } = element.getBoundingClientRect();
    const below = shown.at.bottom + 6;
    const top = below + height > innerHeight - 8 ? shown.at.top - height - 6 : below;
    const left = Math.max(12, Math.min(shown.at.left, innerWidth - width - 12));
    element.style.transform = `translate(${left}px, ${top}px)`;
  }, [shown]);
  if (shown === null) return null;
  return (
    <div ref={card} className={styles['card']} style={{ top: 0, left: 0 }} role="tooltip">
      <p className={styles['description']}>
        {shown.scope.description ?? 'Nobody has described this scope.'}
      </p>
      <p className={styles['why']}>{shown.scope.why}</p>
    </div>
  );
}
