import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { createPortal } from 'react-dom';
import type { Scope } from '#contract/scopes.ts';
import { SafeText } from '../ui/SafeText.tsx';
import styles from './ScopeCard.module.css';
import { ScopeChip } from './ScopeChip.tsx';

/** A chip that is explained, and where it is. */
export interface ExplainedChip {
  scope: Scope;
  at: DOMRect;
}

/** The explanation for the chip in or around a node; null where there is none. */
export function explainChip(
  target: EventTarget | null,
  scopes: readonly Scope[],
): ExplainedChip | null {
  const chip = target instanceof Element ? target.closest<HTMLElement>('[data-scope]') : null;
  const scope = scopes.find(({ name }) => name === chip?.dataset['scope']);
  return chip === null || scope === undefined ? null : { scope, at: chip.getBoundingClientRect() };
}

interface ScopeCardProps {
  within: RefObject<HTMLElement | null>;
  scopes: readonly Scope[];
  shown: ExplainedChip | null;
  onShow: (chip: ExplainedChip | null) => void;
}

/**
 * Explains the scope chip under the pointer, or the one reached by keys. All chips inside `within` share
 * one card, because a screen has hundreds of chips.
 */
export function ScopeCard({ within, scopes, shown, onShow }: ScopeCardProps) {
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = within.current;
    if (element === null) return undefined;
    const show = (event: Event) => onShow(explainChip(event.target, scopes));
    const hide = () => onShow(null);
    element.addEventListener('pointerover', show);
    element.addEventListener('pointerleave', hide);
    document.addEventListener('scroll', hide, true);
    return () => {
      element.removeEventListener('pointerover', show);
      element.removeEventListener('pointerleave', hide);
      document.removeEventListener('scroll', hide, true);
    };
  }, [within, scopes, onShow]);
  useLayoutEffect(() => {
    const element = card.current;
    if (element === null || shown === null) return;
    const { width, height } = element.getBoundingClientRect();
    const below = shown.at.bottom + 6;
    const top = below + height > innerHeight - 8 ? shown.at.top - height - 6 : below;
    const left = Math.max(12, Math.min(shown.at.left, innerWidth - width - 12));
    element.style.transform = `translate(${left}px, ${top}px)`;
  }, [shown]);
  // Outside of the page, whose containment would be what it is placed by.
  return createPortal(
    <div role="status">
      {shown === null ? null : (
        <div ref={card} className={styles['card']} style={{ top: 0, left: 0 }}>
          <ScopeChip scope={shown.scope} />
          <p className={styles['description']}>
            <SafeText empty="No description">{shown.scope.description ?? ''}</SafeText>
          </p>
          <p className={styles['why']}>{shown.scope.why}</p>
        </div>
      )}
    </div>,
    document.body,
  );
}
